import {
  dictionary,
  flag,
  list,
  Misfit,
  nullable,
  object,
  oneOf,
  optional,
  partial,
  text,
  that,
  type Decoder,
} from '../lib/decode';
import {isZone} from '../lib/zones';

/** What the rows of a file are. */
export type Target = (typeof targets)[number];
const targets = ['orders', 'customers', 'events', 'spend'] as const;

/** What an order status means for the sums. */
export type OrderState = (typeof orderStates)[number];
const orderStates = ['counts', 'cancelled', 'unpaid', 'test', 'refunded'] as const;

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

/** What is decided about a file, for all that have the same headers: names of columns and rules, no cell of it. */
export interface Mapping {
  readonly target: Target;
  /** All columns of the file, made unique. */
  readonly headers: readonly string[];
  /** Column by field. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns kept as facts about the customer, by the name of the attribute. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly answers: Answers;
  /** Meaning of the statuses that the user has changed. */
  readonly states: Readonly<Record<string, OrderState>>;
  readonly rules: Rules;
}

/** Mappings, of those for the same headers in any order and the same kind of rows the last. */
export function lastOfEach(mappings: readonly Mapping[]): Mapping[] {
  const known = new Map<string, Mapping>();
  for (const mapping of mappings) {
    const fingerprint = `${mapping.target} ${headersOf(mapping)}`;
    known.delete(fingerprint);
    known.set(fingerprint, mapping);
  }
  return [...known.values()];
}

/** The mapping for the headers of a file: one for its kind of rows, else the first. */
export function mappingFor(
  file: Pick<Mapping, 'headers' | 'target'>,
  mappings: readonly Mapping[],
): Mapping | undefined {
  const same = mappings.filter((mapping) => headersOf(mapping) === headersOf(file));
  return same.find(({target}) => target === file.target) ?? same[0];
}

/** Equal for the same headers in any order. */
function headersOf({headers}: Pick<Mapping, 'headers'>): string {
  return JSON.stringify([...headers].sort());
}

/** Columns of a table that any spreadsheet can hold, with room to spare. */
const MOST_HEADERS = 20_000;

/** A text without the NUL that ends a statement inside the engine; no file of ours has one. */
export const word = that((value): value is string => typeof value === 'string' && !value.includes('\0'));

/** Values by words. */
export function byWord<T>(decode: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  const values = dictionary(decode);
  return (value, path) => {
    const found = values(value, path);
    list(word)(Object.keys(found), path);
    return found;
  };
}

const headers: Decoder<readonly string[]> = (value, path = '') => {
  if (Array.isArray(value) && value.length > MOST_HEADERS) throw new Misfit(path);
  return list(word)(value, path);
};

const answers: Decoder<Answers> = partial({
  dates: dictionary(oneOf('day-first', 'month-first')),
  zones: dictionary(that((value): value is string => typeof value === 'string' && isZone(value))),
  decimals: dictionary(oneOf(',', '.')),
  amounts: oneOf('order', 'line'),
});

const rate = that((value): value is number => typeof value === 'number' && value > 0 && value <= 100);
const {leaveOut} = defaultRules;

/** Rules; what is missing came later, and is as it is by default. */
const rules: Decoder<Rules> = object({
  leaveOut: optional(
    object({
      cancelled: optional(flag, leaveOut.cancelled),
      unpaid: optional(flag, leaveOut.unpaid),
      test: optional(flag, leaveOut.test),
      zero: optional(flag, leaveOut.zero),
    }),
    leaveOut,
  ),
  refunds: optional(oneOf('subtract', 'ignore', 'drop'), defaultRules.refunds),
  keepAnonymous: optional(flag, defaultRules.keepAnonymous),
  vatRate: optional(nullable(rate), null),
});

export const mappingFrom: Decoder<Mapping> = object({
  target: oneOf(...targets),
  headers,
  columns: dictionary(text),
  attributes: optional(byWord(text), {}),
  answers: optional(answers, {}),
  states: optional(byWord(oneOf(...orderStates)), {}),
  rules: optional(rules, defaultRules),
});
