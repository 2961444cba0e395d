import {analyses, isAnalysisId} from '../../analyses';
import type {Cell} from '../../notebook/document';
import type {Text} from '../../text/language';

const kinds: Readonly<Record<Exclude<Cell['kind'], 'analysis'>, Text>> = {
  text: {en: 'Text', de: 'Text'},
  input: {en: 'Input', de: 'Eingabe'},
  sql: {en: 'SQL', de: 'SQL'},
};
const unknown: Text = {en: 'Unknown analysis', de: 'Unbekannte Auswertung'};

/** What a cell is, small above it. */
export function nameOf(cell: Cell): Text {
  if (cell.kind !== 'analysis') return kinds[cell.kind];
  return isAnalysisId(cell.analysis) ? analyses[cell.analysis].name : unknown;
}

/** The title above a cell: the reader's own, else its question; empty where a cell speaks for itself. */
export function titleOf(cell: Cell, say: (text: Text) => string): string {
  // What an input asks for stands beside its field.
  if (cell.kind === 'input') return '';
  if (cell.title !== '') return cell.title;
  if (cell.kind === 'analysis')
    return isAnalysisId(cell.analysis) ? say(analyses[cell.analysis].question) : cell.analysis;
  return cell.kind === 'sql' ? cell.name : '';
}

/** A few words by which a cell is found again in a list. */
export function labelOf(cell: Cell, say: (text: Text) => string): string {
  if (cell.title !== '') return cell.title;
  if (cell.kind === 'text') return firstWords(cell.text) || say(kinds.text);
  return cell.kind === 'analysis' ? say(nameOf(cell)) : cell.name;
}

/** The first line of a text that says something, without the signs of Markdown. */
function firstWords(text: string): string {
  const line = text.split('\n').find((each) => /\p{L}/u.test(each)) ?? '';
  const plain = line
    .replace(/^[\s#>*+-]+/, '')
    .replace(/\{\{.*?\}\}/g, '…')
    .replace(/[*_`]/g, '')
    .trim();
  return plain.length > 60 ? `${plain.slice(0, 58).trimEnd()} …` : plain;
}
