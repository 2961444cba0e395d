import {contactFields} from './fields';
import {bySynonyms, headerSet} from './headers';
import {candidateForms} from './parse/dates';

type Columns = Readonly<Record<string, string>>;

/** What stands below some headers, for what they do not say. */
interface Sample {
  readonly headers: readonly string[];
  readonly records: readonly (readonly string[])[];
}

const cellsBelow = ({headers, records}: Sample, header: string): string[] => {
  const column = headers.indexOf(header);
  return records.map((record) => (record[column] ?? '').trim());
};

/** A column of names is not one of customer numbers: two people can bear one name, so it is never joined on. */
export function withoutNames(columns: Columns, sample: Sample): Columns {
  const {customer_id: header, ...others} = columns;
  if (header === undefined) return columns;
  const cells = cellsBelow(sample, header).filter((cell) => cell !== '');
  const names = cells.filter((cell) => /^\p{L}[\p{L}.'-]+,? +\p{L}/u.test(cell));
  return names.length * 2 > cells.length ? others : columns;
}

/** A column of addresses is that of the e-mail, whatever it is called; of several the first. */
export function withEmail(columns: Columns, sample: Sample): Columns {
  if (columns['email'] !== undefined || columns['customer_id'] !== undefined) return columns;
  const used = new Set(Object.values(columns));
  const email = sample.headers.find((header) => {
    if (header === '' || used.has(header)) return false;
    const cells = cellsBelow(sample, header).filter((cell) => cell !== '');
    const addresses = cells.filter((cell) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell));
    // One address on every row is the shop's own.
    const several = new Set(addresses).size > 1 || sample.records.length === 1;
    return several && addresses.length * 10 > cells.length * 9;
  });
  return email === undefined ? columns : {...columns, email};
}

const amounts = ['total', 'net', 'subtotal', 'line_total', 'line_net', 'unit_price', 'unit_net'];
// `$` and `kr` are those of many countries.
const signs: readonly (readonly [currency: string, sign: RegExp])[] = [
  ['EUR', /€|\beuro?\b/i],
  ['CHF', /\bCHF\b|\bS?Fr\./i],
  ['GBP', /£|\bGBP\b/i],
  ['USD', /\bUSD\b|US\$/i],
  ['PLN', /zł|\bPLN\b/i],
  ['CZK', /Kč|\bCZK\b/i],
];

/** The currency that stands beside every amount, or behind the names of the columns, and in no column of its own. */
export function currencyOf(columns: Columns, sample: Sample): string | undefined {
  if (columns['currency'] !== undefined) return undefined;
  const headers = amounts.flatMap((field) => columns[field] ?? []);
  const named = (text: string) => signs.find(([, sign]) => sign.test(text))?.[0];
  const ofCells = headers.flatMap((header) =>
    cellsBelow(sample, header)
      .filter((cell) => /\d/.test(cell))
      .map((cell) => named(cell) ?? named(header)),
  );
  const found = new Set(ofCells);
  return found.size === 1 ? [...found][0] : undefined;
}

/**
 * Whether a table that could be one of orders names persons, and nothing in it can be the day or the amount of an order: it
 * is a list of contacts. A column that is named as one of orders decides against it.
 */
export function areContacts(columns: Columns, sample: Sample): boolean {
  const {email, customer_id} = withEmail(columns, sample);
  const named = ['order_id', 'ordered_at', ...amounts].some((field) => columns[field] !== undefined);
  if (named || !(email ?? customer_id)) return false;
  const known = new Set(Object.values(bySynonyms(headerSet(sample.headers), contactFields)));
  const open = sample.headers.filter((header) => !known.has(header) && header !== email);
  const any = (fits: (cell: string) => boolean) =>
    open.some((header) => mostly(cellsBelow(sample, header), fits));
  return !(any(isDay) && any(isNumber));
}

function mostly(cells: readonly string[], fits: (cell: string) => boolean): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.filter(fits).length * 2 > filled.length;
}

// Five digits are a postcode far more often than Excel's number of a day.
const isDay = (cell: string) => candidateForms([cell]).some(({family}) => family !== 'serial');
const isNumber = (cell: string) =>
  /\d/.test(cell) && cell.replace(/[\d.,\s'’+-]/g, '').length <= 3 && !isDay(cell);

/**
 * A plain `id` or `Nr.` may count rows or name orders: where it comes again, and always with the same day, it names orders,
 * whose rows belong together.
 */
export function withOrderNumber(columns: Columns, sample: Sample): Columns {
  const {order_id, ordered_at} = columns;
  if (order_id !== undefined || ordered_at === undefined) return columns;
  const used = new Set(Object.values(columns));
  const days = cellsBelow(sample, ordered_at);
  const number = sample.headers.find((header) => {
    if (used.has(header) || !/^(?:id|nr\.?|no\.?|nummer|number)$/i.test(header)) return false;
    const dayOf = new Map<string, string>();
    let again = 0;
    for (const [row, cell] of cellsBelow(sample, header).entries()) {
      if (cell === '') continue;
      const day = dayOf.get(cell);
      if (day !== undefined && day !== days[row]) return false;
      if (day !== undefined) again++;
      dayOf.set(cell, days[row]!);
    }
    return again > 0;
  });
  return number === undefined ? columns : {...columns, order_id: number};
}
