import type {Day} from '../lib/dates';

/** What a money figure consists of; the default is net revenue of PRODUCT: goods without VAT, shipping, refunds. */
export interface RevenueBasis {
  readonly withVat: boolean;
  readonly withShipping: boolean;
  readonly lessRefunds: boolean;
}

/** Which part of a dataset is looked at, and from which day. Every analysis runs in one. */
export interface Scope {
  /** The day on which the world is looked at; later orders do not exist. */
  readonly asOf: Day;
  /** First day of the period; null: from the first order on. Limits what is counted, never who is new. */
  readonly from: Day | null;
  /** Empty: all. */
  readonly countries: readonly string[];
  readonly channels: readonly string[];
  readonly basis: RevenueBasis;
  /** What one purchase occasion is: all orders of a day (PRODUCT §1), or each order. */
  readonly occasion: 'day' | 'order';
}

export const netRevenue: RevenueBasis = {withVat: false, withShipping: false, lessRefunds: true};

/** A scope that leaves nothing out. */
export function wholeScope(asOf: Day): Scope {
  return {asOf, from: null, countries: [], channels: [], basis: netRevenue, occasion: 'day'};
}
