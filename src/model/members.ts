import {isoFromDay} from '../lib/dates';
import {Problem} from '../lib/problem';
import {identifier, literal} from '../lib/sql';
import type {
  AttributeRule,
  BoughtRule,
  ConsentRule,
  CustomerMeasure,
  OrderTrait,
  RangeRule,
} from './audience';
import {whereClause, type Selection} from './filter';
import type {Scope} from './scope';

/** Rows of a table that a run keeps, with all that the run depends on but its dataset. */
export interface KeptMembers {
  readonly kind: 'kept';
  readonly analysis: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
  readonly table: string;
  readonly where: Selection;
}

/** A rule that these data, or this notebook, cannot answer. `what` names the attribute, the audience or the analysis. */
export interface BrokenMembers {
  readonly kind: 'broken';
  readonly audience: string;
  readonly reason: 'attribute' | 'audience' | 'circle' | 'analysis';
  readonly what: string;
}

/**
 * Which customers, with nothing left to look up: other audiences are written out, results name what they depend on. So the
 * set is a function of this, the dataset, and the as-of date, basis and occasion of the scope.
 */
export type Members =
  | {readonly kind: 'all' | 'any'; readonly of: readonly Members[]}
  | {readonly kind: 'not'; readonly of: Members}
  | RangeRule
  | BoughtRule
  | AttributeRule
  | ConsentRule
  | KeptMembers
  | BrokenMembers;

/** The tables of results that a set of customers is made of. */
export function keptIn(members: Members): readonly KeptMembers[] {
  switch (members.kind) {
    case 'all':
    case 'any':
      return members.of.flatMap(keptIn);
    case 'not':
      return keptIn(members.of);
    case 'kept':
      return [members];
    default:
      return [];
  }
}

/**
 * The customers of a set as a `select` over the shared tables of an unfiltered scope; `tableOf` names the table of a
 * result. Throws `audience-broken` for a rule that cannot be answered.
 */
export function selectMembers(members: Members, tableOf: (kept: KeptMembers) => string): string {
  return `select p.customer\nfrom known_people as p\nwhere ${condition(members, tableOf, '  ')}`;
}

/** The condition of a set on a row `p` of `known_people`. */
function condition(members: Members, tableOf: (kept: KeptMembers) => string, indent: string): string {
  switch (members.kind) {
    case 'all':
    case 'any': {
      if (members.of.length === 0) return String(members.kind === 'all');
      const terms = members.of.map((part) => condition(part, tableOf, `${indent}  `));
      return `(\n${indent}  ${terms.join(`\n${indent}  ${members.kind === 'all' ? 'and' : 'or'} `)}\n${indent})`;
    }
    case 'not':
      return `not ${condition(members.of, tableOf, indent)}`;
    case 'range':
      return inRange(members);
    case 'bought':
      return isIn(bought(members));
    case 'attribute':
      return isIn(
        `select customer from attributes where name = ${literal(members.name)} and ${oneOf('value', members.values)}`,
      );
    case 'consent':
      return `p.consent is ${{yes: 'true', no: 'false', unknown: 'null'}[members.is]}`;
    case 'kept':
      return isIn(`select customer from ${tableOf(members)} ${whereClause(members.where)}`.trimEnd());
    case 'broken':
      throw new Problem('audience-broken', {
        audience: members.audience,
        reason: members.reason,
        what: members.what,
      });
  }
}

function isIn(select: string): string {
  return `p.customer in (${select})`;
}

function oneOf(column: string, values: readonly string[]): string {
  return values.length === 0 ? 'false' : `${column} in (${values.map(literal).join(', ')})`;
}

const sources: Readonly<Record<OrderTrait, string>> = {
  product: 'coalesce(l.product, l.sku)',
  category: 'l.category',
  country: 'b.country',
  channel: 'b.channel',
  coupon: 'b.coupon',
};

function bought({by, values, withinDays}: BoughtRule): string {
  const ofLines = by === 'product' || by === 'category';
  const terms = [
    'b.customer is not null',
    'b.is_sale',
    oneOf(sources[by], values),
    ...(withinDays === null ? [] : [`s.as_of - b.booked_on <= ${literal(withinDays)}`]),
  ];
  return `select b.customer from ${[
    'bookings as b',
    ...(ofLines ? ['join order_lines as l using (order_key)'] : []),
    ...(withinDays === null ? [] : ['cross join scope as s']),
  ].join(' ')} where ${terms.join(' and ')}`;
}

const days: ReadonlySet<CustomerMeasure> = new Set(['first_on', 'last_on']);

/** Days that a four-digit year can name. */
const [EARLIEST, LATEST] = [-719_162, 2_932_896];

function inRange({measure, from, to}: RangeRule): string {
  const column = `p.${identifier(measure)}`;
  const limit = (value: number, round: (value: number) => number) =>
    days.has(measure)
      ? `date ${literal(isoFromDay(Math.max(EARLIEST, Math.min(LATEST, round(value)))).padStart(10, '0'))}`
      : literal(value);
  const terms = [
    ...(from === null ? [] : [`${column} >= ${limit(from, Math.ceil)}`]),
    ...(to === null ? [] : [`${column} <= ${limit(to, Math.floor)}`]),
  ];
  // What is not known of a contact is in no range, and its negation holds.
  return terms.length === 0 ? `${column} is not null` : `coalesce(${terms.join(' and ')}, false)`;
}
