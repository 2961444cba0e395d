import {
  dictionary,
  list,
  nullable,
  object,
  oneOf,
  optional,
  tagged,
  text,
  whole,
  type Decoder,
} from '../lib/decode';
import type {Day} from '../lib/dates';
import type {Members} from './members';

/** What a money figure consists of; the default is net revenue of PRODUCT: goods without VAT, shipping, refunds. */
export interface RevenueBasis {
  readonly withVat: boolean;
  readonly withShipping: boolean;
  readonly lessRefunds: boolean;
}

/** From when on orders are counted: all, so many months back from the as-of date, or a day. */
export type Period =
  | {readonly kind: 'all'}
  | {readonly kind: 'months'; readonly months: number}
  | {readonly kind: 'since'; readonly day: Day};

/** Which orders and customers are looked at, as a reader chooses it; an empty list leaves nothing out. */
export interface Filter {
  readonly countries: readonly string[];
  readonly channels: readonly string[];
  readonly products: readonly string[];
  readonly categories: readonly string[];
  /** Values of customer attributes, by the name of the attribute. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** One of the notebook's audiences; null: all customers. */
  readonly audience: string | null;
}

export const noFilter: Filter = {
  countries: [],
  channels: [],
  products: [],
  categories: [],
  attributes: {},
  audience: null,
};

/**
 * Which part of a dataset is looked at, and from which day. Every analysis runs in one. Countries, channels, products and
 * categories choose orders: the others do not exist, so a customer's first purchase is her first among these. `who` chooses
 * customers, with all their orders.
 */
export interface Scope {
  /** The day on which the world is looked at; later orders do not exist. */
  readonly asOf: Day;
  /** First day of the period; null: from the first order on. Limits what is counted, never who is new. */
  readonly from: Day | null;
  /** Empty: all. */
  readonly countries: readonly string[];
  readonly channels: readonly string[];
  /** Orders with at least one of these in them, whole; empty: all. */
  readonly products: readonly string[];
  readonly categories: readonly string[];
  /** Which customers, as found among all orders up to the as-of date; null: all, and orders without a customer too. */
  readonly who: Members | null;
  readonly basis: RevenueBasis;
  /** What one purchase occasion is: all orders of a day (PRODUCT §1), or each order. */
  readonly occasion: 'day' | 'order';
}

export const netRevenue: RevenueBasis = {withVat: false, withShipping: false, lessRefunds: true};

/** A scope that leaves nothing out. */
export function wholeScope(asOf: Day): Scope {
  return {
    asOf,
    from: null,
    countries: [],
    channels: [],
    products: [],
    categories: [],
    who: null,
    basis: netRevenue,
    occasion: 'day',
  };
}

/** The scope in which customers are chosen for another: all orders up to its day, counted as there. */
export function unfiltered({asOf, basis, occasion}: Scope): Scope {
  return {...wholeScope(asOf), basis, occasion};
}

export const periodFrom: Decoder<Period> = tagged<Period>({
  all: object({kind: oneOf('all')}),
  months: object({kind: oneOf('months'), months: whole}),
  since: object({kind: oneOf('since'), day: whole}),
});

export const filterFrom: Decoder<Filter> = object({
  countries: optional(list(text), []),
  channels: optional(list(text), []),
  products: optional(list(text), []),
  categories: optional(list(text), []),
  attributes: optional(dictionary(list(text)), {}),
  audience: optional(nullable(text), null),
});
