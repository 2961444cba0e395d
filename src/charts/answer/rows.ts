import {cell} from '../../lib/table';
import {barList} from '../bar_list';
import {element} from '../element';
import type {AnswerFrame, Drawn} from './drawing';
import {distinct, places} from './keys';
import {leftOut} from './left_out';
import {sumsOf} from './sums';

const MOST_ROWS = 40;

/** Named values, one row each. */
export function answerRows({table, x, y}: Drawn, {write, words}: AnswerFrame): Node {
  const keys = distinct(table, x);
  const place = places(keys);
  const sums = sumsOf(
    table,
    y,
    (row) => place.get(cell(table, x, row)),
    () => 0,
  );
  const largest = sums.all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const list = barList(
    words.label(x, y),
    keys.slice(0, MOST_ROWS).map((key, at) => {
      const value = sums.at(at, 0) ?? 0;
      return {
        name: write(x)(key),
        family: 'accent',
        length: largest > 0 ? Math.abs(value) / largest : 0,
        values: [write(y)(value)],
      };
    }),
    [y],
  );
  return element('div', {}, list, ...leftOut(keys.length - MOST_ROWS, words));
}
