import {literal} from '../../lib/sql';
import {dayNamedMonth, namedMonthDay, namedMonthSql} from './month_names';

export type DateOrder = 'day-first' | 'month-first';

/** One way of writing a day, with or without a time behind it. */
export interface DateForm {
  readonly id: string;
  /** Whether a cell may be written like this; the engine decides. */
  readonly pattern: RegExp;
  /** A timestamp from a trimmed text expression, null where it does not parse. */
  readonly sql: (text: string) => string;
  readonly order?: DateOrder;
  /** Year, month, day: no other form reads the same cell differently. */
  readonly iso?: true;
}

const time = String.raw`(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AP]M)?)?`;
const zone = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;

/** `strptime` forms of one date, alone and with the times that exports write behind it. */
function forms(date: string, separators = [' ', 'T', ', ']): (text: string) => string {
  const times = ['%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p', '%H:%M:%S.%g'];
  const all = [date, ...separators.flatMap((between) => times.map((clock) => date + between + clock))];
  return (text) => `try_strptime(${text}, ${literal(all)})`;
}

const withoutZone = (text: string) => `regexp_replace(${text}, '\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})$', '')`;

/** Every way of writing a day that is known, the surest first. A time is kept as it stands, its zone is not applied. */
export const dateForms: readonly DateForm[] = [
  {
    id: 'yyyy-mm-dd hh:mm:ss',
    pattern: /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:[ .+ZU-].*)?$/,
    sql: (text) => `try_cast(left(${text}, 19) as timestamp)`,
    iso: true,
  },
  {
    id: 'yyyy-mm-dd',
    pattern: /^\d{4}-\d{1,2}-\d{1,2}$/,
    sql: (text) => `try_cast(${text} as timestamp)`,
    iso: true,
  },
  {
    id: 'yyyy-mm-dd hh:mm',
    pattern: new RegExp(`^\\d{4}-\\d{1,2}-\\d{1,2}${time}${zone}$`),
    sql: (text) => `try_cast(${withoutZone(text)} as timestamp)`,
    iso: true,
  },
  {id: 'yyyy/mm/dd', pattern: new RegExp(`^\\d{4}/\\d{1,2}/\\d{1,2}${time}$`), sql: forms('%Y/%m/%d')},
  {id: 'yyyymmdd', pattern: /^(?:19|20)\d{6}$/, sql: (text) => `try_strptime(${text}, '%Y%m%d')`},
  {id: 'yyyy-mm', pattern: /^\d{4}-\d{2}$/, sql: (text) => `try_cast(${text} || '-01' as timestamp)`},
  {id: 'dd.mm.yyyy', pattern: new RegExp(`^\\d{1,2}\\.\\d{1,2}\\.\\d{4}${time}$`), sql: forms('%d.%m.%Y')},
  {id: 'dd.mm.yy', pattern: new RegExp(`^\\d{1,2}\\.\\d{1,2}\\.\\d{2}${time}$`), sql: forms('%d.%m.%y')},
  ...['/', '-'].flatMap((mark): DateForm[] =>
    ['yyyy', 'yy'].flatMap((year): DateForm[] => {
      const pattern = new RegExp(`^\\d{1,2}${mark}\\d{1,2}${mark}\\d{${year.length}}${time}$`, 'i');
      const y = year === 'yyyy' ? '%Y' : '%y';
      return [
        {
          id: ['dd', 'mm', year].join(mark),
          pattern,
          sql: forms(`%d${mark}%m${mark}${y}`),
          order: 'day-first',
        },
        {
          id: ['mm', 'dd', year].join(mark),
          pattern,
          sql: forms(`%m${mark}%d${mark}${y}`),
          order: 'month-first',
        },
      ];
    }),
  ),
  {id: 'dd month yyyy', pattern: dayNamedMonth, sql: namedMonthSql},
  {id: 'month dd, yyyy', pattern: namedMonthDay, sql: namedMonthSql},
];

/** The forms that any of the sampled cells may be written in. */
export function candidateForms(samples: readonly string[]): DateForm[] {
  return dateForms.filter(({pattern}) => samples.some((sample) => pattern.test(sample.trim())));
}
