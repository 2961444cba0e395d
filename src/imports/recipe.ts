import type {Target} from './fields';
import {isSecret} from './secrets';

/** How the bytes of a text file become records of cells. */
export interface Dialect {
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be' | 'macintosh';
  readonly separator: string;
  /** '' where the file quotes nothing. */
  readonly quote: string;
  /** Records before the first record of data: title lines and the header. */
  readonly skip: number;
  /** What stands before a quote that is text, where such quotes are not doubled. */
  readonly escape?: '\\';
  /** Every line is one cell in quotes: Excel saved it again under another list separator. */
  readonly wrapped?: true;
  /** UTF-8 that was taken for Windows-1252 and encoded once more is read as it was before. */
  readonly doubled?: true;
}

/** What an order status means for the sums. */
export type OrderState = 'counts' | 'cancelled' | 'unpaid' | 'test' | 'refunded';

/** The answer to a question that the data cannot settle, by field. */
export interface Answers {
  readonly dates?: Readonly<Record<string, 'day-first' | 'month-first'>>;
  /** The time zone of the shop, by its IANA name, where times name another or UTC; without it they are read as they stand. */
  readonly zones?: Readonly<Record<string, string>>;
  readonly decimals?: Readonly<Record<string, ',' | '.'>>;
  /** What the amount column says: the whole order (repeated on each of its lines) or one line. */
  readonly amounts?: 'order' | 'line';
}

/** The visible rules by which orders are left out (PRODUCT §1, D6, Q4). */
export interface Rules {
  readonly leaveOut: {
    readonly cancelled: boolean;
    readonly unpaid: boolean;
    readonly test: boolean;
    readonly zero: boolean;
  };
  /** What is paid back: taken off its order, not looked at, or as the first with orders paid back in full left out. */
  readonly refunds: 'subtract' | 'ignore' | 'drop';
  /** Orders without a customer: keep them as anonymous revenue. */
  readonly keepAnonymous: boolean;
  /** VAT in per cent that is contained in the amounts; null: as the file says, or none. */
  readonly vatRate: number | null;
}

export const defaultRules: Rules = {
  leaveOut: {cancelled: true, unpaid: true, test: true, zero: true},
  refunds: 'subtract',
  keepAnonymous: true,
  vatRate: null,
};

/** Everything needed to read one file again in the same way: the unit that is remembered and replayed. */
export interface Recipe {
  readonly profile: string;
  readonly target: Target;
  readonly dialect: Dialect;
  /** All columns of the file, in order, made unique. */
  readonly headers: readonly string[];
  /** Column by field. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns kept as facts about the customer, by the name of the attribute. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Fields that are the same in the whole file. */
  readonly constants?: Readonly<Record<string, string | boolean>>;
  readonly answers: Answers;
  /** Meaning of the statuses that the user has changed. */
  readonly states: Readonly<Record<string, OrderState>>;
  readonly rules: Rules;
}

/** The fields that are read from a column; one of secrets is not, whoever mapped it. */
export function readFrom({columns, headers}: Recipe): string[] {
  return Object.keys(columns).filter(
    (field) => headers.includes(columns[field]!) && !isSecret(columns[field]!),
  );
}

/** Whether rows of a target say something of customers that can be kept. */
export function keepsAttributes(target: Target): boolean {
  return target === 'orders' || target === 'customers';
}

/** The attributes that are read, each with its column. */
export function keptFrom({target, attributes, headers}: Recipe): [name: string, header: string][] {
  if (!keepsAttributes(target)) return [];
  return Object.entries(attributes).filter(([, header]) => headers.includes(header) && !isSecret(header));
}

/** The fields that the rows of a file have. */
export function filledBy(recipe: Recipe): string[] {
  return [...new Set([...readFrom(recipe), ...Object.keys(recipe.constants ?? {})])];
}

export interface Source {
  readonly file: File;
  readonly recipe: Recipe;
}
