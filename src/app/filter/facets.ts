import {attributeTitle, attributeValue} from '../../model/attributes';
import type {OrderTrait} from '../../model/audience';
import type {Dataset} from '../../model/dataset';
import type {Filter} from '../../model/scope';
import type {ValueSource} from '../../model/values';
import type {Text} from '../../text/language';

/** Something one can filter by: where its values come from, and how a filter holds them. */
export interface Facet {
  readonly key: string;
  readonly title: Text;
  readonly source: ValueSource;
  chosen(filter: Filter): readonly string[];
  with(filter: Filter, values: readonly string[]): Partial<Filter>;
  /** The reader's word for a value. */
  word(value: string): Text;
}

const traitTitles: Readonly<Record<OrderTrait, Text>> = {
  product: {en: 'Product', de: 'Produkt'},
  category: {en: 'Category', de: 'Kategorie'},
  country: {en: 'Country', de: 'Land'},
  channel: {en: 'Channel', de: 'Kanal'},
  coupon: {en: 'Coupon', de: 'Gutschein'},
};

const lists = {
  country: 'countries',
  channel: 'channels',
  product: 'products',
  category: 'categories',
} as const satisfies Partial<Record<OrderTrait, keyof Filter>>;

/** What the filter of a notebook on a dataset can name, audiences aside. */
export function facetsOf({attributes}: Dataset, filter: Filter): readonly Facet[] {
  const ofOrders = Object.entries(lists).map(([of, list]): Facet => ({
    key: of,
    title: traitTitles[of as OrderTrait],
    source: {of: of as OrderTrait},
    chosen: (held) => held[list],
    with: (_, values) => ({[list]: values}),
    word: (value) => ({en: value, de: value}),
  }));
  const names = new Set([...attributes.map(({name}) => name), ...Object.keys(filter.attributes)]);
  const ofCustomers = [...names].map((name): Facet => ({
    key: `attribute:${name}`,
    title: attributeTitle(name),
    source: {of: 'attribute', name},
    chosen: (held) => held.attributes[name] ?? [],
    with: (held, values) => {
      const {[name]: _, ...others} = held.attributes;
      return {attributes: values.length === 0 ? others : {...others, [name]: values}};
    },
    word: (value) => attributeValue(name, value),
  }));
  return [...ofOrders, ...ofCustomers];
}
