import {literal} from '../../lib/sql';

export type DateOrder = 'day-first' | 'month-first';

/** One way of writing a day, with or without a time behind it. */
export interface DateForm {
  readonly id: string;
  /** Forms of one family say the same of the same cell, as far as they read it. */
  readonly family: string;
  /** Whether a cell may be written like this; the engine decides. RE2 must read it too, case does not matter. */
  readonly pattern: RegExp;
  /** A timestamp from a trimmed text expression, null where it does not parse. */
  readonly sql: (text: string) => string;
  readonly order?: DateOrder;
  /** Year, month, day: no other form reads the same cell differently. */
  readonly iso?: true;
  /** What most cells of the form are like, for the engine's quickest comparison. */
  readonly like?: string;
}

const time = String.raw`(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AP]M)?)?`;
const zone = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;

/** `strptime` forms of one date, alone and with the times that exports write behind it. */
function withTimes(date: string): string[] {
  const times = ['%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p', '%H:%M:%S.%g'];
  return [date, ...[' ', 'T', ', '].flatMap((between) => times.map((clock) => date + between + clock))];
}

function forms(...dates: string[]): (text: string) => string {
  return (text) => `try_strptime(${text}, ${literal(dates.flatMap(withTimes))})`;
}

const withoutZone = (text: string) => `regexp_replace(${text}, '\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})$', '')`;

/** What people and Excel write around a day: the weekday before it, `Uhr` behind it. */
const weekday = String.raw`(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\.?,?\s+`;
const clock = String.raw`(?:,?\s+(?:um |at )?(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)(?: Uhr)?)?`;
const monthName = String.raw`([a-zäöü]{3,9})`;
const months = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'];
const otherMonths = {mrz: 'mar', may: 'mai', oct: 'okt', dec: 'dez'};
const isMonth = /j[aä]n|feb|m[aä]r|mrz|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[zc]/i;

/** A day with the month in letters, by a pattern with these groups. `%Y` would take 24 for a year, so `%y` comes first. */
function named(pattern: string, groups: readonly string[]): (text: string) => string {
  return (text) => {
    const part = (group: string) =>
      `regexp_extract(${text}, ${literal(pattern)}, ${groups.indexOf(group) + 1}, 'i')`;
    const name = Object.entries(otherMonths).reduce(
      (sql, [other, own]) => `replace(${sql}, '${other}', '${own}')`,
      `left(strip_accents(lower(${part('month')})), 3)`,
    );
    const month = `list_position(${literal(months)}, ${name})`;
    return `case when regexp_matches(${text}, ${literal(pattern)}, 'i') then ${forms(
      '%d.%m.%y',
      '%d.%m.%Y',
    )(
      `rtrim(${part('day')} || '.' || (${month}) || '.' || ${part('year')} || ' ' || ${part('clock')})`,
    )} end`;
  };
}

const dayMonthYear = String.raw`^(?:${weekday})?(\d{1,2})(?:st|nd|rd|th)?[. /-]+${monthName}\.?[ ,./-]+(\d{4}|\d{2})${clock}$`;
const monthDayYear = String.raw`^(?:${weekday})?${monthName}\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4}|\d{2})${clock}$`;
const yearMonthDay = String.raw`^(\d{4})[ -]${monthName}[ -](\d{1,2})${clock}$`;
const bareDay = String.raw`\d{1,2}\.\d{1,2}\.\d{4}(?:(?: |T|, )\d{1,2}:\d{2}(?::\d{2})?)?`;
const dressedDay = String.raw`^(?:${weekday})?(\d{1,2}\.\d{1,2}\.\d{2,4})${clock}$`;

/** Every way of writing a day that is known, the surest first. A time is kept as it stands, its zone is not applied. */
const dateForms: readonly DateForm[] = [
  {
    id: 'yyyy-mm-dd hh:mm:ss',
    family: 'yyyy-mm-dd',
    pattern: /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:[ .+ZU-].*)?$/,
    sql: (text) => `try_cast(left(${text}, 19) as timestamp)`,
    iso: true,
    like: '____-__-__ __:__:__%',
  },
  {
    id: 'yyyy-mm-dd',
    family: 'yyyy-mm-dd',
    pattern: /^\d{4}-\d{1,2}-\d{1,2}$/,
    sql: (text) => `try_cast(${text} as timestamp)`,
    iso: true,
    like: '____-__-__',
  },
  {
    id: 'yyyy-mm-dd hh:mm',
    family: 'yyyy-mm-dd',
    pattern: new RegExp(`^\\d{4}-\\d{1,2}-\\d{1,2}${time}${zone}$`),
    sql: (text) => `try_cast(${withoutZone(text)} as timestamp)`,
    iso: true,
  },
  {
    id: 'yyyy/mm/dd',
    family: 'yyyy/mm/dd',
    pattern: new RegExp(`^\\d{4}/\\d{1,2}/\\d{1,2}${time}$`),
    sql: forms('%Y/%m/%d'),
  },
  {
    id: 'yyyymmdd',
    family: 'yyyymmdd',
    pattern: /^(?:19|20)\d{6}$/,
    sql: (text) => `try_strptime(${text}, '%Y%m%d')`,
  },
  {
    id: 'yyyy-mm',
    family: 'yyyy-mm-dd',
    pattern: /^\d{4}-\d{2}$/,
    sql: (text) => `try_cast(${text} || '-01' as timestamp)`,
  },
  {
    id: 'dd.mm.yyyy',
    family: 'dd.mm.yyyy',
    pattern: new RegExp(`^\\d{1,2}\\.\\d{1,2}\\.\\d{4}${time}$`, 'i'),
    sql: forms('%d.%m.%Y'),
    like: '__.__.____%',
  },
  {
    id: 'dd.mm.yy',
    family: 'dd.mm.yyyy',
    pattern: new RegExp(`^\\d{1,2}\\.\\d{1,2}\\.\\d{2}${time}$`, 'i'),
    sql: forms('%d.%m.%y'),
  },
  ...['/', '-'].flatMap((mark): DateForm[] =>
    ['yyyy', 'yy'].flatMap((year): DateForm[] => {
      const pattern = new RegExp(`^\\d{1,2}${mark}\\d{1,2}${mark}\\d{${year.length}}${time}$`, 'i');
      const y = year === 'yyyy' ? '%Y' : '%y';
      return [
        {
          id: ['dd', 'mm', year].join(mark),
          family: ['n', 'n', 'yyyy'].join(mark),
          pattern,
          sql: forms(`%d${mark}%m${mark}${y}`),
          order: 'day-first',
          like: `__${mark}__${mark}${'_'.repeat(year.length)}%`,
        },
        {
          id: ['mm', 'dd', year].join(mark),
          family: ['n', 'n', 'yyyy'].join(mark),
          pattern,
          sql: forms(`%m${mark}%d${mark}${y}`),
          order: 'month-first',
        },
      ];
    }),
  ),
  {
    // Excel's number of a day, 1 being the first of January 1900, with the time as its fraction.
    id: 'serial',
    family: 'serial',
    pattern: /^[2-7]\d{4}(?:[.,]\d+)?$/,
    sql: (text) =>
      `case when regexp_full_match(${text}, '[2-7][0-9]{4}([.,][0-9]+)?') then timestamp '1899-12-30'
        + to_seconds(cast(round(86400 * try_cast(replace(${text}, ',', '.') as double)) as bigint)) end`,
  },
  {
    id: 'd month yyyy',
    family: 'month name',
    pattern: new RegExp(dayMonthYear, 'iu'),
    sql: named(dayMonthYear, ['day', 'month', 'year', 'clock']),
  },
  {
    id: 'month d, yyyy',
    family: 'month name',
    pattern: new RegExp(monthDayYear, 'iu'),
    sql: named(monthDayYear, ['month', 'day', 'year', 'clock']),
  },
  {
    id: 'yyyy-month-dd',
    family: 'month name',
    pattern: new RegExp(yearMonthDay, 'iu'),
    sql: named(yearMonthDay, ['year', 'month', 'day', 'clock']),
  },
  {
    id: 'weekday, dd.mm.yyyy hh:mm Uhr',
    family: 'dd.mm.yyyy',
    pattern: new RegExp(dressedDay, 'iu'),
    // The plain forms have read the bare days already, and taking them apart again costs a hundred times as much.
    sql: (text) =>
      `case when not regexp_full_match(${text}, ${literal(bareDay)}) then ${forms(
        '%d.%m.%y',
        '%d.%m.%Y',
      )(
        `rtrim(regexp_extract(${text}, ${literal(dressedDay)}, 1, 'i') || ' ' || regexp_extract(${text}, ${literal(dressedDay)}, 2, 'i'))`,
      )} end`,
  },
];

/** The forms that any of the sampled cells may be written in. */
export function candidateForms(samples: readonly string[]): DateForm[] {
  return dateForms.filter(({family, pattern}) =>
    samples.some(
      (sample) => pattern.test(sample.trim()) && (family !== 'month name' || isMonth.test(sample)),
    ),
  );
}
