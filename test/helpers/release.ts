import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {seal} from '../../.ci/seal.ts';

/** The built site in a folder of its own, in which newer releases can take its place. */
export interface Releases {
  readonly folder: string;
  /** Puts another release there, whose page bears the mark: its version. */
  publish(mark: string): Promise<string>;
  remove(): Promise<void>;
}

export async function copyRelease(): Promise<Releases> {
  const folder = await mkdtemp(join(tmpdir(), 'stammkunde-release-'));
  await cp(resolve(import.meta.dirname, '../../dist'), folder, {recursive: true});
  const page = join(folder, 'index.html');
  const built = await readFile(page, 'utf8');
  return {
    folder,
    async publish(mark) {
      const marked = built.replace('<title>', `<meta name="release" content="${mark}" /><title>`);
      await writeFile(page, marked);
      return (await seal(folder)).version;
    },
    remove: () => rm(folder, {recursive: true}),
  };
}
