import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, relative, resolve, sep} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {build} from 'vite';

/** A file of the built site, as `files.json` lists it. */
export interface Listed {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of what is in it: some hosts send `.gz` as an encoding, and the browser then sees only that. */
  readonly inflated?: string;
}

export interface FileList {
  readonly version: string;
  readonly files: readonly Listed[];
}

const worker = 'sw.js';
const list = 'files.json';
/** Instructions to the host; not sent by it. */
const unsent = new Set(['_headers', '.nojekyll']);
const stamp = /<meta name="version" content="[^"]*"/;

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

function listed(folder: string): Listed[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => name !== worker && name !== list && !unsent.has(name))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      const inflated = name.endsWith('.gz') ? {inflated: sha256(gunzipSync(bytes))} : {};
      return {name, bytes: bytes.length, sha256: sha256(bytes), ...inflated};
    });
}

async function workerProgram(): Promise<string> {
  const root = resolve(import.meta.dirname, '..');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: {
        input: join(root, 'src/offline/service_worker.ts'),
        output: {format: 'iife', entryFileNames: worker},
      },
    },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('the service worker was not built once');
  return built.output[0].code;
}

/**
 * Makes one release of the files in a folder: the page says its version, `sw.js` knows every file by its hash, and
 * `files.json` publishes the list. May be done again when a file has changed.
 */
export async function seal(folder: string): Promise<FileList> {
  const page = join(folder, 'index.html');
  const stamped = (version: string) => {
    const html = readFileSync(page, 'utf8');
    if (!stamp.test(html)) throw new Error('the page has no place for its version');
    writeFileSync(page, html.replace(stamp, `<meta name="version" content="${version}"`));
  };
  stamped('');
  const version = sha256(
    listed(folder)
      .map(({name, sha256}) => `${sha256}  ${name}\n`)
      .join(''),
  ).slice(0, 12);
  stamped(version);

  const files = listed(folder);
  const known = files.map(({name, sha256, inflated}) => [name, sha256, ...(inflated ? [inflated] : [])]);
  const program = existsSync(join(folder, worker)) ? programOf(join(folder, worker)) : await workerProgram();
  const code = `const release=${JSON.stringify({version, files: known})};\n${program}`;
  writeFileSync(join(folder, worker), code);

  const all = [...files, {name: worker, bytes: Buffer.byteLength(code), sha256: sha256(code)}];
  const published = {version, files: all};
  writeFileSync(join(folder, list), `${JSON.stringify(published, null, 1)}\n`);
  return published;
}

/** All but the first line, which is the list. */
const programOf = (path: string) => readFileSync(path, 'utf8').replace(/^.*\n/, '');
