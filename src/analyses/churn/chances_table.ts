import type {Table} from '../../lib/table';
import {inCohorts} from '../../stats/models/kaplan_meier';
import {reactivationChance} from '../../stats/reactivation_chance';
import {columnOf} from '../column_of';
import type {Details} from './details';
import type {Stage} from './stages';

const SILENT = [0, 14, 30, 45, 60, 90, 120, 180, 270, 365] as const;

/** One row per stage and number of silent days, as far as enough customers got that far. */
export function chancesTable(stages: readonly Stage[], {months}: Details, window: number): Table {
  const rows = stages.flatMap(({stage, threshold}) => {
    const curve = inCohorts(threshold.curve, months.get(stage) ?? []);
    return SILENT.flatMap((silent) => {
      const found = reactivationChance(curve, {silent, within: window});
      return found.known ? [{stage, silent, ...found}] : [];
    });
  });
  const column = (value: (row: (typeof rows)[number]) => number) => columnOf(rows, value);
  return {
    rows: rows.length,
    columns: {
      stage: column(({stage}) => stage),
      silent_days: column(({silent}) => silent),
      at_risk: column(({atRisk}) => atRisk),
      chance: column(({chance}) => chance),
      chance_low: column(({low}) => low),
      chance_high: column(({high}) => high),
    },
  };
}
