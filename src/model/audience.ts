import {
  dictionary,
  finite,
  json,
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
import type {Selection} from './filter';

/** What is known of each customer on the as-of date and can be asked for by a range. */
export type CustomerMeasure =
  'recency_days' | 'purchases' | 'orders' | 'revenue' | 'first_revenue' | 'first_on' | 'last_on';

/** Which customers: a condition that is evaluated anew on each dataset, scope and day. */
export type Rule =
  | {readonly kind: 'all' | 'any'; readonly of: readonly Rule[]}
  | {readonly kind: 'not'; readonly of: Rule}
  /** A measure between two limits, both inclusive; null: open. Days are calendar days since 1970-01-01. */
  | {
      readonly kind: 'range';
      readonly measure: CustomerMeasure;
      readonly from: number | null;
      readonly to: number | null;
    }
  /** Bought one of these, ever or within so many days before the as-of date. */
  | {
      readonly kind: 'bought';
      readonly by: 'product' | 'category';
      readonly values: readonly string[];
      readonly withinDays: number | null;
    }
  | {readonly kind: 'attribute'; readonly name: string; readonly values: readonly string[]}
  /** The customers of another audience. */
  | {readonly kind: 'audience'; readonly audience: string}
  /** The customers behind a part of a result: rows of a kept table of an analysis. */
  | {
      readonly kind: 'result';
      readonly analysis: string;
      readonly params: Readonly<Record<string, unknown>>;
      readonly table: string;
      readonly where: Selection;
    };

/** A named set of customers: a rule, not a list. */
export interface Audience {
  readonly id: string;
  readonly name: string;
  readonly rule: Rule;
}

const value: Decoder<string | number> = (found, path) =>
  typeof found === 'number' ? finite(found, path) : text(found, path);

const selected: Decoder<Selection[string]> = (found, path) =>
  Array.isArray(found) ? list(value)(found, path) : value(found, path);

const rules: Decoder<readonly Rule[]> = (found, path) => list(ruleFrom)(found, path);

const decoders: Readonly<Record<Rule['kind'], Decoder<Rule>>> = {
  all: object({kind: oneOf('all'), of: rules}),
  any: object({kind: oneOf('any'), of: rules}),
  not: object({kind: oneOf('not'), of: (found, path) => ruleFrom(found, path)}) as Decoder<Rule>,
  range: object({
    kind: oneOf('range'),
    measure: oneOf('recency_days', 'purchases', 'orders', 'revenue', 'first_revenue', 'first_on', 'last_on'),
    from: nullable(finite),
    to: nullable(finite),
  }),
  bought: object({
    kind: oneOf('bought'),
    by: oneOf('product', 'category'),
    values: list(text),
    withinDays: nullable(whole),
  }),
  attribute: object({kind: oneOf('attribute'), name: text, values: list(text)}),
  audience: object({kind: oneOf('audience'), audience: text}),
  result: object({
    kind: oneOf('result'),
    analysis: text,
    params: optional(dictionary(json), {}),
    table: text,
    where: dictionary(selected),
  }),
};

/** A rule from plain data; throws a `Misfit` where it is none. */
export const ruleFrom: Decoder<Rule> = tagged<Rule>(decoders);

export const audienceFrom: Decoder<Audience> = object({id: text, name: text, rule: ruleFrom});
