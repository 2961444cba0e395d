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
import {filterFrom, noFilter, periodFrom, type Filter, type Period} from './scope';

/** What is known of each customer on the as-of date and can be asked for by a range; of a contact who never bought, only the counts, as 0. */
export const customerMeasures = [
  'recency_days',
  'age_days',
  'purchases',
  'orders',
  'revenue',
  'average_revenue',
  'first_revenue',
  'first_on',
  'last_on',
] as const;

export type CustomerMeasure = (typeof customerMeasures)[number];

/** What an order can have in it or come from. */
export const orderTraits = ['product', 'category', 'country', 'channel', 'coupon'] as const;

export type OrderTrait = (typeof orderTraits)[number];

/** Part of the data that a result was made of, as the reader had chosen it. */
export interface Within {
  readonly period: Period;
  readonly filter: Filter;
}

/** A measure between two limits, both inclusive; null: open. Days are calendar days since 1970-01-01. */
export interface RangeRule {
  readonly kind: 'range';
  readonly measure: CustomerMeasure;
  readonly from: number | null;
  readonly to: number | null;
}

/** Has an order with one of these, ever or at most so many days before the as-of date. */
export interface BoughtRule {
  readonly kind: 'bought';
  readonly by: OrderTrait;
  readonly values: readonly string[];
  readonly withinDays: number | null;
}

export interface AttributeRule {
  readonly kind: 'attribute';
  readonly name: string;
  readonly values: readonly string[];
}

/** What the list of contacts says of the newsletter. */
export interface ConsentRule {
  readonly kind: 'consent';
  readonly is: 'yes' | 'no' | 'unknown';
}

/** The customers of another audience. */
export interface AudienceRule {
  readonly kind: 'audience';
  readonly audience: string;
}

/** The customers behind a part of a result: rows of a kept table of an analysis. */
export interface ResultRule {
  readonly kind: 'result';
  readonly analysis: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly table: string;
  readonly where: Selection;
  readonly within: Within;
}

/**
 * Which customers: a condition on every person who is known on the as-of date, customer or contact. It is evaluated anew on
 * each dataset and day, over all orders up to then: the notebook's own filter does not touch it.
 */
export type Rule = GroupRule | NotRule | ConditionRule;

/** All of the parts hold, or any. */
export interface GroupRule {
  readonly kind: 'all' | 'any';
  readonly of: readonly Rule[];
}

export interface NotRule {
  readonly kind: 'not';
  readonly of: Rule;
}

export type ConditionRule = RangeRule | BoughtRule | AttributeRule | ConsentRule | AudienceRule | ResultRule;

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
    measure: oneOf(...customerMeasures),
    from: nullable(finite),
    to: nullable(finite),
  }),
  bought: object({
    kind: oneOf('bought'),
    by: oneOf(...orderTraits),
    values: list(text),
    withinDays: nullable(whole),
  }),
  attribute: object({kind: oneOf('attribute'), name: text, values: list(text)}),
  consent: object({kind: oneOf('consent'), is: oneOf('yes', 'no', 'unknown')}),
  audience: object({kind: oneOf('audience'), audience: text}),
  result: object({
    kind: oneOf('result'),
    analysis: text,
    params: optional(dictionary(json), {}),
    table: text,
    where: dictionary(selected),
    within: optional(object({period: periodFrom, filter: filterFrom}), {
      period: {kind: 'all'},
      filter: noFilter,
    }),
  }),
};

/** A rule from plain data; throws a `Misfit` where it is none. */
const ruleFrom: Decoder<Rule> = tagged<Rule>(decoders);

export const audienceFrom: Decoder<Audience> = object({id: text, name: text, rule: ruleFrom});
