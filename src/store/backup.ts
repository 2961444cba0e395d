import {list, nullable, object, text, that, whole, type Decoded, type Decoder} from '../lib/decode';
import {Problem} from '../lib/problem';
import type {Dataset} from '../model/dataset';
import type {Datasets} from './datasets';
import type {Files} from './files';
import {MANIFEST} from './is_backup';
import type {Notebooks} from './notebooks';
import type {DatasetRecord, FileRecord, NotebookId} from './records';
import {entriesOf, zipOf, type Entry} from './zip';

/** What a backup is made of, and put back into. */
export interface Kept {
  readonly notebooks: Notebooks;
  readonly datasets: Datasets;
  readonly files: Files;
}

const given: Decoder<unknown> = (value) => value;
const dataset = that(
  (value): value is Dataset => typeof value === 'object' && value !== null && 'orders' in value,
);

const FORMAT = 1 as const;

const manifest = object({
  format: that((value): value is typeof FORMAT => value === FORMAT),
  notebooks: list(object({title: text, text, dataset: nullable(text)})),
  datasets: list(
    object({
      id: text,
      dataset,
      receipt: given,
      sources: list(object({name: text, lastModified: whole, preview: given, file: nullable(text)})),
    }),
  ),
  files: list(object({name: text, path: text, kept: text})),
});

export interface Backup {
  readonly archive: Blob;
  /** Titles of notebooks that are in it without their data, because these are damaged. */
  readonly incomplete: readonly string[];
}

/**
 * All notebooks with their data as one archive. Who opens it without us finds the tables that were read, gzipped, and the
 * notebooks as JSON.
 */
export async function writeBackup({notebooks, datasets, files}: Kept): Promise<Backup> {
  const entries = new Map<string, Entry & {kept: string}>();
  const records = new Map<string, DatasetRecord | null>();
  const documents: Decoded<typeof manifest>['notebooks'][number][] = [];
  const incomplete: string[] = [];

  /** The record of a dataset whose files are in the archive; null where one of them is not whole. */
  const packed = async (id: string): Promise<DatasetRecord | null> => {
    try {
      const record = await datasets.read(id);
      for (const {file, name} of record.sources) {
        if (file === null || entries.has(file)) continue;
        const found = await datasets.file(file);
        const content = await files.checked(found);
        entries.set(file, {path: pathOf(entries.size + 1, name), content, kept: found.kept});
      }
      return record;
    } catch {
      return null;
    }
  };

  for (const {id} of await notebooks.list()) {
    const {title, text, dataset: own} = await notebooks.read(id);
    if (own !== null && !records.has(own)) records.set(own, await packed(own));
    const whole = own !== null && records.get(own) !== null;
    if (own !== null && !whole) incomplete.push(title);
    documents.push({title, text, dataset: whole ? own : null});
  }
  const about: Decoded<typeof manifest> = {
    format: FORMAT,
    notebooks: documents,
    datasets: [...records.values()].filter((record) => record !== null),
    files: [...entries].map(([name, {path, kept}]) => ({name, path, kept})),
  };
  const content = new Blob([JSON.stringify(manifest(about), null, 1)]);
  return {archive: await zipOf([{path: MANIFEST, content}, ...entries.values()]), incomplete};
}

/** The format that a manifest says it has; 0 where it says none. */
function formatOf(plain: unknown): number {
  const format = typeof plain === 'object' && plain !== null && 'format' in plain ? plain.format : 0;
  return typeof format === 'number' ? format : 0;
}

/** A name that any system can unpack. */
function pathOf(number: number, name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_');
  return `${number}-${plain}${plain.endsWith('.gz') ? '' : '.gz'}`;
}

/** Puts the notebooks of a backup beside those that are there, with new names of their own; nothing is replaced. */
export async function readBackup({notebooks, datasets, files}: Kept, backup: File): Promise<NotebookId[]> {
  const unreadable = (cause?: unknown) => new Problem('backup-unreadable', {file: backup.name}, cause);
  const entries = await entriesOf(backup);
  const content = entries?.get(MANIFEST);
  if (!entries || !content) throw unreadable();
  let about: Decoded<typeof manifest>;
  try {
    const plain: unknown = JSON.parse(await content.text());
    if (formatOf(plain) > FORMAT) throw new Problem('backup-newer', {file: backup.name});
    about = manifest(plain);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw unreadable(error);
  }
  const kept = new Map<string, FileRecord>();
  for (const {name, path, kept: print} of about.files) {
    const bytes = entries.get(path);
    const record = bytes && (await files.keep(bytes));
    if (record?.kept !== print) throw unreadable();
    kept.set(name, record);
  }
  const fresh = new Map<string, string>();
  for (const {id, dataset, receipt, sources} of about.datasets) {
    const own = `dataset-${crypto.randomUUID()}`;
    const named = sources.map((source) => ({
      ...source,
      file: source.file === null ? null : (kept.get(source.file)?.name ?? ''),
    }));
    if (named.some(({file}) => file === '')) throw unreadable();
    const needed = [...kept.values()].filter(({name}) => named.some(({file}) => file === name));
    await datasets.put(
      {id: own, dataset: {...dataset, id: own}, receipt, sources: named, snapshot: null},
      needed,
    );
    fresh.set(id, own);
  }
  const ids: NotebookId[] = [];
  for (const {title, text, dataset: own} of about.notebooks) {
    const id = crypto.randomUUID();
    await notebooks.save({id, title, text, dataset: (own && fresh.get(own)) ?? null, revision: 0});
    ids.push(id);
  }
  return ids;
}
