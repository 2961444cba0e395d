import {Problem} from '../../lib/problem';
import {numbers, rowsOf, type Table} from '../../lib/table';
import {chanceWithin, survivalIntervalAt, type DurationCounts} from '../../stats/models/kaplan_meier';
import {breakEvenChance} from '../../stats/break_even';
import {reactivationChance} from '../../stats/reactivation_chance';
import type {BootstrapInterval} from '../../stats/tests/bootstrap';
import {
  churnThreshold,
  thresholdIntervals,
  type ChurnThreshold,
  type ThresholdIntervals,
} from '../../stats/threshold';
import type {ThresholdRule} from '../../stats/threshold/rule';
import {thresholdDrift, type ThresholdDrift} from '../../stats/threshold_drift';
import {yearlyReturners} from '../../stats/yearly_returners';
import type {ParamsOf, RunContext, RunOutput} from '../define';
import durationsSql from './durations.sql?raw';
import membersSql from './members.sql?raw';
import quartersSql from './quarters.sql?raw';
import {reasons} from './reasons';
import {churnShape as shape} from './shape';
import silentSql from './silent.sql?raw';
import valuesSql from './values.sql?raw';
import waitingSql from './waiting.sql?raw';

export {shape};
type Shape = typeof shape;
type Params = ParamsOf<Shape>;

const SEED = 20_240_229;
const DRAWS = 500;
/** Of quarters and parts of the shop there are many; 200 draws move the end of an interval by about a twentieth of it. */
const FEWER_DRAWS = 200;
const STAGES = [1, 2, 3, 4] as const;
const SILENT = [0, 14, 30, 45, 60, 90, 120, 180, 270, 365] as const;
/** Parts of the shop need so many repeaters (STATISTICS §3.1); so many of them are shown. */
const LEAST_REPEATERS = 200;
const MOST_MEMBERS = 12;
const MOST_QUARTERS = 12;

export async function run(context: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {params, query, keep} = context;
  const tables = {
    durations: await query('durations', durationsSql),
    silent: await query('silent', silentSql),
    values: await query('values', valuesSql),
    quarter_durations: await query('quarter_durations', quartersSql),
  };
  if (tables.durations.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const stage = Number(params.stage);
  const byStage = countsBy(tables.durations, 'stage');
  const rule = ruleOf(params, valueOfNext(tables.values, stage));
  const found = STAGES.map((each) => ({
    stage: each,
    counts: byStage.get(each) ?? noDurations,
    threshold: churnThreshold(byStage.get(each) ?? noDurations, rule.changes),
  }));
  const own = found[stage - 1]!;
  const day = own.threshold.headline.known ? own.threshold.headline.day : params.assumption;
  keep('waiting', waitingSql, {stage, threshold: day, assumption: params.assumption});

  const output = (details: Details): RunOutput<Shape> => ({
    tables: {
      survival: survivalTable(own.threshold, params.window),
      thresholds: thresholdsTable(found, details.intervals),
      chances: chancesTable(found, params.window),
      positions: positionsTable(tables.silent, stage, day, params.assumption),
      drift: driftTable(details.drift),
      members: membersTable(details.members),
      member_durations: details.memberDurations,
      ...tables,
    },
    facts: factsOf(params, own, rule.byMoney, tables, details),
  });

  return {
    ...output(nothingYet),
    async later({query, pause, progress}) {
      const changes = rule.changes;
      const options = {seed: SEED, draws: DRAWS, level: 0.95, pause};
      const intervals: ThresholdIntervals[] = [];
      for (const {counts} of found) intervals.push(await thresholdIntervals(counts, changes, options));
      progress(0.3);
      const few = {...options, draws: FEWER_DRAWS};
      const quarters = [...countsBy(tables.quarter_durations, 'starts_on')].slice(-MOST_QUARTERS);
      const drift = await thresholdDrift(
        quarters.map(([start, counts]) => ({name: String(start), counts})),
        changes,
        few,
      );
      progress(0.7);
      const memberDurations = await query('member_durations', membersSql, {by: params.by});
      const members: Member[] = [];
      for (const [name, counts] of largest(memberDurations)) {
        const {headline} = churnThreshold(counts, changes);
        const interval = (await thresholdIntervals(counts, changes, few)).headline;
        members.push({name, counts, day: headline.known ? headline.day : null, interval});
      }
      return output({intervals, drift, members, memberDurations});
    },
  };
}

/** What the bootstrap finds, after the first picture. */
interface Details {
  readonly intervals: readonly ThresholdIntervals[];
  readonly drift: ThresholdDrift | null;
  readonly members: readonly Member[];
  readonly memberDurations: Table;
}

interface Member {
  readonly name: string;
  readonly counts: DurationCounts;
  readonly day: number | null;
  readonly interval: BootstrapInterval | null;
}

interface Stage {
  readonly stage: number;
  readonly counts: DurationCounts;
  readonly threshold: ChurnThreshold;
}

const nothingYet: Details = {
  intervals: [],
  drift: null,
  members: [],
  memberDurations: {
    rows: 0,
    columns: {
      member: [],
      days: new Float64Array(0),
      events: new Float64Array(0),
      censored: new Float64Array(0),
    },
  },
};
const noDurations: DurationCounts = {
  days: new Float64Array(0),
  events: new Float64Array(0),
  censored: new Float64Array(0),
};

/** The level: the reader's own, else from money, else half of the chance on day 0. */
function ruleOf(
  {window, chance, cost, margin, uplift}: Params,
  value: number,
): {changes: Partial<ThresholdRule>; byMoney: boolean} {
  if (chance !== null) return {changes: {window, chance}, byMoney: false};
  const even = cost !== null && value > 0 ? breakEvenChance({cost, margin, uplift, value}) : null;
  return even?.known
    ? {changes: {window, chance: even.chance}, byMoney: true}
    : {changes: {window}, byMoney: false};
}

/** Mean revenue of the purchase after a stage; of the fourth and later ones all that follow. */
function valueOfNext(values: Table, stage: number): number {
  const row = rowsOf(values).find(({nth}) => nth === stage + 1);
  return row ? Number(row['revenue']) / Number(row['purchases']) : 0;
}

/** Duration counts by the value of a column; rows of one value stand together, days ascending. */
function countsBy(table: Table, column: string): Map<string | number, DurationCounts> {
  const keys = table.columns[column]!;
  const groups = new Map<string | number, DurationCounts>();
  for (let from = 0; from < table.rows;) {
    let to = from + 1;
    while (to < table.rows && keys[to] === keys[from]) to++;
    const cut = (name: string) => numbers(table, name).slice(from, to);
    groups.set(keys[from]!, {days: cut('days'), events: cut('events'), censored: cut('censored')});
    from = to;
  }
  return groups;
}

function largest(table: Table): [string, DurationCounts][] {
  const repeaters = (counts: DurationCounts) => sum(counts.events);
  return [...countsBy(table, 'member')]
    .map(([name, counts]): [string, DurationCounts] => [String(name), counts])
    .filter(([, counts]) => repeaters(counts) >= LEAST_REPEATERS)
    .sort(([a, one], [b, other]) => repeaters(other) - repeaters(one) || (a < b ? -1 : 1))
    .slice(0, MOST_MEMBERS);
}

function survivalTable({curve, chances, observableUntil}: ChurnThreshold, window: number): Table {
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

function thresholdsTable(stages: readonly Stage[], intervals: readonly ThresholdIntervals[]): Table {
  const column = (value: (stage: Stage, index: number) => number | null | undefined) =>
    Float64Array.from(stages, (stage, index) => value(stage, index) ?? NaN);
  const end = (name: keyof ThresholdIntervals, side: 'low' | 'high') =>
    column((_, index) => intervals[index]?.[name]?.[side]);
  const headline = <K extends 'day' | 'level' | 'atRisk'>(name: K) =>
    column(({threshold: {headline}}) => (headline.known ? headline[name] : null));
  return {
    rows: stages.length,
    columns: {
      stage: column(({stage}) => stage),
      customers: column(({threshold}) => threshold.curve.customers),
      returners: column(({threshold}) => threshold.curve.events),
      threshold_days: headline('day'),
      threshold_days_low: end('headline', 'low'),
      threshold_days_high: end('headline', 'high'),
      level: headline('level'),
      at_risk: headline('atRisk'),
      returners_days: column(({threshold: {returners}}) => (returners.known ? returners.day : null)),
      returners_days_low: end('returners', 'low'),
      returners_days_high: end('returners', 'high'),
      naive_days: column(({threshold}) => threshold.naive),
      naive_days_low: end('naive', 'low'),
      naive_days_high: end('naive', 'high'),
    },
  };
}

function chancesTable(stages: readonly Stage[], window: number): Table {
  const rows = stages.flatMap(({stage, counts}) =>
    SILENT.flatMap((silent) => {
      const found = reactivationChance(counts, {silent, within: window});
      return found.known ? [{stage, silent, ...found}] : [];
    }),
  );
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
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

function positionsTable(silent: Table, stage: number, threshold: number, assumption: number): Table {
  const from = Math.min(threshold, assumption);
  const to = Math.max(threshold, assumption);
  const positions = [
    {name: 'before', inside: (day: number) => day < from},
    {name: 'between', inside: (day: number) => day >= from && day < to},
    {name: 'after', inside: (day: number) => day >= to},
  ];
  const rows = rowsOf(silent).filter((row) => row['stage'] === stage);
  const total = (inside: (day: number) => boolean, column: string) =>
    rows
      .filter((row) => inside(Number(row['recency_days'])))
      .reduce((all, row) => all + Number(row[column]), 0);
  return {
    rows: positions.length,
    columns: {
      position: positions.map(({name}) => name),
      customers: Float64Array.from(positions, ({inside}) => total(inside, 'customers')),
      revenue: Float64Array.from(positions, ({inside}) => total(inside, 'revenue')),
    },
  };
}

function driftTable(drift: ThresholdDrift | null): Table {
  const cohorts = drift?.known ? drift.cohorts : [];
  const column = (value: (cohort: (typeof cohorts)[number]) => number | null | undefined) =>
    Float64Array.from(cohorts, (cohort) => value(cohort) ?? NaN);
  return {
    rows: cohorts.length,
    columns: {
      starts_on: column(({name}) => Number(name)),
      customers: column(({customers}) => customers),
      returners: column(({returned, customers}) =>
        returned.known ? Math.round(returned.chance * customers) : null,
      ),
      threshold_days: column(({headline}) => (headline.known ? headline.day : null)),
      threshold_days_low: column(({interval}) => interval?.low),
      threshold_days_high: column(({interval}) => interval?.high),
      returned_share: column(({returned}) => (returned.known ? returned.chance : null)),
      returned_share_low: column(({returned}) => (returned.known ? returned.low : null)),
      returned_share_high: column(({returned}) => (returned.known ? returned.high : null)),
    },
  };
}

function membersTable(members: readonly Member[]): Table {
  const column = (value: (member: Member) => number | null | undefined) =>
    Float64Array.from(members, (member) => value(member) ?? NaN);
  return {
    rows: members.length,
    columns: {
      member: members.map(({name}) => name),
      customers: column(({counts}) => sum(counts.events) + sum(counts.censored)),
      returners: column(({counts}) => sum(counts.events)),
      threshold_days: column(({day}) => day),
      threshold_days_low: column(({interval}) => interval?.low),
      threshold_days_high: column(({interval}) => interval?.high),
    },
  };
}

function factsOf(
  params: Params,
  {stage, counts, threshold}: Stage,
  byMoney: boolean,
  {silent, values}: {readonly silent: Table; readonly values: Table},
  {intervals, drift}: Details,
): RunOutput<Shape>['facts'] {
  const {assumption, window, lead} = params;
  const {headline, returners, naive, curve, chances, observableUntil} = threshold;
  const own = intervals[stage - 1];
  const day = headline.known ? headline.day : null;
  const positions = positionsTable(silent, stage, day ?? assumption, assumption);
  const between = numbers(positions, 'customers')[1]!;
  const chanceAt = (at: number) => chances[at] ?? null;
  const atThreshold = headline.known ? headline.chanceAtDay : null;
  const atAssumption = chanceAt(assumption);
  const lost = atThreshold !== null && atAssumption !== null ? Math.abs(atThreshold - atAssumption) : null;
  const yearly = stage === 1 ? yearlyReturners(counts) : null;
  const cohorts = drift?.known ? drift.cohorts.filter(({headline}) => headline.known) : [];
  const [first, last] = [cohorts[0], cohorts.at(-1)];
  const drifts =
    cohorts.length > 1 && first && last && drift?.known && drift.trend.known ? drift.trend.p : null;
  const dayOf = (cohort: typeof first) => (cohort?.headline.known ? cohort.headline.day : null);
  return {
    stage,
    window,
    customers: curve.customers,
    returners: curve.events,
    reason: headline.known ? null : reasons.indexOf(headline.reason),
    reason_have: headline.known ? null : headline.have,
    reason_needed: headline.known ? null : headline.needed,
    threshold: day,
    threshold_low: own?.headline?.low ?? null,
    threshold_high: own?.headline?.high ?? null,
    level: headline.known ? headline.level : null,
    by_money: Number(byMoney),
    chance_at_start: chanceAt(0),
    at_risk: headline.known ? headline.atRisk : null,
    later_returners: headline.known ? headline.laterReturners : null,
    returners_day: returners.known ? returners.day : null,
    returners_low: own?.returners?.low ?? null,
    returners_high: own?.returners?.high ?? null,
    returners_horizon: returners.known ? returners.horizon : null,
    provisional: returners.known ? Number(returners.provisional) : null,
    naive,
    naive_low: own?.naive?.low ?? null,
    naive_high: own?.naive?.high ?? null,
    assumption,
    between: day === null ? null : between,
    between_revenue: day === null ? null : numbers(positions, 'revenue')[1]!,
    chance_at_threshold: atThreshold,
    chance_at_assumption: atAssumption,
    stake: lost === null ? null : between * lost * valueOfNext(values, stage),
    send_day: day === null ? null : Math.max(0, day - lead),
    observed_days: observableUntil,
    yearly: yearly?.known ? Number(yearly.bump) : null,
    yearly_share: yearly?.known && yearly.bump ? yearly.shareOfReturners : null,
    drift_p: drifts,
    drift_from_on: drifts === null ? null : Number(first!.name),
    drift_from: drifts === null ? null : dayOf(first),
    drift_from_low: drifts === null ? null : (first!.interval?.low ?? null),
    drift_from_high: drifts === null ? null : (first!.interval?.high ?? null),
    drift_to_on: drifts === null ? null : Number(last!.name),
    drift_to: drifts === null ? null : dayOf(last),
    drift_to_low: drifts === null ? null : (last!.interval?.low ?? null),
    drift_to_high: drifts === null ? null : (last!.interval?.high ?? null),
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
