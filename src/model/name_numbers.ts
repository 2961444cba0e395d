import type {Column} from '../lib/table';

/** What is counted or added up is an amount, whatever of. */
const amounts =
  /^"?(count|count_star|count_if|sum|fsum|avg|mean|median|stddev\w*|var\w*|approx_count_distinct)"?\(/;
/** What names a thing by itself, or as the last word of a name. */
const names = /(^|[^\p{L}])(ids?|keys?|code|plz|zip|postcode|ean|gtin|sku|barcode|phone|telefon)[^\p{L}]*$/u;
/** The last part of a longer name, also written as one word: `order_no`, `Kundennummer`. */
const numbered = /([^\p{L}](no|number)|(nr|nummer))[^\p{L}]*$/u;
/** The customer of the tables of the shop is a key. */
const keys = /^"?(customer|kunde)"?$/;
const yearly = /(year|jahr)/;
const YEARS = {first: 1990, last: 2100};

/**
 * Whether whole numbers of a column of an answer name something (a customer, an article, a year) rather than say how
 * much: told by the name of the column, of years also by the values. Names are written without signs between thousands.
 */
export function isOfNames(column: string, values: Column | undefined): boolean {
  const name = column.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2').toLowerCase();
  if (amounts.test(name)) return false;
  if (keys.test(name) || names.test(name) || numbered.test(name)) return true;
  const known = Array.from<string | number | null>(values ?? []).filter(
    (value): value is number => typeof value === 'number' && !Number.isNaN(value),
  );
  const within = (from: number, to: number) =>
    known.length > 0 && known.every((value) => Number.isInteger(value) && value >= from && value <= to);
  if (yearly.test(name)) return within(1000, 2999);
  return known.length > 1 && new Set(known).size === known.length && within(YEARS.first, YEARS.last);
}
