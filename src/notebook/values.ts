import {analyses, isAnalysisId, type AnalysisId} from '../analyses';
import type {Face} from '../analyses/define';
import {cell as valueIn, type Cell as Value} from '../lib/table';
import type {Field} from '../model/fields';
import {isOfNames} from '../model/name_numbers';
import {savedColumns, type QueryAnswer} from '../model/query';
import type {Format} from '../text/format';
import type {Text} from '../text/language';
import type {AnalysisCell, Cell, Notebook, Reference} from './document';
import {fitting, unitless, type ValueKind} from './linkable';
import {inputTitle} from './named';
import {lookUp, sourcesOf, type FactsOf} from './references';

/** The words and fields of an analysis; undefined until they are loaded. */
export type FaceOf = (id: AnalysisId) => Pick<Face, 'shape' | 'texts'> | undefined;

/** The newest answer of an SQL cell; undefined while it is on the way, null where there will be none. */
export type AnswerOf = (cell: string) => QueryAnswer | undefined | null;

const noAnswer: AnswerOf = () => null;

/** A value of a cell that a text may quote or a parameter may take. */
export interface Offer {
  readonly reference: Reference;
  /** How a text quotes it. */
  readonly quotation: string;
  /** The cell that has it. */
  readonly cell: Text;
  /** What it is. */
  readonly title: Text;
  readonly kind: ValueKind;
  /** It is what the parameter is usually taken from. */
  readonly usual?: true;
}

/** Where a parameter that the data can decide is usually taken from: the fact of another analysis. */
const usualSources: Readonly<Record<string, string>> = {
  'lifecycle.first_limit': 'churn.threshold',
};

/**
 * All values that the cells of a notebook offer, in the order of the cells; of an SQL cell the first row of its answer,
 * where answers are handed in.
 */
export function offersOf({cells}: Notebook, faceOf: FaceOf, answerOf = noAnswer): readonly Offer[] {
  return cells.flatMap((cell): Offer[] => {
    if (cell.kind === 'input') {
      const title = inputTitle(cell);
      return [
        {
          reference: {cell: cell.id, fact: ''},
          quotation: `{{${cell.name}}}`,
          cell: {en: 'Inputs', de: 'Eingaben'},
          title,
          kind: cell.input,
        },
      ];
    }
    if (cell.kind === 'sql') {
      const answer = answerOf(cell.id);
      if (!answer || answer.table.rows === 0) return [];
      return Object.entries(savedColumns(answer.columns))
        .filter(([name]) => /^\w+$/.test(name))
        .map(([name, {kind, title}]) => ({
          reference: {cell: cell.id, fact: name},
          quotation: `{{${cell.id}.${name}}}`,
          cell: titled(cell, {en: cell.name, de: cell.name}),
          title,
          kind,
        }));
    }
    if (cell.kind !== 'analysis' || !isAnalysisId(cell.analysis)) return [];
    const face = faceOf(cell.analysis);
    if (!face) return [];
    const {question} = analyses[cell.analysis];
    return Object.entries(face.texts.facts).map(([fact, title]) => ({
      reference: {cell: cell.id, fact},
      quotation: `{{${cell.id}.${fact}}}`,
      cell: titled(cell, question),
      title,
      kind: face.shape.facts[fact]!,
    }));
  });
}

/** What a parameter may take: values of its unit, of no cell that takes one of its own cell; the usual one first. */
export function offersFor(
  notebook: Notebook,
  cell: AnalysisCell,
  name: string,
  field: Field,
  faceOf: FaceOf,
  answerOf = noAnswer,
): readonly Offer[] {
  const kinds = fitting(field);
  const usual = usualSources[`${cell.analysis}.${name}`];
  const sourceOf = ({reference}: Offer) => notebook.cells.find(({id}) => id === reference.cell)!;
  const isUsual = (offer: Offer) => {
    const source = sourceOf(offer);
    return source.kind === 'analysis' && `${source.analysis}.${offer.reference.fact}` === usual;
  };
  const found = offersOf(notebook, faceOf, answerOf).filter((offer) => {
    const source = sourceOf(offer);
    // SQL does not say what its numbers count.
    const fits = source.kind === 'sql' ? unitless(field) : kinds;
    return fits.includes(offer.kind) && source.id !== cell.id && !sourcesOf(notebook, source).has(cell.id);
  });
  const [first, others] = [found.filter(isUsual), found.filter((offer) => !isUsual(offer))];
  return [...first.map((offer): Offer => ({...offer, usual: true})), ...others];
}

/** What the cell of a reference is called, and what of it is taken; null where it is gone. */
export function sourceTitle(
  notebook: Notebook,
  {cell, fact}: Reference,
  faceOf: FaceOf,
  answerOf = noAnswer,
): Text | null {
  const column = {en: fact, de: fact};
  if (notebook.cells.some(({id, kind}) => id === cell && kind === 'sql') && answerOf(cell) === undefined)
    return column;
  const offer = offersOf(notebook, faceOf, answerOf).find(
    ({reference}) => reference.cell === cell && reference.fact === fact,
  );
  return offer?.title ?? null;
}

/** What the quotation of a text names: a cell by its id, or an input or SQL cell by its name. */
export function referenceOf({cells}: Notebook, source: string, fact: string): Reference | null {
  const named = (cell: Cell) => (cell.kind === 'input' || cell.kind === 'sql') && cell.name === source;
  const cell = cells.find((known) => known.id === source || named(known));
  return cell ? {cell: cell.id, fact} : null;
}

/** A quoted number as the reader's language writes it; `pending` while it is on the way; `gone` where there is none. */
export function quoted(
  notebook: Notebook,
  {source, fact}: {readonly source: string; readonly fact: string},
  factsOf: FactsOf,
  faceOf: FaceOf,
  format: Format,
  answerOf = noAnswer,
): {readonly text: string} | 'pending' | 'gone' {
  const reference = referenceOf(notebook, source, fact);
  return reference ? valueText(notebook, reference, factsOf, faceOf, format, answerOf) : 'gone';
}

/** The value of a reference as the reader's language writes it. */
export function valueText(
  notebook: Notebook,
  reference: Reference,
  factsOf: FactsOf,
  faceOf: FaceOf,
  format: Format,
  answerOf = noAnswer,
): {readonly text: string} | 'pending' | 'gone' {
  const source = notebook.cells.find(({id}) => id === reference.cell);
  if (source?.kind === 'sql') return answerText(answerOf(source.id), reference.fact, format);
  const looked = lookUp(notebook, reference, factsOf);
  if (typeof looked === 'string') return looked;
  const kind = kindOf(notebook, reference, faceOf);
  return kind ? {text: writtenValue(looked.value, kind, format)} : 'pending';
}

/** A column of the first row of an answer. */
function answerText(
  answer: ReturnType<AnswerOf>,
  column: string,
  format: Format,
): {readonly text: string} | 'pending' | 'gone' {
  if (answer === undefined) return 'pending';
  const known = answer && savedColumns(answer.columns)[column];
  if (!known || answer.table.rows === 0) return 'gone';
  const value = valueIn(answer.table, column, 0);
  if (known.kind === 'count' && value !== null && isOfNames(column, answer.table.columns[column]))
    return {text: String(value)};
  return {text: writtenValue(value, known.kind, format)};
}

function kindOf({cells}: Notebook, {cell, fact}: Reference, faceOf: FaceOf): ValueKind | undefined {
  const source = cells.find(({id}) => id === cell);
  if (source?.kind === 'input') return source.input;
  if (source?.kind !== 'analysis' || !isAnalysisId(source.analysis)) return undefined;
  return faceOf(source.analysis)?.shape.facts[fact];
}

const yes: Text = {en: 'yes', de: 'ja'};
const no: Text = {en: 'no', de: 'nein'};

/** A value as it stands in a sentence. */
export function writtenValue(value: Value | boolean, kind: ValueKind, format: Format): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return (value ? yes : no)[format.language];
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'money':
      return format.roundMoney(value);
    case 'share':
      return format.share(value);
    case 'day':
    case 'date':
      return format.day(value);
    case 'flag':
      return (value === 1 ? yes : no)[format.language];
    case 'number':
    case 'quantity':
      return format.decimal(value, Math.min(2, (String(value).split('.')[1] ?? '').length));
    default:
      return format.count(value);
  }
}

function titled({title}: Cell, usual: Text): Text {
  return title === '' ? usual : {en: title, de: title};
}
