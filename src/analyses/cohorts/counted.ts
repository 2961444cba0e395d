import type {Day} from '../../lib/dates';
import {numbers, strings, type Table} from '../../lib/table';
import {APART} from './limits';
import {spanOf, startOf, type Grain} from './spans';
import {add, fromMoney, minus, noSums, type Sums} from './sums';

/** Customers of one cohort who have been observed equally long. */
interface Group {
  /** The last period that has been observed in full; Infinity where the calendar decides for all. */
  readonly whole: number;
  /** By period; undefined where nothing happened. */
  readonly sums: readonly (Sums | undefined)[];
}

export interface Cohort {
  /** The first day of the calendar period of the first purchases; null where something else makes the cohort. */
  readonly on: Day | null;
  readonly place: number | null;
  readonly member: string | null;
  readonly customers: number;
  readonly groups: readonly Group[];
  /** The first purchases by themselves. */
  readonly first: Sums;
  /** Everything up to the as-of date. */
  readonly total: Sums;
}

export interface CohortCell {
  readonly period: number;
  readonly startsOn: Day | null;
  readonly complete: boolean;
  /** Everything up to the as-of date. */
  readonly soFar: Sums;
  /** The customers that the figures are about: by the calendar all, else those observed through the period. */
  readonly customers: number;
  readonly counted: Sums;
}

/** How periods are counted, and up to when. */
export interface Counting {
  readonly grain: Grain;
  readonly convention: 'calendar' | 'rolling' | 'apart';
  readonly asOf: Day;
}

/** The cohorts of the statements `bought`, `returned` and `costs`, in the order of the first. */
export function cohortsOf(bought: Table, returned: Table, costs: Table): Cohort[] {
  interface Made {
    readonly row: number;
    readonly groups: Map<number, (Sums | undefined)[]>;
    readonly first: Sums;
    readonly total: Sums;
  }
  const made = new Map<number, Made>();
  const keyOf = keysOf(bought);
  for (let row = 0; row < bought.rows; row++) {
    const key = keyOf(row);
    if (!made.has(key)) made.set(key, {row, groups: new Map(), first: noSums(), total: noSums()});
  }

  const [buyers, secondBuyers] = [numbers(bought, 'buyers'), numbers(bought, 'second_buyers')];
  const [orders, revenue] = [numbers(bought, 'orders'), numbers(bought, 'revenue')];
  const [cost, covered] = [numbers(costs, 'cost'), numbers(costs, 'covered_revenue')];
  const collect = (table: Table, addRow: (to: Sums, row: number) => void) => {
    const [key, period, whole] = [keysOf(table), numbers(table, 'period'), numbers(table, 'whole')];
    for (let row = 0; row < table.rows; row++) {
      const cohort = made.get(key(row));
      if (!cohort) continue;
      const until = Number.isNaN(whole[row]!) ? Infinity : whole[row]!;
      let sums = cohort.groups.get(until);
      if (!sums) cohort.groups.set(until, (sums = []));
      addRow((sums[period[row]!] ??= noSums()), row);
      addRow(cohort.total, row);
    }
  };
  collect(bought, (to, row) => {
    to.buyers += buyers[row]!;
    to.secondBuyers += secondBuyers[row]!;
    to.orders += orders[row]!;
    to.revenue += fromMoney(revenue[row]!);
  });
  collect(costs, (to, row) => {
    to.cost += fromMoney(cost[row]!);
    to.covered += fromMoney(covered[row]!);
  });

  const customers = numbers(returned, 'customers');
  const [opened, openedFor] = [numbers(returned, 'orders'), numbers(returned, 'revenue')];
  const [firstCost, firstCovered] = [numbers(costs, 'first_cost'), numbers(costs, 'first_covered_revenue')];
  const open = (table: Table, addRow: (to: Sums, row: number) => void) => {
    const key = keysOf(table);
    for (let row = 0; row < table.rows; row++) {
      const cohort = made.get(key(row));
      if (cohort) addRow(cohort.first, row);
    }
  };
  open(returned, (to, row) => {
    to.buyers += customers[row]!;
    to.orders += opened[row]!;
    to.revenue += fromMoney(openedFor[row]!);
  });
  open(costs, (to, row) => {
    to.cost += fromMoney(firstCost[row]!);
    to.covered += fromMoney(firstCovered[row]!);
  });

  const [on, place] = [numbers(bought, 'cohort_on'), numbers(bought, 'place')];
  const member = strings(bought, 'member');
  return [...made.values()].map(({row, groups, first, total}) => ({
    on: orNull(on[row]!),
    place: orNull(place[row]!),
    member: member[row] ?? null,
    customers: first.buyers,
    groups: [...groups].map(([whole, sums]) => ({whole, sums})),
    first,
    total,
  }));
}

/** What tells cohorts apart in a table: the day, or the place. */
export function keysOf(table: Table): (row: number) => number {
  const [on, place] = [numbers(table, 'cohort_on'), numbers(table, 'place')];
  return (row) => (Number.isNaN(on[row]!) ? place[row]! : on[row]!);
}

/** Every period of a cohort, from its first purchases to the as-of date. */
export function cellsOf(cohort: Cohort, counting: Counting): CohortCell[] {
  return cohort.on !== null && counting.convention !== 'rolling'
    ? calendarCells(cohort, cohort.on, counting)
    : rollingCells(cohort, counting);
}

const none = noSums();

function calendarCells(cohort: Cohort, on: Day, {grain, convention, asOf}: Counting): CohortCell[] {
  const {customers, first} = cohort;
  const span = spanOf(on, grain);
  const sums = cohort.groups[0]?.sums ?? [];
  const cells: CohortCell[] = [];
  const put = (period: number, soFar: Sums) => {
    const at = span + Math.max(period, 0);
    const complete = startOf(at + 1, grain) <= asOf + 1;
    const startsOn = startOf(at, grain);
    cells.push({period, startsOn, complete, soFar, customers, counted: soFar});
  };
  const apart = convention === 'apart';
  if (apart) put(APART, first);
  for (let period = 0; span + period <= spanOf(asOf, grain); period++) {
    const all = sums[period] ?? none;
    // Who bought again in the period of the first purchase is who made the second purchase in it.
    const rest = apart && period === 0;
    put(period, rest ? {...minus(all, first), buyers: all.secondBuyers} : all);
  }
  return cells;
}

function rollingCells({on, groups}: Cohort, {grain, asOf}: Counting): CohortCell[] {
  const wholes = groups.map(({whole}) => whole);
  const shortest = Math.min(...wholes);
  const joined = on === null || startOf(spanOf(on, grain) + 1, grain) <= asOf + 1;
  const last = Math.max(...wholes, ...groups.map(({sums}) => sums.length - 1));
  const cells: CohortCell[] = [];
  for (let period = 0; period <= last; period++) {
    const [soFar, counted] = [noSums(), noSums()];
    let customers = 0;
    for (const {whole, sums} of groups) {
      const own = sums[period] ?? none;
      add(soFar, own);
      if (whole < period) continue;
      // Everybody buys in the first period.
      customers += sums[0]?.buyers ?? 0;
      add(counted, own);
    }
    // Cohorts that are not made by time always have newcomers: there the counted customers are all there can be.
    const complete = on === null ? customers > 0 : joined && period <= shortest;
    cells.push({period, startsOn: null, complete, soFar, customers, counted});
  }
  return cells;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
