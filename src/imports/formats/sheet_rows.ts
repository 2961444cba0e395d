import {BrokenXml, plainText, type XmlHandler} from './xml';
import {momentText, numberText} from './values';
import {cellText, type Workbook} from './workbook';

const LAST_COLUMN = 16_383;
const DAY = 86_400_000;

/** Hears each row of a sheet with its number from 0 and its cells as texts. */
export function rowsIn(
  {dates, since1904}: Pick<Workbook, 'dates' | 'since1904'>,
  texts: readonly string[],
  heard: (row: number, cells: readonly string[]) => void,
): XmlHandler {
  let row = -1;
  let cells: string[] = [];
  let column = -1;
  let kind = '';
  let style = '';
  let value = '';
  let inline = '';
  let raw: string | null = null;
  let pronounced = false;

  /** Where a cell stands, what kind of value it has and in which style. */
  const beginCell = (attributes: string) => {
    column++;
    kind = style = value = inline = '';
    for (let at = 0; ;) {
      const equals = attributes.indexOf('=', at);
      if (equals < 0) return;
      const from = quoteIn(attributes, equals);
      const to = attributes.indexOf(attributes[from]!, from + 1);
      if (from < 0 || to < 0) throw new BrokenXml();
      if (attributes.charCodeAt(equals - 2) <= SPACE) {
        const name = attributes.charCodeAt(equals - 1);
        if (name === R) column = columnOf(attributes, from + 1, to);
        else if (name === S) style = attributes.slice(from + 1, to);
        else if (name === T) kind = attributes.slice(from + 1, to);
      }
      at = to + 1;
    }
  };

  const textOf = (): string => {
    if (kind === 's') return value === '' ? '' : (texts[Number(value)] ?? '');
    if (kind === 'inlineStr') return inline;
    if (kind === 'str') return cellText(value);
    if (value === '') return '';
    if (kind === 'b') return String(value === '1' || value === 'true');
    const number = Number(value);
    if (kind === 'e' || kind === 'd' || Number.isNaN(number)) return plainText(value);
    if (style !== '' && dates[Number(style)]) return momentText(momentOf(number, since1904));
    return numberText(number);
  };

  return {
    open(name, attributes) {
      switch (name) {
        case 'row': {
          const number = /(?:^|\s)r\s*=\s*["'](\d+)["']/.exec(attributes)?.[1];
          row = number === undefined ? row + 1 : Number(number) - 1;
          cells = [];
          column = -1;
          break;
        }
        case 'c':
          beginCell(attributes);
          if (column > LAST_COLUMN) throw new BrokenXml();
          break;
        case 'rPh':
          pronounced = true;
          break;
        case 'v':
          raw = '';
          break;
        case 't':
          if (!pronounced) raw = '';
      }
    },
    text(part) {
      if (raw !== null) raw += part;
    },
    close(name) {
      switch (name) {
        case 'v':
          value = raw ?? '';
          raw = null;
          break;
        case 't':
          if (raw !== null) inline += cellText(raw);
          raw = null;
          break;
        case 'rPh':
          pronounced = false;
          break;
        case 'c': {
          const text = textOf();
          if (text === '') break;
          while (cells.length < column) cells.push('');
          cells[column] = text;
          break;
        }
        case 'row':
          heard(row, cells);
      }
    },
  };
}

const SPACE = 32;
const R = 114;
const S = 115;
const T = 116;

function quoteIn(attributes: string, from: number): number {
  const double = attributes.indexOf('"', from);
  const single = attributes.indexOf("'", from);
  return double < 0 || (single >= 0 && single < double) ? single : double;
}

/** The number of a column from 0: `AB12` → 27. */
function columnOf(attributes: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = (attributes.charCodeAt(at) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** The moment of a count of days. The older count takes 1900 for a leap year, so that it is a day too long from March of it on. */
function momentOf(days: number, since1904: boolean): Date {
  const start = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(start + Math.round(days * DAY));
}
