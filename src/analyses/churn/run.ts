import {Problem} from '../../lib/problem';
import {cell, numbers} from '../../lib/table';
import {thresholdIntervals, type ThresholdIntervals} from '../../stats/threshold';
import {thresholdDrift} from '../../stats/threshold_drift';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import {marginRateOf} from '../margin';
import {memberOf} from '../member_of';
import costsSql from '../value/costs.sql?raw';
import {chancesTable} from './chances_table';
import {nothingYet, type Details} from './details';
import {driftTable} from './drift_table';
import {countsBy, countsByMonth, countsByQuarter} from './durations';
import durationsSql from './durations.sql?raw';
import {factsOf} from './facts';
import {membersOf, membersTable} from './members';
import membersSql from './members.sql?raw';
import monthsSql from './months.sql?raw';
import {positionsTable} from './positions_table';
import {ruleOf} from './rule';
import {churnShape as shape} from './shape';
import silentSql from './silent.sql?raw';
import {stagesOf} from './stages';
import {survivalTable} from './survival_table';
import {thresholdsTable} from './thresholds_table';
import {valueOfNext} from './value_of_next';
import valuesSql from './values.sql?raw';
import waitingSql from './waiting.sql?raw';

export {shape};
type Shape = typeof shape;

const SEED = 20_240_229;
const DRAWS = 500;
/** Of quarters and parts of the shop there are many; 200 draws move the end of an interval by about a twentieth of it. */
const FEWER_DRAWS = 200;
const MOST_QUARTERS = 12;
/** Where neither the reader nor the files say anything of costs. */
const ASSUMED_MARGIN = 0.3;

export async function run({params, scope, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const tables = {
    durations: await query('durations', durationsSql),
    silent: await query('silent', silentSql),
    values: await query('values', valuesSql),
    costs: await query('costs', costsSql),
  };
  if (tables.durations.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const stage = Number(params.stage);
  const found = marginRateOf(
    {
      cost: Number(cell(tables.costs, 'cost', 0)),
      covered: Number(cell(tables.costs, 'covered_revenue', 0)),
      revenue: numbers(tables.silent, 'revenue').reduce((sum, revenue) => sum + revenue, 0),
    },
    params.margin,
    scope.basis.withVat,
  );
  const margin = params.margin ?? found.rate ?? ASSUMED_MARGIN;
  const rule = ruleOf(params, margin, valueOfNext(tables.values, stage));
  const stages = stagesOf(countsBy(tables.durations, 'stage'), rule.changes);
  const own = stages[stage - 1]!;
  const day = own.threshold.headline.known ? own.threshold.headline.day : params.assumption;
  keep('waiting', waitingSql, {stage, threshold: day, assumption: params.assumption});

  const output = (details: Details): RunOutput<Shape> => ({
    tables: {
      survival: survivalTable(own, details, params.window),
      thresholds: thresholdsTable(stages, details.intervals),
      chances: chancesTable(stages, details, params.window),
      positions: positionsTable(tables.silent, stage, day, params.assumption),
      drift: driftTable(details.drift),
      members: membersTable(details.members),
      month_durations: details.monthDurations,
      member_durations: details.memberDurations,
      ...tables,
    },
    suggested: {margin: [Math.round(margin * 1000) / 1000]},
    facts: factsOf(params, own, rule, margin, tables, details),
  });

  return {
    ...output(nothingYet),
    async later({query, pause, progress}) {
      const changes = rule.changes;
      const monthDurations = await query('month_durations', monthsSql);
      const months = countsByMonth(monthDurations);
      const options = {seed: SEED, draws: DRAWS, level: 0.95, pause};
      const intervals: ThresholdIntervals[] = [];
      for (const {counts} of stages) intervals.push(await thresholdIntervals(counts, changes, options));
      progress(0.3);
      const few = {...options, draws: FEWER_DRAWS};
      const quarters = [...countsByQuarter(monthDurations)].slice(-MOST_QUARTERS);
      const drift = await thresholdDrift(
        quarters.map(([start, counts]) => ({name: String(start), counts})),
        changes,
        few,
      );
      progress(0.7);
      const named = [{name: 'named', sql: memberOf[params.by]}];
      const memberDurations = await query('member_durations', composed(named, membersSql));
      const members = await membersOf(memberDurations, changes, few);
      return output({months, monthDurations, intervals, drift, members, memberDurations});
    },
  };
}
