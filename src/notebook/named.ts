import {choice, day, number, toggle, type Field} from '../model/fields';
import type {Text} from '../text/language';
import {bearerOf} from './audience_names';
import type {InputCell, InputKind, Notebook, SqlCell} from './document';
import {freeName, freshCell} from './edits';
import {resultNames, tableNames} from './readable';

/** The kinds of values that a reader may set, with the names they are chosen by. */
export const inputKinds: Readonly<Record<InputKind, Text>> = {
  number: {en: 'Number', de: 'Zahl'},
  share: {en: 'Share in %', de: 'Anteil in %'},
  money: {en: 'Money', de: 'Geld'},
  days: {en: 'Days', de: 'Tage'},
  date: {en: 'Date', de: 'Datum'},
  choice: {en: 'Choice', de: 'Auswahl'},
  toggle: {en: 'Yes or no', de: 'Ja oder nein'},
  text: {en: 'Text', de: 'Text'},
};

const FIRST_NAMES: Readonly<Record<InputKind, string>> = {
  number: 'number',
  share: 'share',
  money: 'amount',
  days: 'days',
  date: 'day',
  choice: 'choice',
  toggle: 'switch',
  text: 'text',
};

const LARGEST = 1e9;

/** An input cell of a kind with a name that is free in the notebook. */
export function newInput(notebook: Pick<Notebook, 'cells'>, kind: InputKind, id: string): InputCell {
  const name = freeName(notebook, FIRST_NAMES[kind]);
  return freshCell<InputCell>({
    kind: 'input',
    id,
    name,
    input: kind,
    value: initialOf(kind, []),
    options: [],
  });
}

/** What an input cell is called: by its reader, else by its name. */
export function inputTitle({title, name}: InputCell): Text {
  const called = title === '' ? name : title;
  return {en: called, de: called};
}

/** What an input cell holds before anybody has set it. */
function initialOf(kind: InputKind, options: readonly string[]): InputCell['value'] {
  switch (kind) {
    case 'number':
    case 'money':
      return 0;
    case 'share':
      return 0.1;
    case 'days':
      return 90;
    case 'date':
      return null;
    case 'choice':
      return options[0] ?? null;
    case 'toggle':
      return false;
    case 'text':
      return '';
  }
}

/** The field in which the value of an input cell is set; null for a text. */
export function fieldOf(cell: InputCell): Field | null {
  const label = inputTitle(cell);
  const wide = {label, min: -LARGEST, max: LARGEST, initial: 0};
  switch (cell.input) {
    case 'number':
      return number({...wide, step: 1, unit: 'number'});
    case 'money':
      return number({...wide, step: 1, unit: 'money'});
    case 'share':
      return number({label, min: 0, max: 1, initial: 0.1, step: 0.01, unit: 'share'});
    case 'days':
      return number({label, min: 0, max: 36_500, initial: 90, step: 1, unit: 'days'});
    case 'date':
      return day({label});
    case 'choice':
      return choice({
        label,
        initial: cell.options[0] ?? '',
        options: Object.fromEntries(cell.options.map((option) => [option, {en: option, de: option}])),
      });
    case 'toggle':
      return toggle({label, initial: false});
    case 'text':
      return null;
  }
}

/** A value for another kind: kept where it makes sense there. */
export function valueAs(cell: InputCell, kind: InputKind, options = cell.options): InputCell['value'] {
  const field = fieldOf({...cell, input: kind, options});
  if (!field) return typeof cell.value === 'string' ? cell.value : '';
  const kept = field.parse(cell.value);
  return kept === field.parse(undefined) ? initialOf(kind, options) : (kept as InputCell['value']);
}

/**
 * Whether a cell may bear a name: SQL can say it, no other cell has it, and neither it nor what the cell's tables are called
 * by it is the name of a table of the data, of an audience or of what another cell is read by.
 */
export function isFreeName(
  {cells, audiences}: Pick<Notebook, 'audiences' | 'cells'>,
  cell: string,
  name: string,
): boolean {
  const others = cells.filter(({id}) => id !== cell);
  const own = cells.find(({id}) => id === cell);
  const taken = new Set(others.flatMap((other) => ('name' in other ? [other.name] : [])));
  const read = new Set([
    ...tableNames,
    ...others.flatMap((other) => {
      if (other.kind === 'sql') return [other.name];
      return other.kind === 'analysis' ? resultNames(other, other.name) : [];
    }),
  ]);
  const names = [name, ...(own?.kind === 'analysis' ? resultNames(own, name) : [])];
  return (
    /^[a-z][a-z0-9_]{0,39}$/.test(name) &&
    !taken.has(name) &&
    !names.some((each) => read.has(each) || bearerOf(audiences, each))
  );
}

/** An SQL cell with a name that is free in the notebook. */
export function newSql(notebook: Pick<Notebook, 'cells'>, id: string): SqlCell {
  const sql = 'select count(*) as customers, sum(revenue) as revenue\nfrom customer_history';
  return freshCell<SqlCell>({kind: 'sql', id, name: freeName(notebook, 'query'), sql, chart: null});
}
