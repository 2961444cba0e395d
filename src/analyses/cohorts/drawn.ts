import type {Day} from '../../lib/dates';
import {rowsOf} from '../../lib/table';
import type {Format} from '../../text/format';
import type {ParamsOf} from '../define';
import type {Result} from '../request';
import {LATEST, SMALL} from './limits';
import type {cohortsShape} from './shape';
import {memberName, spanName} from './words';

export type Params = ParamsOf<typeof cohortsShape>;
export type Metric = Params['metric'];

/** A cell, or the average of a period, as it is drawn. */
export interface Drawn {
  readonly period: number;
  readonly startsOn: Day | null;
  readonly complete: boolean;
  /** Customers the figures are about, and how many of them bought. */
  readonly customers: number;
  readonly buyers: number;
  readonly orders: number;
  readonly revenue: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly value: number | null;
  readonly margin: number | null;
  /** Cohorts an average is made of. */
  readonly cohorts: number;
}

export interface DrawnCohort {
  readonly key: string;
  readonly on: Day | null;
  readonly place: number | null;
  readonly shortName: string;
  readonly name: string;
  readonly customers: number;
  readonly small: boolean;
  readonly cells: readonly Drawn[];
}

export interface Picture {
  /** The latest cohorts, latest first; or the largest, largest first. */
  readonly cohorts: readonly DrawnCohort[];
  /** Cohorts there is no room for. */
  readonly left: number;
  readonly averages: readonly Drawn[];
}

type Row = Readonly<Record<string, string | number | null>>;

export function pictureOf({tables}: Result, {grain}: Params, format: Format): Picture {
  const cells = new Map<string, Drawn[]>();
  for (const row of rowsOf(tables['cells']!)) {
    const own = cells.get(keyOf(row)) ?? [];
    cells.set(keyOf(row), own);
    const counted = Number(row['counted_customers']);
    // A period that no customer has had in full says nothing about anybody.
    if (counted > 0) own.push(drawn(row, 'counted_', counted));
  }
  const cohorts = rowsOf(tables['cohorts']!).map((row): DrawnCohort => {
    const [on, place] = [row['cohort_on'] ?? null, row['place'] ?? null];
    const member = typeof row['member'] === 'string' ? row['member'] : null;
    const customers = Number(row['customers']);
    const named = typeof on === 'number';
    const other = () => memberName(member, typeof place === 'number' ? place : null, format.language);
    return {
      key: keyOf(row),
      on: named ? on : null,
      place: typeof place === 'number' ? place : null,
      shortName: named ? format.shortPeriod(on, grain) : other(),
      name: named ? spanName(on, grain, format) : other(),
      customers,
      small: customers < SMALL,
      cells: cells.get(keyOf(row)) ?? [],
    };
  });
  const ordered = cohorts[0]?.on === null ? cohorts : [...cohorts].reverse();
  return {
    cohorts: ordered.slice(0, LATEST),
    left: Math.max(0, ordered.length - LATEST),
    averages: rowsOf(tables['averages']!).map((row) => drawn(row, '', Number(row['customers']))),
  };
}

function drawn(row: Row, prefix: 'counted_' | '', customers: number): Drawn {
  const orNull = (name: string) => (typeof row[name] === 'number' ? row[name] : null);
  return {
    period: Number(row['period']),
    startsOn: orNull('starts_on'),
    complete: prefix === '' || row['complete'] === 1,
    customers,
    buyers: Number(row[`${prefix}buyers`]),
    orders: Number(row[`${prefix}orders`]),
    revenue: Number(row[`${prefix}revenue`]),
    share: orNull('share'),
    low: orNull('share_low'),
    high: orNull('share_high'),
    value: orNull('revenue_per_customer'),
    margin: orNull('margin_per_customer'),
    cohorts: Number(row['cohorts'] ?? 1),
  };
}

function keyOf(row: Row): string {
  return String(row['cohort_on'] ?? row['place']);
}

/** The number that a metric shows of a cell; of an average, that of one cohort. */
export function figureOf(metric: Metric, cell: Drawn): number | null {
  switch (metric) {
    case 'share':
      return cell.share;
    case 'customers':
      return cell.buyers / cell.cohorts;
    case 'orders':
      return cell.orders / cell.cohorts;
    case 'revenue':
      return cell.revenue / cell.cohorts;
    case 'value':
      return cell.value;
    case 'margin':
      return cell.margin;
  }
}

/** Whether a metric is summed up over the periods; else the first period holds the first purchase of everybody. */
export function isSummedUp(metric: Metric): boolean {
  return metric === 'value' || metric === 'margin';
}

/** The period in which everybody buys: it would outshine all others. */
export function openingPeriod({by, convention}: Params): number {
  return by === 'time' && convention === 'apart' ? -1 : 0;
}
