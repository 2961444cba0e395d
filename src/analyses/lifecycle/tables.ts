import type {Day} from '../../lib/dates';
import {numbers, type Column, type Table} from '../../lib/table';
import {
  kaplanMeier,
  observableUntil,
  survivalIntervalAt,
  type DurationCounts,
} from '../../stats/models/kaplan_meier';
import {balanceOf} from './balance';
import {buyingStages, gainedIn, totalAt, type BuyingStage, type History} from './history';
import type {Limits} from './limits';
import type {Period} from './periods';
import {stageAt, type StageDays} from './stage_at';
import {bands, stages, type Band, type Stage} from './stages';

const stageNames = Object.keys(stages) as Stage[];

export interface Sums {
  customers: number;
  revenue: number;
}

/** Customers and their revenue so far by stage at the as-of date. */
export function stageSums(recencies: Table, leads: Table, limits: StageDays): Record<Stage, Sums> {
  const sums = Object.fromEntries(stageNames.map((stage) => [stage, {customers: 0, revenue: 0}])) as Record<
    Stage,
    Sums
  >;
  const [days, first, after] = ['recency_days', 'first_purchase', 'after_silence'].map((name) =>
    numbers(recencies, name),
  ) as [Float64Array, Float64Array, Float64Array];
  const customers = numbers(recencies, 'customers');
  const revenue = numbers(recencies, 'revenue');
  for (let row = 0; row < recencies.rows; row++) {
    const silence = {days: days[row]!, firstPurchase: first[row] === 1, afterSilence: after[row] === 1};
    const sum = sums[stageAt(silence, limits)];
    sum.customers += customers[row]!;
    sum.revenue = money(sum.revenue + revenue[row]!);
  }
  for (let row = 0; row < leads.rows; row++)
    sums.lead.customers += numbers(leads, 'came')[row]! - numbers(leads, 'ordered')[row]!;
  return sums;
}

export function stagesTable(sums: Readonly<Record<Stage, Sums>>): Table {
  const shown = stageNames.filter((stage) => stage !== 'lead' || sums.lead.customers > 0);
  const all = totalOf(stageNames.filter(isCustomer).map((stage) => sums[stage]));
  return tableOf({
    stage: shown,
    customers: shown.map((stage) => sums[stage].customers),
    customer_share: shown.map((stage) =>
      isCustomer(stage) ? ratio(sums[stage].customers, all.customers) : NaN,
    ),
    revenue: shown.map((stage) => sums[stage].revenue),
    revenue_share: shown.map((stage) => ratio(sums[stage].revenue, all.revenue)),
    average: shown.map((stage) => ratio(sums[stage].revenue, sums[stage].customers)),
  });
}

export function limitsTable(limits: Limits): Table {
  const rows = Object.entries(limits) as [keyof Limits, Limits[keyof Limits]][];
  return tableOf({
    silence: rows.map(([name]) => name),
    days: rows.map(([, {days}]) => days),
    source: rows.map(([, {source}]) => source),
    reason: rows.map(([, {reason}]) => reason),
  });
}

/** Who was in which stage at the end of each month, and what was bought in it. */
export function monthsTable(months: readonly Period[], history: History): Table {
  const shown = stageNames.filter(
    (stage) => stage !== 'lead' || history.stock.lead.some((count) => count > 0),
  );
  const rows = months.flatMap((month) => {
    const sums = shown.map((stage) => ({
      customers: totalAt(history.stock[stage], history, month.lastDay),
      revenue: isBuying(stage) ? gainedIn(history.revenue[stage], history, month) : 0,
    }));
    const all = totalOf(sums.filter((_, index) => isCustomer(shown[index]!)));
    return shown.map((stage, index) => ({
      starts_on: month.startsOn,
      complete: Number(month.complete),
      stage,
      customers: sums[index]!.customers,
      customer_share: isCustomer(stage) ? ratio(sums[index]!.customers, all.customers) : NaN,
      revenue: sums[index]!.revenue,
      revenue_share: ratio(sums[index]!.revenue, all.revenue),
    }));
  });
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  return tableOf({
    starts_on: column('starts_on'),
    complete: column('complete'),
    stage: column('stage'),
    customers: column('customers'),
    customer_share: column('customer_share'),
    revenue: column('revenue'),
    revenue_share: column('revenue_share'),
  });
}

export interface Entry {
  readonly came: number;
  readonly back: number;
  readonly reactivated: number;
  readonly out: number;
  readonly came_revenue: number;
  readonly back_revenue: number;
  readonly out_revenue: number;
}

/** What came and what went between two days. */
export function entryOf(history: History, period: Pick<Period, 'firstDay' | 'lastDay'>): Entry {
  return Object.fromEntries(
    Object.entries(history.flow).map(([name, totals]) => [name, gainedIn(totals, history, period)]),
  ) as unknown as Entry;
}

export function balanceTable(periods: readonly Period[], history: History): Table {
  const entries = periods.map((period) => entryOf(history, period));
  const balances = entries.map(({came, back, out}) => balanceOf(came + back, out));
  const within = ({lastDay}: Period) =>
    buyingStages.reduce((sum, stage) => sum + totalAt(history.stock[stage], history, lastDay), 0);
  return tableOf({
    starts_on: periods.map(({startsOn}) => startsOn),
    complete: periods.map(({complete}) => Number(complete)),
    new_customers: entries.map(({came}) => came),
    back_customers: entries.map(({back}) => back),
    reactivated_customers: entries.map(({reactivated}) => reactivated),
    out_customers: entries.map(({out}) => out),
    net_customers: balances.map(({net}) => net),
    out_per_in: balances.map(({ratio: perIn}) => perIn ?? NaN),
    customers: periods.map(within),
    new_revenue: entries.map(({came_revenue: revenue}) => revenue),
    back_revenue: entries.map(({back_revenue: revenue}) => revenue),
    out_revenue: entries.map(({out_revenue: revenue}) => revenue),
    net_revenue: entries.map(({came_revenue, back_revenue, out_revenue}) =>
      money(came_revenue + back_revenue - out_revenue),
    ),
  });
}

/**
 * The published shares belong to contacts: the same share of this shop's contacts stands beside its own number. `history`
 * is the days from the first purchase of all to the as-of date: nobody can have been silent for longer, so a band beyond
 * has no number, and one that it cuts is not comparable.
 */
export function bandsTable(recencies: Table, leads: number, history: number): Table {
  const days = numbers(recencies, 'recency_days');
  const customers = numbers(recencies, 'customers');
  const revenue = numbers(recencies, 'revenue');
  const names = Object.keys(bands) as Band[];
  const sums = names.map((name) => {
    const {from, before} = bands[name];
    if (history < from) return null;
    const sum = {customers: 0, revenue: 0};
    for (let row = 0; row < recencies.rows; row++) {
      if (days[row]! < from || days[row]! >= before) continue;
      sum.customers += customers[row]!;
      sum.revenue = money(sum.revenue + revenue[row]!);
    }
    return sum;
  });
  const all = customers.reduce((sum, count) => sum + count, 0);
  const reached = ({from, before}: (typeof bands)[Band]) =>
    history >= (before === Infinity ? from : before - 1);
  return tableOf({
    passive_band: names,
    complete: names.map((name) => Number(reached(bands[name]))),
    customers: sums.map((sum) => sum?.customers ?? NaN),
    customer_share: sums.map((sum) => (sum ? ratio(sum.customers, all) : NaN)),
    contact_share: sums.map((sum) => (sum ? ratio(sum.customers, all + leads) : NaN)),
    published_share: names.map((name) => bands[name].published),
    published_customers: names.map((name) => Math.round(bands[name].published * (all + leads))),
    revenue: sums.map((sum) => sum?.revenue ?? NaN),
  });
}

/**
 * The share that is still without a second purchase so many days after the first, with those who came lately as
 * censored: counted naively they look like one-time buyers. Empty where too few have been watched so long.
 */
export function oneTimeTable(counts: DurationCounts, days: readonly number[]): Table {
  const curve = kaplanMeier(counts);
  const until = observableUntil(curve);
  const seen = days.map((day) => (day <= until ? day : null));
  const at = (value: (day: number) => number) => seen.map((day) => (day === null ? NaN : value(day)));
  const interval = (day: number) => survivalIntervalAt(curve, day, 'log-log');
  return tableOf({
    days: [...days],
    one_time_share: at((day) => curve.survival[day]!),
    low: at((day) => interval(day)?.low ?? curve.survival[day]!),
    high: at((day) => interval(day)?.high ?? curve.survival[day]!),
    at_risk: at((day) => curve.atRisk[day]!),
  });
}

/** The newest complete months, at most so many, as one stretch; null where there is none. */
export function lastMonths(
  months: readonly Period[],
  most: number,
): {firstDay: Day; lastDay: Day; months: number} | null {
  const complete = months.filter((month) => month.complete).slice(-most);
  const [first] = complete;
  const last = complete.at(-1);
  if (!first || !last) return null;
  return {firstDay: first.firstDay, lastDay: last.lastDay, months: complete.length};
}

/** Whether a stage is of people who have bought: shares are of these, leads are counted beside them. */
function isCustomer(stage: Stage): boolean {
  return stage !== 'lead';
}

function isBuying(stage: Stage): stage is BuyingStage {
  return (buyingStages as readonly Stage[]).includes(stage);
}

function totalOf(sums: readonly Sums[]): Sums {
  return sums.reduce(
    (all, {customers, revenue}) => ({
      customers: all.customers + customers,
      revenue: money(all.revenue + revenue),
    }),
    {customers: 0, revenue: 0},
  );
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : NaN;
}

/** Money has four decimals; sums of binary fractions have more. */
function money(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function tableOf(columns: Readonly<Record<string, readonly number[] | readonly (string | null)[]>>): Table {
  const lists = Object.entries(columns);
  return {
    rows: lists[0]?.[1].length ?? 0,
    columns: Object.fromEntries(
      lists.map(([name, values]): [string, Column] => [
        name,
        values.some((value) => typeof value === 'number')
          ? Float64Array.from(values as readonly number[])
          : [...(values as readonly (string | null)[])],
      ]),
    ),
  };
}
