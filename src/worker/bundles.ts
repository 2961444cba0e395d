import type {Database} from '../engine/database';
import {written} from '../exports';
import {DATASET, DOCUMENT, tablePath} from '../exports/bundle';
import type {Leaving} from '../exports/define';
import {unzipped, zipped} from '../exports/zip';
import {isGzip} from '../lib/archive';
import {unpackExactly} from '../imports/formats/parquet';
import {QUOTE, SEPARATOR} from '../imports/formats/table_file';
import type {Receipt} from '../imports/receipt';
import type {Recipe} from '../imports/recipe';
import {parseRecipe} from '../imports/recipe_codec';
import datasetFacts from '../imports/steps/dataset.sql?raw';
import {pauseFor} from '../lib/pause';
import {Problem} from '../lib/problem';
import {identifier, literal} from '../lib/sql';
import {rowsOf, type Table} from '../lib/table';
import {sqlTypes, type Columns} from '../model/columns';
import type {Dataset, DatasetId} from '../model/dataset';
import {createTable} from '../model/ddl';
import {canonicalTables, type CanonicalTable} from '../model/tables';
import type {Bundle} from './api';
import type {Datasets, Loaded} from './datasets';
import {canonicalTable} from './downloads';
import listedBefore from './listed_before.sql?raw';
import {datasetTables} from './snapshots';

/** To be raised when other tables or columns are written, so that an older program does not misread them. */
const VERSION = 2;
/** What an archive may hold: its tables are read in memory. */
const LARGEST = 2 ** 31;

/** Columns that tell who a customer is. */
const personal: Readonly<Partial<Record<CanonicalTable, readonly string[]>>> = {
  customers: ['customer_id', 'email', 'name', 'birthday'],
};

interface Contents {
  readonly version: number;
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  /** How each file was read, so that the next of its kind is read alike. */
  readonly recipes: readonly Recipe[];
}

/** A notebook with its data: the document, the clean tables as Parquet, and what is known of their making. */
export async function bundled(
  database: Database,
  {schema, dataset, receipt, sources}: Loaded,
  document: string,
  withPersonal: boolean,
  signal: AbortSignal,
): Promise<Blob> {
  const contents: Contents = {
    version: VERSION,
    dataset,
    receipt: withPersonal ? receipt : withoutExamples(receipt),
    recipes: sources.map(({recipe}) => recipe),
  };
  const entries: Record<string, string | Blob> = {
    [DOCUMENT]: document,
    [DATASET]: `${JSON.stringify(contents, null, 1)}\n`,
  };
  for (const name of Object.keys(canonicalTables) as CanonicalTable[]) {
    const {columns, pieces} = canonicalTable(database, schema, name, signal);
    const hidden = withPersonal ? [] : (personal[name] ?? []);
    entries[tablePath(name)] = await written('parquet', {columns, pieces: masked(pieces, columns, hidden)});
  }
  return zipped(entries);
}

/** The same rows without what stands in some of their columns. */
async function* masked(
  pieces: Leaving['pieces'],
  columns: Columns,
  hidden: readonly string[],
): AsyncGenerator<Table> {
  for await (const {rows, columns: values} of pieces) {
    const blank = hidden.map((name) => [
      name,
      columns[name]!.kind === 'text' ? Array<null>(rows).fill(null) : new Float64Array(rows).fill(NaN),
    ]);
    yield {rows, columns: {...values, ...(Object.fromEntries(blank) as Table['columns'])}};
  }
}

/** A receipt without cells of the files: they may hold anything. */
function withoutExamples(receipt: Receipt): Receipt {
  return {
    ...receipt,
    files: receipt.files.map((file) => ({
      ...file,
      setAside: file.setAside.map((reason) => ({...reason, examples: []})),
      unreadable: file.unreadable.map((field) => ({...field, examples: []})),
    })),
  };
}

/** Opens a notebook with its data, as it was handed in or as the store has packed it, as a dataset of the engine. */
export async function openBundle(
  database: Database,
  datasets: Datasets,
  id: DatasetId,
  file: File,
  signal: AbortSignal,
): Promise<Bundle> {
  const damaged = (cause?: unknown) => new Problem('file-damaged', {file: file.name}, cause);
  const archive = await plainOf(file)
    .then((plain) => unzipped(plain, LARGEST))
    .catch((error: unknown) => {
      throw damaged(error);
    });
  const document = archive.text(DOCUMENT);
  const contents = contentsOf(archive.text(DATASET));
  if ((contents?.version ?? 0) > VERSION) throw new Problem('document-newer');
  if (document === null || !contents?.dataset || !contents.receipt) throw damaged();
  const {receipt} = contents;
  const recipes = Array.isArray(contents.recipes) ? contents.recipes : [];
  const dataset = {...contents.dataset, id};
  // Before the second version nobody was said to be in a list.
  const unlisted = (contents.version ?? 0) < 2;
  const fillAll = async () => {
    for (const [name, columns] of Object.entries(datasetTables)) {
      await database.query(createTable(name, columns));
      const table = archive.file(tablePath(name));
      const {listed: _, ...before} = columns;
      // Of its parts the reader knows nothing.
      if (table)
        await fill(database, name, unlisted ? before : columns, new File([table], file.name), signal);
    }
    return unlisted ? withListed(database, dataset) : dataset;
  };
  await datasets.adopt(database, id, {sources: [], bundle: file, dataset, receipt, shared: null}, fillAll);
  return {
    document,
    dataset: datasets.find(id).dataset,
    receipt,
    recipes: recipes.flatMap((recipe) => parseRecipe(recipe) ?? []),
  };
}

/** Says of the persons in tables of the first version who is in a list of contacts, as far as that can be told, and counts anew. */
async function withListed(database: Database, dataset: Dataset): Promise<Dataset> {
  await database.query(`update customers set listed = customer in (${listedBefore})`, {leads: dataset.leads});
  const [facts] = rowsOf(await database.query(datasetFacts));
  const {customers, leads, later_leads: laterLeads} = facts!;
  return {...dataset, customers: Number(customers), leads: Number(leads), laterLeads: Number(laterLeads)};
}

async function plainOf(file: File): Promise<Blob> {
  if (!(await isGzip(file))) return file;
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}

/** What is told of the data; null where the text is not whole. */
function contentsOf(text: string | null): Partial<Contents> | null {
  try {
    return JSON.parse(text ?? '') as Partial<Contents> | null;
  } catch {
    return null;
  }
}

/** Puts the rows of a Parquet file into an empty table of the schema that is searched first. */
async function fill(
  database: Database,
  name: string,
  columns: Columns,
  table: File,
  signal: AbortSignal,
): Promise<void> {
  const [rows] = await unpackExactly(table, {
    pause: pauseFor(signal),
    report: () => undefined,
    room: {left: Infinity},
  });
  const bytes = new Uint8Array(await rows!.file.arrayBuffer());
  const types = Object.entries(columns).map(
    ([column, {kind}]) => `${literal(column)}: ${literal(sqlTypes[kind])}`,
  );
  await database.insertSlice(
    bytes,
    `insert into ${identifier(name)} by name from read_csv('in/slice.csv', auto_detect = false, header = true,
      delim = ${literal(SEPARATOR)}, quote = ${literal(QUOTE)}, escape = ${literal(QUOTE)}, new_line = '\\n',
      columns = {${types.join(', ')}}, dateformat = '%Y-%m-%d')`,
  );
}
