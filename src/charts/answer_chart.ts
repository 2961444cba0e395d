import {isNumberKind, type QueryAnswer} from '../model/query';
import {answerBars} from './answer/bars';
import {answerDots} from './answer/dots';
import type {AnswerFrame, Drawing} from './answer/drawing';
import {answerHeat} from './answer/heat';
import {answerLines} from './answer/lines';
import {answerRows} from './answer/rows';
import {element} from './element';

export type {AnswerFrame, Drawing} from './answer/drawing';

/** The answer to a statement as bars, lines, dots or a matrix, in the manner of the other pictures. */
export function answerChart(answer: QueryAnswer, drawing: Drawing, frame: AnswerFrame): Node {
  const kinds = new Map(answer.columns.map(({name, kind}) => [name, kind]));
  const {mark, x, y, color} = drawing;
  const measure = mark === 'heat' ? color : y;
  const named = [x, y, ...(color === null ? [] : [color])];
  if (!named.every((name) => kinds.has(name)) || measure === null || !isNumberKind(kinds.get(measure)!))
    return element('p', {class: 'more'}, frame.words.missing);
  const drawn = {...drawing, table: answer.table, kinds};
  switch (mark) {
    case 'heat':
      return answerHeat(drawn, measure, frame);
    case 'dot':
      return answerDots(drawn, frame);
    case 'line':
      return answerLines(drawn, frame);
    case 'bar':
      return kinds.get(x) === 'text' && color === null ? answerRows(drawn, frame) : answerBars(drawn, frame);
  }
}
