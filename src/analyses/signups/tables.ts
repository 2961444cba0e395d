import type {Column, Table} from '../../lib/table';
import {
  chanceWithin,
  observableUntil,
  survivalIntervalAt,
  type SurvivalCurve,
} from '../../stats/models/kaplan_meier';
import type {SourceWaits} from './waits';

/** Days after the sign-up at which the share of buyers is told. */
const told = [30, 90, 365] as const;
/** Curves are drawn up to here. */
const LONGEST = 730;
/** Days without an order at which the chance of one is told, and for how many days ahead. */
const waited = [0, 30, 60, 90, 180, 365] as const;
const AHEAD = 90;
const atRisk = {least: 50, leastShare: 0.02};

export interface Estimate {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The share that has ordered by a day, with its 95 % interval; null where too few were watched so long. */
export function orderedBy(curve: SurvivalCurve, day: number): Estimate | null {
  if (day > observableUntil(curve)) return null;
  const share = 1 - curve.survival[day]!;
  const interval = survivalIntervalAt(curve, day, 'log-log');
  return {share, low: interval ? 1 - interval.high : share, high: interval ? 1 - interval.low : share};
}

/** The first day by which half of those who order up to a day have ordered; null where nobody does. */
export function halfDay({survival}: SurvivalCurve, until: number): number | null {
  const all = 1 - (survival[until] ?? 1);
  if (all <= 0) return null;
  return survival.findIndex((value) => 1 - value >= all / 2);
}

export function sourcesTable(sources: readonly (SourceWaits & {readonly curve: SurvivalCurve})[]): Table {
  const estimates = told.map((day) => sources.map(({curve}) => orderedBy(curve, day)));
  return {
    rows: sources.length,
    columns: {
      source: sources.map(({source}) => source),
      signups: Float64Array.from(sources, ({signups}) => signups),
      ordered: Float64Array.from(sources, ({ordered}) => ordered),
      ...Object.fromEntries(
        told.flatMap((day, at) =>
          (['share', 'low', 'high'] as const).map((end): [string, Column] => [
            `by_${day}_${end}`,
            Float64Array.from(estimates[at]!, (estimate) => estimate?.[end] ?? NaN),
          ]),
        ),
      ),
      apart: Float64Array.from(sources, ({apart}) => apart),
    },
  };
}

/** The share of buyers by day since the sign-up, as far as enough have been watched; `source` empty: of all. */
export function curveTable(
  curves: readonly {readonly source: string | null; readonly curve: SurvivalCurve}[],
): Table {
  const points = curves.flatMap(({source, curve}) => {
    const until = Math.min(LONGEST, observableUntil(curve));
    return Array.from({length: until + 1}, (_, day) => ({
      source,
      day,
      estimate: orderedBy(curve, day),
      atRisk: curve.atRisk[day]!,
    }));
  });
  const column = (value: (point: (typeof points)[number]) => number) => Float64Array.from(points, value);
  return {
    rows: points.length,
    columns: {
      source: points.map(({source}) => source),
      days: column(({day}) => day),
      ordered_share: column(({estimate}) => estimate?.share ?? NaN),
      low: column(({estimate}) => estimate?.low ?? NaN),
      high: column(({estimate}) => estimate?.high ?? NaN),
      at_risk: column((point) => point.atRisk),
    },
  };
}

/** The chance of an order in the days ahead, of those who have been without one for some days. */
export function chancesTable(curve: SurvivalCurve): Table {
  const rows = waited.flatMap((day) => {
    const found = chanceWithin(curve, day, AHEAD, {rule: atRisk});
    return found.known ? [{day, ...found}] : [];
  });
  return {
    rows: rows.length,
    columns: {
      waited_days: Float64Array.from(rows, ({day}) => day),
      chance: Float64Array.from(rows, ({chance}) => chance),
      low: Float64Array.from(rows, ({low}) => low),
      high: Float64Array.from(rows, ({high}) => high),
      at_risk: Float64Array.from(rows, (row) => row.atRisk),
    },
  };
}
