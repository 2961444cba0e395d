import {element} from '../../../charts/element';
import type {LinePoint, Reference} from '../../../charts/lines';
import type {Cell} from '../../../lib/table';
import type {Format} from '../../../text/format';
import type {Language, Text} from '../../../text/language';

type Row = Readonly<Record<string, Cell>>;

/** What several views say alike. */
export const words = {
  band: {en: '95% interval', de: '95-%-Intervall'},
  threshold: {en: 'Threshold', de: 'Schwelle'},
  thresholdDays: {
    en: 'Threshold after the first purchase, days',
    de: 'Schwelle nach dem ersten Kauf, Tage',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** A point of a line, with its interval. */
export function pointOf(row: Row, x: string, y: string): LinePoint {
  const value = (name: string) => (row[name] === null ? null : Number(row[name]));
  return {x: Number(row[x]), y: value(y), low: value(`${y}_low`), high: value(`${y}_high`)};
}

/** "12.5% (11.0%–14.1%)" */
export function interval(row: Row, column: string, format: Format): string {
  return row[column] === null
    ? '–'
    : `${format.share(Number(row[column]))}${range(row, column, format.share)}`;
}

/** " (43–52)", or " (≥ 43)" where the interval has no upper end within what can be seen. */
export function range(row: Row, column: string, write: (value: number) => string): string {
  const [low, high] = [row[`${column}_low`], row[`${column}_high`]];
  if (low === null || low === undefined) return '';
  return high === null || high === undefined
    ? ` (≥ ${write(Number(low))})`
    : ` (${write(Number(low))}–${write(Number(high))})`;
}

export function atRisk(row: Row, format: Format, language: Language): string {
  return {
    en: `${format.count(Number(row['at_risk']))} customers got that far`,
    de: `${format.count(Number(row['at_risk']))} Kunden kamen so weit`,
  }[language];
}

/** The reader's own assumption as a line across the picture. */
export function assumed(day: number, format: Format, language: Language): Reference {
  return {
    axis: 'x',
    at: day,
    label: {
      en: `Your assumption: ${format.count(day)}\u00a0days`,
      de: `Ihre Annahme: ${format.count(day)}\u00a0Tage`,
    }[language],
    emphasis: 'accent',
  };
}

const tooFew: Text = {
  en: 'Not enough customers for this view yet.',
  de: 'Für diese Ansicht gibt es noch nicht genug Kunden.',
};

/** A view without a picture: not computed yet, or what is missing. */
export function nothing(waiting: boolean, language: Language, missing: Text = tooFew): HTMLElement {
  const text: Text = waiting
    ? {en: 'This view is being computed …', de: 'Diese Ansicht wird gerechnet …'}
    : missing;
  return element('p', {class: 'placeholder'}, text[language]);
}
