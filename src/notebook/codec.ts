import {
  dictionary,
  finite,
  flag,
  json,
  list,
  Misfit,
  nullable,
  object,
  oneOf,
  optional,
  tagged,
  text,
  whole,
  type Decoder,
} from '../lib/decode';
import {Problem} from '../lib/problem';
import {audienceFrom} from '../model/audience';
import {mappingFrom} from '../model/mapping';
import {filterFrom, netRevenue, noFilter, periodFrom} from '../model/scope';
import type {Cell, InputCell, Notebook} from './document';
import {migrated, NEWEST} from './migrations';

const base = {id: text, title: optional(text, ''), folded: optional(flag, false), note: optional(text, '')};

const inputValue: Decoder<InputCell['value']> = (value, path) => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return finite(value, path);
};

const cell: Decoder<Cell> = tagged<Cell>({
  text: object({kind: oneOf('text'), ...base, text}),
  input: object({
    kind: oneOf('input'),
    ...base,
    name: text,
    input: oneOf('number', 'share', 'money', 'days', 'date', 'choice', 'toggle', 'text'),
    value: inputValue,
    options: optional(list(text), []),
  }),
  analysis: object({
    kind: oneOf('analysis'),
    ...base,
    name: text,
    analysis: text,
    params: optional(dictionary(json), {}),
    uses: optional(dictionary(object({cell: text, fact: text})), {}),
  }),
  sql: object({
    kind: oneOf('sql'),
    ...base,
    name: text,
    sql: text,
    chart: optional(
      nullable(object({mark: oneOf('bar', 'line', 'dot', 'heat'), x: text, y: text, color: nullable(text)})),
      null,
    ),
  }),
});

const notebook: Decoder<Notebook> = object({
  version: (): typeof NEWEST => NEWEST,
  title: text,
  dataset: nullable(text),
  asOf: optional(nullable(whole), null),
  comparedTo: optional(nullable(whole), null),
  period: optional(periodFrom, {kind: 'all'}),
  filter: optional(filterFrom, noFilter),
  basis: optional(object({withVat: flag, withShipping: flag, lessRefunds: flag}), netRevenue),
  occasion: optional(oneOf('day', 'order'), 'day'),
  guided: optional(flag, false),
  mappings: optional(list(mappingFrom), []),
  audiences: optional(list(audienceFrom), []),
  cells: list(cell),
});

/** The document as text; equal documents give equal texts. */
export function serialise(document: Notebook): string {
  return `${JSON.stringify(notebook(document), null, 1)}\n`;
}

/**
 * The document that a text holds, brought up to the newest version. Throws `document-newer` for one that a later version
 * of the program wrote, and `document-damaged` with the place where it does not fit. Cells of unknown analyses are kept.
 */
export function parseNotebook(written: string): Notebook {
  let plain: unknown;
  try {
    plain = JSON.parse(written);
  } catch (error) {
    throw new Problem('document-damaged', {place: ''}, error);
  }
  const newest = migrated(plain);
  try {
    const parsed = notebook(newest);
    const ids = new Set(parsed.cells.map(({id}) => id));
    if (ids.size < parsed.cells.length) throw new Misfit('cells');
    return parsed;
  } catch (error) {
    if (error instanceof Misfit) throw new Problem('document-damaged', {place: error.path}, error);
    throw error;
  }
}
