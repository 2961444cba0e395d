import {LEAST_CUSTOMERS, LEAST_REPEATERS, type Fit, type Refusal} from '../fit';
import {rowsAt, totalsOf, type History, type PurchaseSummary, type Totals} from '../summary';

/**
 * A buy-till-you-die model. Times, horizons and parameters are in one unit, that of the summary. The plural forms take
 * rows and give a value per row, in their order. Wrong rows, horizons or parameters are a RangeError.
 */
export interface PurchaseModel<Model extends string = string, Name extends string = string> {
  readonly name: Model;
  readonly parameters: readonly Name[];

  /** The most likely parameters; awaits `pause` often, and ends when that throws. */
  fit(summary: PurchaseSummary, pause: () => Promise<void>): Promise<Fit<Model, Name>>;
  logLikelihood(parameters: Parameters<Name>, summary: PurchaseSummary): number;

  /** The chance to be alive at the as-of date. 1 without a repeat purchase in the BG/NBD, by construction: not to be shown. */
  aliveChance(parameters: Parameters<Name>, history: History): number;
  aliveChances(parameters: Parameters<Name>, summary: PurchaseSummary): Float64Array;

  /** The chance of a purchase within the horizon after the as-of date. */
  purchaseChance(parameters: Parameters<Name>, history: History, horizon: number): number;
  purchaseChances(parameters: Parameters<Name>, summary: PurchaseSummary, horizon: number): Float64Array;

  /** The expected number of purchases within the horizon after the as-of date. */
  expectation(parameters: Parameters<Name>, history: History, horizon: number): number;
  expectations(parameters: Parameters<Name>, summary: PurchaseSummary, horizon: number): Float64Array;

  /** The expected number of repeat purchases of a new customer by each age, E[X(t)]. */
  newcomerExpectations(parameters: Parameters<Name>, ages: Float64Array): Float64Array;
  /** The chance that a new customer has made 0, 1, … up to `most` repeat purchases by an age, P(X(t) = k). */
  newcomerCounts(parameters: Parameters<Name>, age: number, most: number): Float64Array;
}

export type Parameters<Name extends string> = Readonly<Record<Name, number>>;

/** The internal unit of time makes the mean age this long (STATISTICS §4.7). */
const MEAN_AGE = 20;

/** The unit of time of a fit in the unit of the data; 0 where all ages are. */
export function internalUnit({meanAge}: Totals): number {
  return meanAge / MEAN_AGE;
}

/** Why a summary cannot be fitted, if it cannot be. */
export function refusalOf(summary: PurchaseSummary): Refusal | null {
  const totals = totalsOf(summary);
  if (totals.customers < LEAST_CUSTOMERS) return 'too-few-customers';
  if (totals.repeaters < LEAST_REPEATERS) return 'too-few-repeaters';
  if (internalUnit(totals) === 0 || totals.least === totals.most) return 'no-variation';
  return null;
}

/** The summary in another unit of time. */
export function inUnit(summary: PurchaseSummary, unit: number): PurchaseSummary {
  return {...summary, tx: summary.tx.map((time) => time / unit), age: summary.age.map((time) => time / unit)};
}

/** So many customers, taken at equal distances from the ordered rows: few, and with the make-up of the whole. */
export function excerptOf<Columns extends PurchaseSummary>(columns: Columns, size: number): Columns {
  const distance = totalsOf(columns).customers / size;
  const customers = new Float64Array(columns.x.length);
  const rows: number[] = [];
  let passed = 0;
  let taken = 0;
  columns.customers.forEach((count, row) => {
    passed += count;
    const due = Math.min(size, Math.floor(passed / distance + 0.5));
    customers[row] = due - taken;
    taken = due;
    if (customers[row]! > 0) rows.push(row);
  });
  return rowsAt({...columns, customers}, rows);
}

/** For each k below `most` the customers with more than k repeat purchases. */
export function customersBeyond({x, customers}: PurchaseSummary, most: number): Float64Array {
  const beyond = new Float64Array(most);
  for (let row = 0; row < x.length; row++)
    if (x[row]! > 0) beyond[x[row]! - 1] = beyond[x[row]! - 1]! + customers[row]!;
  for (let k = most - 2; k >= 0; k--) beyond[k] = beyond[k]! + beyond[k + 1]!;
  return beyond;
}

/** Throws a RangeError unless the horizon is a finite time from 0. */
export function requireTime(time: number): void {
  if (!(time >= 0 && time < Infinity)) throw new RangeError(`no span of time: ${time}`);
}
