import {contentOf, directoryOf, type Archived} from './archive';
import {isDateFormat, isDateFormatId} from './date_formats';
import {attributesOf, plainText, xmlReader, type XmlHandler} from './xml';

/** The sheets of a workbook and what their cells refer to (ECMA-376, part 1, 18). */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Its days are counted from 1904. */
  readonly since1904: boolean;
  /** Whether the numbers of a style of cells are days. */
  readonly dates: readonly boolean[];
  /** Where the texts are that cells name by their number. */
  readonly texts: Archived | null;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Its rows; none where it is a chart. */
  readonly rows: Archived | null;
}

/** Reads a document of an archive. */
export type Read = (entry: Archived, handler: XmlHandler) => Promise<void>;

/** The archive holds no workbook. */
export class NoWorkbook extends Error {}

/** Reads documents of an archive. Before each piece of them it waits for `taken`, which hears its bytes and may throw. */
export function documentsOf(archive: Blob, taken: (bytes: number) => Promise<void>): Read {
  return async (entry, handler) => {
    const decoder = new TextDecoder();
    const reader = xmlReader(handler);
    for await (const piece of contentOf(archive, entry)) {
      await taken(piece.length);
      reader.push(decoder.decode(piece, {stream: true}), false);
    }
    reader.push(decoder.decode(), true);
  };
}

/** What a workbook is made of, without its texts and rows. */
export async function workbookOf(archive: Blob, read: Read): Promise<Workbook> {
  const directory = new Map<string, Archived>();
  for (const entry of (await directoryOf(archive)).values()) directory.set(pathOf(entry.name), entry);
  const find = (path: string) => directory.get(pathOf(path)) ?? null;
  const tags = (entry: Archived, open: XmlHandler['open']) =>
    read(entry, {open, text: () => undefined, close: () => undefined});
  const relationsOf = async (path: string): Promise<Relation[]> => {
    const entry = find(path.replace(/[^/]*$/, '_rels/$&.rels'));
    const relations: Relation[] = [];
    if (entry)
      await tags(entry, (name, raw) => {
        if (name !== 'Relationship') return;
        const {Id: id = '', Type: type = '', Target: target = ''} = attributesOf(raw);
        relations.push({id, kind: type.split('/').at(-1)!, path: resolved(path, target)});
      });
    return relations;
  };

  const main = (await relationsOf('')).find(({kind}) => kind === 'officeDocument');
  const book = main && find(main.path);
  if (!book) throw new NoWorkbook();
  const relations = await relationsOf(main.path);
  const named = (kind: string) => {
    const relation = relations.find((candidate) => candidate.kind === kind);
    return relation ? find(relation.path) : null;
  };
  const styles = named('styles');
  const dates: boolean[] = [];
  if (styles) await read(styles, datesIn(dates));
  const sheets: Sheet[] = [];
  let since1904 = false;
  await tags(book, (name, raw) => {
    const attributes = attributesOf(raw);
    if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
    if (name !== 'sheet') return;
    const relation = relations.find(({id}) => id === attributes['id']);
    const rows = relation?.kind === 'worksheet' ? find(relation.path) : null;
    sheets.push({name: attributes['name'] ?? '', hidden: /hidden$/i.test(attributes['state'] ?? ''), rows});
  });
  return {sheets, since1904, dates, texts: named('sharedStrings')};
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
}

/** Which styles of cells are days, in the order of their numbers. */
function datesIn(dates: boolean[]): XmlHandler {
  const formats = new Map<string, string>();
  let ofCells = false;
  return {
    open(name, raw) {
      if (name === 'cellXfs') ofCells = true;
      if (name !== 'numFmt' && !(name === 'xf' && ofCells)) return;
      const {numFmtId = '0', formatCode = ''} = attributesOf(raw);
      if (name === 'numFmt') formats.set(numFmtId, formatCode);
      else {
        const own = formats.get(numFmtId);
        dates.push(own === undefined ? isDateFormatId(Number(numFmtId)) : isDateFormat(own));
      }
    },
    text: () => undefined,
    close(name) {
      if (name === 'cellXfs') ofCells = false;
    },
  };
}

/** The texts that cells name by their number; how they are pronounced is left out. */
export function textsIn(texts: string[]): XmlHandler {
  let text = '';
  let raw: string | null = null;
  let pronounced = false;
  return {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') pronounced = true;
      else if (name === 't' && !pronounced) raw = '';
    },
    text(part) {
      if (raw !== null) raw += part;
    },
    close(name) {
      if (name === 'si') texts.push(text);
      else if (name === 'rPh') pronounced = false;
      else if (name === 't' && raw !== null) {
        text += cellText(raw);
        raw = null;
      }
    },
  };
}

/** A text of a cell: characters that XML does not allow stand as `_x000D_`. */
export function cellText(raw: string): string {
  const text = plainText(raw);
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Names in an archive differ in case and slashes from those that point to them. */
const pathOf = (name: string) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

/** A path that stands in the document at `from`. */
function resolved(from: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const folders = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') folders.pop();
    else if (part !== '.' && part !== '') folders.push(part);
  }
  return folders.join('/');
}
