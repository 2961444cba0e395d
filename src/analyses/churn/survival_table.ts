import type {Table} from '../../lib/table';
import {chanceWithin, inCohorts, survivalIntervalAt} from '../../stats/models/kaplan_meier';
import type {Details} from './details';
import type {Stage} from './stages';

/** One row per day, as far as enough customers can be watched. */
export function survivalTable({stage, threshold}: Stage, {months}: Details, window: number): Table {
  const {chances, observableUntil} = threshold;
  const curve = inCohorts(threshold.curve, months.get(stage) ?? []);
  const rows = Math.max(0, observableUntil + 1);
  const column = () => new Float64Array(rows).fill(NaN);
  const low = column();
  const high = column();
  const chance = column();
  const chanceLow = column();
  const chanceHigh = column();
  for (let day = 0; day < rows; day++) {
    const interval = survivalIntervalAt(curve, day, 'log-log');
    low[day] = interval?.low ?? curve.survival[day]!;
    high[day] = interval?.high ?? curve.survival[day]!;
    if (day >= chances.length) continue;
    chance[day] = chances[day]!;
    const within = chanceWithin(curve, day, window);
    if (!within.known) continue;
    // The interval is that of the day itself, moved along with the mean over the days beside it.
    const shift = chances[day]! - within.chance;
    chanceLow[day] = Math.max(0, within.low + shift);
    chanceHigh[day] = Math.min(1, within.high + shift);
  }
  return {
    rows,
    columns: {
      day: Float64Array.from({length: rows}, (_, day) => day),
      at_risk: curve.atRisk.slice(0, rows),
      without_share: curve.survival.slice(0, rows),
      without_share_low: low,
      without_share_high: high,
      chance,
      chance_low: chanceLow,
      chance_high: chanceHigh,
    },
  };
}
