import {literal} from '../../lib/sql';

/** Months in English and German by their first letters, as exports and spreadsheets abbreviate them. */
const months: Readonly<Record<string, string>> = {
  jan: '01',
  jän: '01',
  feb: '02',
  mar: '03',
  mär: '03',
  mrz: '03',
  mae: '03',
  apr: '04',
  may: '05',
  mai: '05',
  jun: '06',
  jul: '07',
  aug: '08',
  sep: '09',
  oct: '10',
  okt: '10',
  nov: '11',
  dec: '12',
  dez: '12',
};

const name = String.raw`(?:jan|jän|feb|mar|mär|mrz|mae|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}*\.?`;
const clock = String.raw`(?:,? +(?:um +|at +)?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?(?: ?(?:Uhr|[A-Z]{3,4}))?)?`;

/** `2. Januar 2024`, `10-Dez-25`. */
export const dayNamedMonth = new RegExp(`^\\d{1,2}[. -]+${name}[ ,-]+\\d{2}(?:\\d{2})?${clock}$`, 'iu');
/** `Jan 2, 2024 10:11:12 AM`, `Jul-21-25`. */
export const namedMonthDay = new RegExp(`^${name}[ -]+\\d{1,2}[ ,-]+\\d{2}(?:\\d{2})?${clock}$`, 'iu');

/** A timestamp from a text with the name of a month, null where there is none. */
export function namedMonthSql(text: string): string {
  const lower = `lower(${text})`;
  const month = Object.entries(months).map(
    ([letters, number]) => `when ${literal(letters)} then '${number}'`,
  );
  const day = `regexp_extract(${lower}, '^[^0-9]*([0-9]{1,2})', 1)`;
  const year = `regexp_extract(${lower}, '^[^0-9]*[0-9]{1,2}[^0-9]+([0-9]{4}|[0-9]{2})(?:[^0-9:]|$)', 1)`;
  const time = `regexp_extract(${lower}, '([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?)', 1)`;
  const written = `${day} || '.' || case left(regexp_extract(${lower}, '[a-zä]{3,}'), 3) ${month.join(' ')} end
    || '.' || case when length(${year}) = 2 then '20' else '' end || ${year} || ' ' || ${time}`;
  const forms = ['', '%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p'].map((form) => `%d.%m.%Y ${form}`.trim());
  return `try_strptime(rtrim(${written}), ${literal(forms)})`;
}
