const readable = /\.(?:csv|tsv|txt|gz|xlsx|xlsm|json|ndjson|jsonl|parquet|zip)$/i;

/** The files of a folder that may hold tables, the oldest first; folders in it are left. */
export async function filesOf(folder: FileSystemDirectoryHandle): Promise<File[]> {
  const files: File[] = [];
  for await (const entry of folder.values())
    if (entry.kind === 'file' && readable.test(entry.name)) files.push(await entry.getFile());
  return files.sort((a, b) => a.lastModified - b.lastModified || a.name.localeCompare(b.name));
}

/** Equal for a file that was not changed since it was read. */
export function nameAndDate({name, size, lastModified}: File): string {
  return JSON.stringify([name, size, lastModified]);
}
