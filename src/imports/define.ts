import type {OrderState, Target} from '../model/mapping';
import type {Text} from '../text/language';
import type {HeaderSet} from './headers';
import type {DateOrder} from './parse/dates';
import type {DecimalMark} from './parse/numbers';

/**
 * How the rows of a file make an order: one row each; order fields on its first row only, or on each of its rows; rows of
 * lines with amounts of their own; one row with all products in one cell.
 */
export type RowShape = 'order' | 'first-row' | 'every-row' | 'lines' | 'cell';

/**
 * What a row is beside a plain sale: the sums of an order whose positions follow, such a position, money paid back, a
 * discount, shipping charged as a line, or nothing that was sold (fees, transfers, payouts).
 */
export type RowKind = 'sale' | 'order' | 'position' | 'refund' | 'discount' | 'shipping' | 'nothing';

/** Words of a system and what they mean, the first that matches; case does not matter. RE2 must read them too. */
export type Words<Meaning extends string> = readonly (readonly [Meaning, RegExp])[];

/** One shop system's export (or one general layout): how to know it, where its fields are, and what it means by them. */
export interface Profile {
  readonly id: string;
  readonly name: Text;
  /** The shop system; missing for the general layouts. */
  readonly system?: string;
  readonly target: Target;
  /** Whether a file with these headers is one of this kind. Never by the order of columns. */
  recognises(headers: HeaderSet): boolean;
  /** The column of each field, by header. */
  columns(headers: HeaderSet): Readonly<Record<string, string>>;
  /** Fields that are the same in the whole file and stand in no column. */
  constants?(headers: HeaderSet, file: string): Readonly<Record<string, string | boolean>>;
  /** Where it is missing the data decide. */
  readonly shape?: RowShape;
  /** Only the first row of an order bears its number; the rows below belong to it. */
  readonly numbersOnce?: true;
  readonly states?: Words<OrderState>;
  readonly kinds?: Words<RowKind>;
  /** What marks a test order in the column `test`. */
  readonly tests?: RegExp;
  /** The account also buys: negative amounts that are no refunds are no sales. */
  readonly alsoBuys?: true;
  /** Prices of lines are without VAT: all, or those in some currencies. */
  readonly linesWithoutVat?: true | readonly string[];
  /** Shipping is charged line by line and adds up. */
  readonly shippingPerLine?: true;
  /** Habits of the system, for columns that leave the question open. */
  readonly dates?: DateOrder;
  readonly decimals?: DecimalMark;
  /** The file names no customer: its orders can be loaded, as anonymous revenue. */
  readonly withoutCustomers?: true;
  /** What the export lacks, and what to do about it. */
  readonly lacks?: readonly Text[];
}

export function defineProfile<const P extends Profile>(profile: P): P {
  return profile;
}

/** An export that holds neither orders nor persons: known, so that it can be refused by name. */
export interface Refusal {
  readonly id: string;
  readonly system: string;
  /** What the file is, as the subject of a sentence would have it. */
  readonly name: Text;
  /** What to export instead. */
  readonly instead: Text;
  recognises(headers: HeaderSet): boolean;
}
