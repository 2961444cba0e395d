import {cell} from '../../lib/table';
import {element} from '../element';
import {stackedBars} from '../stacked_bars';
import type {AnswerFrame, Drawn} from './drawing';
import {groupsOf, hueOf} from './groups';
import {distinct, places} from './keys';
import {leftOut} from './left_out';
import {shortNumber, shortValue} from './short';
import {sumsOf} from './sums';

const MOST_BARS = 240;

/** A bar for each value across, one layer a group. */
export function answerBars(drawn: Drawn, frame: AnswerFrame): Node {
  const {width, format, write, words} = frame;
  const {table, x, y, color} = drawn;
  const keys = distinct(table, x);
  const shown = keys.slice(0, MOST_BARS);
  const tick = shortValue(keys, drawn, frame);
  const groups = groupsOf(drawn, frame);
  const place = places(shown);
  const sums = sumsOf(table, y, (row) => place.get(cell(table, x, row)), groups.of);
  const bars = shown.map((key, at) => {
    const values = groups.names.map((_, group) => sums.at(at, group) ?? 0);
    const said = values.flatMap((value, group) =>
      value === 0 && values.length > 1 ? [] : [groups.said(group, write(y)(value))],
    );
    return {
      key: String(at),
      tick: tick(key),
      values,
      compare: null,
      complete: true,
      lines: () => [write(x)(key), ...said],
    };
  });
  const picture = stackedBars(
    {
      bars,
      layers: groups.names.map((name, at) => ({label: color === null ? y : name, color: hueOf(at)})),
      compareLabel: '',
      label: words.label(x, y),
      axisFormat: shortNumber(format),
    },
    width,
  );
  return element('div', {}, picture, ...leftOut(keys.length - shown.length, words));
}
