import {cell} from '../../lib/table';
import {lines} from '../lines';
import {isNumberKind} from '../../model/query';
import type {AnswerFrame, Drawn} from './drawing';
import {groupsOf, hueOf} from './groups';
import {distinct, places} from './keys';
import {shortNumber, shortText} from './short';
import {sumsOf} from './sums';

/** A line for each group; names across stand side by side in the order in which they come. */
export function answerLines(drawn: Drawn, frame: AnswerFrame): Node {
  const {width, format, write, words} = frame;
  const {table, x, y, color, kinds} = drawn;
  const groups = groupsOf(drawn, frame);
  const kind = kinds.get(x)!;
  const named = !isNumberKind(kind) && kind !== 'day';
  const keys = distinct(table, x).filter((key) => named || key !== null);
  if (!named) keys.sort((a, b) => Number(a) - Number(b));
  const place = places(keys);
  const sums = sumsOf(table, y, (row) => place.get(cell(table, x, row)), groups.of);
  const position = (at: number) => (named ? at : Number(keys[at]));
  return lines(
    {
      lines: groups.names.map((name, group) => ({
        label: name,
        ...(color === null ? {} : {color: hueOf(group)}),
        points: keys
          .map((_, at) => ({x: position(at), y: sums.at(at, group)}))
          // Where lines have points of their own, what another has is no gap.
          .filter((point) => point.y !== null),
      })),
      stops: keys.map((key, at) => ({
        x: position(at),
        lines: () => [
          write(x)(key),
          ...groups.names.flatMap((_, group) => {
            const value = sums.at(at, group);
            return value === null ? [] : [groups.said(group, write(y)(value))];
          }),
        ],
      })),
      x: {
        kind: kind === 'day' ? 'day' : 'number',
        label: x,
        format: (at) => (named ? shortText(write(x)(keys[Math.round(at)] ?? null)) : write(x)(at)),
        ...(named || kind === 'whole' ? {unit: 1} : {}),
      },
      y: {label: y, format: shortNumber(format)},
      label: words.label(x, y),
    },
    width,
  );
}
