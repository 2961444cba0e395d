import {segments} from '../../analyses/rfm/segments';
import {stages} from '../../analyses/lifecycle/stages';
import {attributeTitle} from '../../model/attributes';
import {
  customerMeasures,
  orderTraits,
  type Audience,
  type CustomerMeasure,
  type OrderTrait,
  type ResultRule,
  type Rule,
} from '../../model/audience';
import type {Dataset} from '../../model/dataset';
import {measureColumns} from '../../model/people';
import {noFilter} from '../../model/scope';
import type {Text} from '../../text/language';

/** A condition that a rule can be made of, as the menu of the builder offers it. */
export interface ConditionKind {
  readonly key: string;
  readonly title: Text;
  fresh(): Rule;
}

export interface KindGroup {
  readonly title: Text;
  readonly kinds: readonly ConditionKind[];
}

/** Parts of results that one can choose by hand: the column of a kept table and its values. */
export interface PartKind {
  readonly analysis: string;
  readonly table: string;
  readonly column: string;
  readonly title: Text;
  readonly values: readonly {readonly value: string | number; readonly title: Text}[];
}

const scores = [5, 4, 3, 2, 1].map((value) => ({value, title: {en: String(value), de: String(value)}}));
const titled = (words: Readonly<Record<string, Text>>) =>
  Object.entries(words).map(([value, title]) => ({value, title}));

const partKinds: readonly PartKind[] = [
  {
    analysis: 'rfm',
    table: 'scores',
    column: 'segment',
    title: {en: 'RFM segment', de: 'RFM-Segment'},
    values: titled(segments),
  },
  {
    analysis: 'lifecycle',
    table: 'customer_stages',
    column: 'stage',
    title: {en: 'Stage of the life cycle', de: 'Stufe im Lebenszyklus'},
    values: titled(stages),
  },
  ...(['r', 'f', 'm'] as const).map((column) => ({
    analysis: 'rfm',
    table: 'scores',
    column,
    title: {
      r: {en: 'Recency score R', de: 'Punkte Recency R'},
      f: {en: 'Frequency score F', de: 'Punkte Frequency F'},
      m: {en: 'Monetary score M', de: 'Punkte Monetary M'},
    }[column],
    values: scores,
  })),
];

/** The kind of a part that can be changed by hand, where a rule is of one. */
export function partKindOf({analysis, table, where}: ResultRule): PartKind | undefined {
  const [column, ...more] = Object.keys(where);
  if (more.length > 0) return undefined;
  return partKinds.find(
    (kind) => kind.analysis === analysis && kind.table === table && kind.column === column,
  );
}

const starts: Readonly<Record<CustomerMeasure, readonly [from: number | null, to: number | null]>> = {
  recency_days: [90, null],
  age_days: [null, 90],
  purchases: [2, null],
  orders: [2, null],
  revenue: [100, null],
  average_revenue: [50, null],
  first_revenue: [50, null],
  first_on: [null, null],
  last_on: [null, null],
};

/** Everything a rule on a dataset can be made of. */
export function kindGroups({attributes}: Dataset, audiences: readonly Audience[]): readonly KindGroup[] {
  const groups: KindGroup[] = [
    {
      title: {en: 'Purchases', de: 'Käufe'},
      kinds: customerMeasures.map((measure) => ({
        key: `range:${measure}`,
        title: measureColumns[measure].title,
        fresh: () => ({kind: 'range', measure, from: starts[measure][0], to: starts[measure][1]}),
      })),
    },
    {
      title: {en: 'What was ordered', de: 'Was bestellt wurde'},
      kinds: orderTraits.map((by: OrderTrait) => ({
        key: `bought:${by}`,
        title: boughtKindTitles[by],
        fresh: () => ({kind: 'bought', by, values: [], withinDays: null}),
      })),
    },
    {
      title: {en: 'Scores and stages', de: 'Punkte und Stufen'},
      kinds: partKinds.map((kind) => ({
        key: `part:${kind.analysis}:${kind.column}`,
        title: kind.title,
        fresh: () => ({
          kind: 'result',
          analysis: kind.analysis,
          params: {},
          table: kind.table,
          where: {[kind.column]: [kind.values[0]!.value]},
          within: {period: {kind: 'all'}, filter: noFilter},
        }),
      })),
    },
    {
      title: {en: 'About the person', de: 'Zur Person'},
      kinds: [
        {
          key: 'consent',
          title: {en: 'Newsletter consent', de: 'Newsletter-Einwilligung'},
          fresh: () => ({kind: 'consent', is: 'yes'}),
        },
        ...attributes.map(({name}) => ({
          key: `attribute:${name}`,
          title: attributeTitle(name),
          fresh: (): Rule => ({kind: 'attribute', name, values: []}),
        })),
      ],
    },
    {
      title: {en: 'Other audiences', de: 'Andere Zielgruppen'},
      kinds: audiences.map(({id, name}) => ({
        key: `audience:${id}`,
        title: {en: name, de: name},
        fresh: () => ({kind: 'audience', audience: id}),
      })),
    },
  ];
  return groups.filter(({kinds}) => kinds.length > 0);
}

const boughtKindTitles: Readonly<Record<OrderTrait, Text>> = {
  product: {en: 'Bought a product', de: 'Produkt gekauft'},
  category: {en: 'Bought from a category', de: 'Aus Kategorie gekauft'},
  country: {en: 'Ordered from a country', de: 'Aus Land bestellt'},
  channel: {en: 'Ordered through a channel', de: 'Über Kanal bestellt'},
  coupon: {en: 'Ordered with a coupon', de: 'Mit Gutschein bestellt'},
};

/** The kind of a condition; undefined for groups and for parts of pictures that only a picture can choose. */
export function kindKey(rule: Rule): string | undefined {
  switch (rule.kind) {
    case 'range':
      return `range:${rule.measure}`;
    case 'bought':
      return `bought:${rule.by}`;
    case 'attribute':
      return `attribute:${rule.name}`;
    case 'consent':
      return 'consent';
    case 'audience':
      return `audience:${rule.audience}`;
    case 'result': {
      const kind = partKindOf(rule);
      return kind && `part:${kind.analysis}:${kind.column}`;
    }
    default:
      return undefined;
  }
}
