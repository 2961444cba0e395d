import {dateFromDay, type Day} from '../lib/dates';
import type {Grain} from './grain';
import type {Language} from './language';

/** Numbers, money and days as a reader of one language writes them. */
export interface Format {
  readonly language: Language;
  readonly currency: string;
  /** A whole number: 1.234 */
  count(value: number): string;
  /** A number with a fixed count of decimals: 1,5 */
  decimal(value: number, digits: number): string;
  /** A share 0–1 as a percentage with one digit: 12,5 % */
  share(value: number): string;
  /** A share on an axis: 12 %, 2,5 % */
  shortShare(value: number): string;
  /** Money in full: 1.234,56 € */
  money(value: number): string;
  /** Money as sentences need it: two decimals below 1,000, none from there on */
  roundMoney(value: number): string;
  /** Money where there is little room: 2,50 €, 939 €, 12.300 €, €12.3k; below 1,000 two decimals or none */
  shortMoney(value: number): string;
  shortCount(value: number): string;
  day(day: Day): string;
  month(day: Day): string;
  shortMonth(day: Day): string;
  year(day: Day): string;
  /** A calendar period by its first day: 1 Jan 2024 – 7 Jan 2024, January 2024, Q1 2024 */
  period(start: Day, grain: Grain): string;
  /** The same where there is little room: 1 Jan 2024, Jan 24, Q1 24 */
  shortPeriod(start: Day, grain: Grain): string;
  bytes(value: number): string;
  /** "a, b and c" */
  list(parts: readonly string[]): string;
}

const locales: Readonly<Record<Language, string>> = {en: 'en-GB', de: 'de-DE'};

/** Whether an amount is written with cents; what they would round to 1,000 is not. */
function isSmall(value: number): boolean {
  return Math.abs(value) < 999.995;
}

/** A sentence in which a span keeps its two ends on one line (58,2 %–68,5 %): after a dash a line could break. */
export function unbroken(sentence: string): string {
  return sentence.replace(/([^\s(]–)(?=\S)/g, '$1\u2060');
}

/** The formats of a language; money without a known currency is written as a plain number. */
export function createFormat(language: Language, currency: string): Format {
  const locale = locales[language];
  // A formatter is slow to make, so each is made when it is first used.
  const number = (options: Intl.NumberFormatOptions) => {
    let formatter: Intl.NumberFormat | undefined;
    return (value: number) => {
      formatter ??= new Intl.NumberFormat(locale, options);
      // −0 would be written "-0"; the sign says nothing to a reader.
      return formatter.format(value === 0 ? 0 : value);
    };
  };
  const date = (options: Intl.DateTimeFormatOptions) => {
    let formatter: Intl.DateTimeFormat | undefined;
    return (day: Day) => {
      formatter ??= new Intl.DateTimeFormat(locale, {timeZone: 'UTC', ...options});
      return formatter.format(dateFromDay(day));
    };
  };
  const money = (options: Intl.NumberFormatOptions) =>
    number(currency === '' ? options : {style: 'currency', currency, ...options});
  const cents = money({minimumFractionDigits: 2, maximumFractionDigits: 2});
  const whole = money({maximumFractionDigits: 0});
  const compact = money({notation: 'compact', maximumSignificantDigits: 3, useGrouping: 'always'});
  const decimals = new Map<number, (value: number) => string>();

  const day = date({day: 'numeric', month: language === 'de' ? 'numeric' : 'short', year: 'numeric'});
  const month = date({month: 'long', year: 'numeric'});
  const shortMonth = date({month: 'short'});
  const year = date({year: 'numeric'});
  const quarter = (start: Day) => `Q${Math.floor(dateFromDay(start).getUTCMonth() / 3) + 1}`;

  return {
    language,
    currency,
    count: number({maximumFractionDigits: 0}),
    decimal(value, digits) {
      let formatter = decimals.get(digits);
      if (!formatter) {
        formatter = number({minimumFractionDigits: digits, maximumFractionDigits: digits});
        decimals.set(digits, formatter);
      }
      return formatter(value);
    },
    share: number({style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1}),
    shortShare: number({style: 'percent', maximumFractionDigits: 1}),
    money: cents,
    roundMoney: (value) => (isSmall(value) ? cents(value) : whole(value)),
    shortMoney: (value) => {
      if (!isSmall(value)) return compact(value);
      return Math.round(value * 100) % 100 === 0 ? whole(value) : cents(value);
    },
    shortCount: number({notation: 'compact', maximumSignificantDigits: 3, useGrouping: 'always'}),
    day,
    month,
    shortMonth,
    year,
    period(start, grain) {
      switch (grain) {
        case 'day':
          return day(start);
        case 'week':
          return `${day(start)} – ${day(start + 6)}`;
        case 'month':
          return month(start);
        case 'quarter':
          return `${quarter(start)} ${year(start)}`;
        case 'year':
          return year(start);
      }
    },
    shortPeriod(start, grain) {
      switch (grain) {
        case 'day':
        case 'week':
          return day(start);
        case 'month':
          return `${shortMonth(start)} ${year(start).slice(2)}`;
        case 'quarter':
          return `${quarter(start)} ${year(start).slice(2)}`;
        case 'year':
          return year(start);
      }
    },
    bytes(value) {
      const [unit, scale] =
        value < 1e6 ? ['kilobyte', 1e3] : value < 1e9 ? ['megabyte', 1e6] : (['gigabyte', 1e9] as const);
      return new Intl.NumberFormat(locale, {style: 'unit', unit, maximumFractionDigits: 1}).format(
        value / scale,
      );
    },
    list(parts) {
      return new Intl.ListFormat(locale, {type: 'conjunction'}).format(parts);
    },
  };
}
