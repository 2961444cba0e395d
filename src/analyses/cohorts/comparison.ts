import {element} from '../../charts/element';
import {cell} from '../../lib/table';
import type {Difference} from '../../stats/tests/proportions';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import {pValue} from '../../text/p_value';
import type {Result} from '../request';
import type {DrawnCohort, Params, Picture} from './drawn';
import {intervalOf} from './matrix';
import {spanOf} from './spans';

/** From which age on a cohort is compared with that of a year before without being asked. */
const OLD_ENOUGH = 90;
const LEVEL = 0.05;
const perYear = {week: 52, month: 12, quarter: 4, year: 1} as const;

interface Side {
  readonly cohort: DrawnCohort;
  readonly customers: number;
  readonly returned: number;
  readonly low: number;
  readonly high: number;
}

interface Found {
  readonly followedDays: number;
  readonly sides: readonly [Side, Side];
  readonly difference: Difference;
  readonly p: number | null;
}

export interface Comparison {
  readonly node: HTMLElement;
  /** Whether there are two cohorts to choose. */
  readonly possible: boolean;
  readonly chosen: readonly string[];
  choose(keys: readonly string[]): void;
}

/** What the reader has chosen in a result; a new size or metric makes a new picture of the same one. */
const choices = new WeakMap<object, readonly string[]>();

/** Two cohorts in a sentence: how many bought again in the same time, and whether that can be luck (H10). */
export function comparison({tables}: Result, picture: Picture, params: Params, format: Format): Comparison {
  const table = tables['pairs']!;
  const byKey = new Map(picture.cohorts.map((cohort) => [cohort.key, cohort]));
  const keyOf = (row: number, side: string) =>
    String(cell(table, `${side}_on`, row) ?? cell(table, `${side}_place`, row));
  const found = (keys: readonly string[]): Found | null => {
    let row = 0;
    while (row < table.rows && !['first', 'second'].every((side) => keys.includes(keyOf(row, side)))) row++;
    if (row === table.rows) return null;
    const [first, second] = ['first', 'second'].map((side): Side | null => {
      const cohort = byKey.get(keyOf(row, side));
      const number = (name: string) => Number(cell(table, `${side}_${name}`, row));
      return cohort
        ? {
            cohort,
            customers: number('customers'),
            returned: number('returned'),
            low: number('low'),
            high: number('high'),
          }
        : null;
    });
    if (!first || !second) return null;
    const p = cell(table, 'p', row);
    return {
      followedDays: Number(cell(table, 'followed_days', row)),
      sides: [first, second],
      difference: {
        difference: Number(cell(table, 'difference', row)),
        low: Number(cell(table, 'difference_low', row)),
        high: Number(cell(table, 'difference_high', row)),
      },
      p: typeof p === 'number' ? p : null,
    };
  };

  const node = element('p', {class: 'comparison', role: 'status'});
  const write = (keys: readonly string[]) => {
    const pair = keys.length === 2 ? found(keys) : null;
    node.textContent = pair ? told(pair, format) : hint(keys, params, format);
  };
  const chosen =
    choices.get(table) ?? suggested(picture, params).filter((_, __, keys) => found(keys) !== null);
  write(chosen);
  return {
    node,
    possible: table.rows > 0,
    chosen,
    choose(keys) {
      choices.set(table, keys);
      write(keys);
    },
  };
}

/** The latest cohort of some age and that of a year before; or the two largest. */
function suggested({cohorts}: Picture, {grain}: Params): readonly string[] {
  const [largest, next] = cohorts;
  if (largest?.on === null) return next ? [largest.key, next.key] : [];
  const spans = new Map(
    cohorts.flatMap((cohort) => (cohort.on === null ? [] : [[spanOf(cohort.on, grain), cohort]])),
  );
  const waits = Math.ceil(OLD_ENOUGH / (365 / perYear[grain]));
  for (const [span, cohort] of spans) {
    const before = spans.get(span - perYear[grain]);
    const old = cohort.cells.some(({period, complete}) => complete && period >= waits);
    if (before && old && !cohort.small && !before.small) return [cohort.key, before.key];
  }
  return [];
}

function told(found: Found, format: Format): string {
  const {sides, followedDays} = found;
  const {count, language} = format;
  const shares = sides.map(({cohort, customers, returned, low, high}) => {
    const share = intervalOf({share: returned / customers, low, high}, format);
    return {
      en: `${cohort.name}: ${share} of ${count(customers)}`,
      de: `${cohort.name}: ${share} von ${count(customers)}`,
    }[language];
  });
  return {
    en: `Bought again within ${count(followedDays)} days – ${shares.join('; ')}. ${verdict(found, format).en}`,
    de: `Binnen ${count(followedDays)} Tagen wieder gekauft – ${shares.join('; ')}. ${verdict(found, format).de}`,
  }[language];
}

/** First of the shares that are shown; the log-rank test looks at every day until then and may see it otherwise. */
function verdict({difference: {difference, low, high}, p}: Found, format: Format): Text {
  if (p === null)
    return {
      en: 'Nobody in either did, so there is nothing to test.',
      de: 'In keiner hat jemand das getan; es gibt nichts zu prüfen.',
    };
  const points = (value: number) => format.decimal(value * 100, 1).replace('-', '−');
  const size = {
    en: `${points(difference)} points (${points(low)} to ${points(high)})`,
    de: `${points(difference)} Punkte (${points(low)} bis ${points(high)})`,
  };
  const test = {en: `log-rank test, ${pValue(p, format)}`, de: `Log-Rank-Test, ${pValue(p, format)}`};
  const clear = low > 0 || high < 0;
  const course = p < LEVEL;
  const ends = clear
    ? {en: `A clear difference: ${size.en}`, de: `Ein klarer Unterschied: ${size.de}`}
    : {en: `No clear difference: ${size.en}`, de: `Kein klarer Unterschied: ${size.de}`};
  if (clear === course)
    return {
      en: `${ends.en}; ${clear ? 'they differ in how soon they came back as well' : 'nor is there one in how soon they came back'} (${test.en}).`,
      de: `${ends.de}; auch darin, wie bald sie wiederkamen, ${clear ? 'unterscheiden sie sich' : 'zeigt sich keiner'} (${test.de}).`,
    };
  return clear
    ? {
        en: `${ends.en} by then; over the whole time until then, how soon they came back shows none (${test.en}).`,
        de: `${ends.de} am Ende dieser Zeit; über ihren ganzen Verlauf, wie bald sie wiederkamen, zeigt sich keiner (${test.de}).`,
      }
    : {
        en: `${ends.en} by then; but over the whole time until then they differ clearly in how soon they came back (${test.en}).`,
        de: `${ends.de} am Ende dieser Zeit; über ihren ganzen Verlauf unterscheiden sie sich aber klar darin, wie bald sie wiederkamen (${test.de}).`,
      };
}

function hint(keys: readonly string[], {view}: Params, {language}: Format): string {
  if (keys.length === 2)
    return {
      en: 'These two have not been followed long enough to be compared.',
      de: 'Diese beiden sind noch nicht lange genug verfolgt, um verglichen zu werden.',
    }[language];
  if (view === 'curves') return '';
  return {
    en: 'Tick two rows to compare how soon their customers bought again.',
    de: 'Haken Sie zwei Zeilen an, um zu vergleichen, wie bald ihre Kunden wieder gekauft haben.',
  }[language];
}
