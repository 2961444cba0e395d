import {element} from '../element';
import type {AnswerFrame} from './drawing';

/** Says how many values a picture has no room for; nothing where it has all. */
export function leftOut(count: number, words: AnswerFrame['words']): readonly Node[] {
  return count > 0 ? [element('p', {class: 'more'}, words.left(count))] : [];
}
