import {cell} from '../../lib/table';
import {element} from '../element';
import {heatMatrix} from '../heat_matrix';
import type {AnswerFrame, Drawn} from './drawing';
import {distinct, places} from './keys';
import {shortValue} from './short';
import {sumsOf} from './sums';

const MOST_CELLS = 2400;
/** More than two years of weeks: a matrix scrolls in itself, but not for ever. */
const MOST_COLUMNS = 120;

/** A matrix of two columns, with the sum of the measure in each cell that has one. */
export function answerHeat(drawn: Drawn, measure: string, frame: AnswerFrame): Node {
  const {table, x, y} = drawn;
  const {write, words} = frame;
  const allColumns = distinct(table, x);
  const columns = allColumns.slice(0, MOST_COLUMNS);
  const tick = shortValue(columns, drawn, frame);
  const rows = distinct(table, y);
  const shown = rows.slice(0, Math.max(1, Math.floor(MOST_CELLS / columns.length)));
  const [columnAt, rowAt] = [places(columns), places(shown)];
  const sums = sumsOf(
    table,
    measure,
    (row) => columnAt.get(cell(table, x, row)),
    (row) => rowAt.get(cell(table, y, row)),
  );
  const low = sums.all.reduce((least, value) => Math.min(least, value), 0);
  const high = sums.all.reduce((most, value) => Math.max(most, value), 0);
  const matrix = heatMatrix({
    caption: words.label(`${x} × ${y}`, measure),
    corner: y,
    compact: true,
    columns: columns.map((column) => ({name: tick(column)})),
    rows: shown.map((key, row) => ({
      name: write(y)(key),
      cells: columns.map((column, at) => {
        const value = sums.at(at, row);
        if (value === null) return null;
        const written = write(measure)(value);
        const name = `${write(y)(key)}, ${write(x)(column)}`;
        return {
          value: written,
          weight: high > low ? (value - low) / (high - low) : 0,
          name,
          tip: [name, `${measure}: ${written}`],
        };
      }),
    })),
  });
  const missing = {columns: allColumns.length - columns.length, rows: rows.length - shown.length};
  const note =
    missing.columns + missing.rows > 0 ? [element('p', {class: 'more'}, words.outside(missing))] : [];
  return element('div', {}, matrix, ...note);
}
