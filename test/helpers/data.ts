import {existsSync, readFileSync} from 'node:fs';
import {basename, resolve} from 'node:path';

const folder = resolve(import.meta.dirname, '../../../shared/data');

/** Whether the folder of real data lies beside the project; tests that need it are skipped where it does not. */
export const hasSharedData = existsSync(folder);

/** A file of the folder of real data, as a browser would hand it over. */
export function sharedFile(path: string): File {
  return new File([readFileSync(resolve(folder, path))], basename(path));
}

export function sharedText(path: string): string {
  return readFileSync(resolve(folder, path), 'utf8');
}
