import {createDatabase, type Database} from '../../src/engine/database';
import {openNode} from '../../src/engine/open.node';
import {inspect} from '../../src/imports/inspect';
import {load, type LoadOutcome} from '../../src/imports/load';

/** A fresh engine, with less memory than it could have where a test wants it to run out. */
export async function freshDatabase({memoryLimit}: {memoryLimit?: string} = {}): Promise<Database> {
  const connection = await openNode();
  if (memoryLimit !== undefined) await connection.run(`set memory_limit = '${memoryLimit}'`);
  return createDatabase(connection);
}

/** Loads files as the product does when it has no question. */
export async function loadFiles(database: Database, files: readonly File[]): Promise<LoadOutcome> {
  const sources = await Promise.all(
    files.map(async (file) => ({file, recipe: (await inspect(file)).recipe})),
  );
  return load(database, 'test', sources, new AbortController().signal, () => undefined);
}
