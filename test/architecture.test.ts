import {readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {describe, expect, test} from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** What each folder may import of the others; `folder/file` allows one module. */
const layers: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  text: ['lib'],
  model: ['text', 'lib'],
  stats: ['lib'],
  engine: ['offline/names', 'model', 'lib'],
  charts: ['model', 'text', 'lib'],
  analyses: ['stats', 'charts', 'model', 'text', 'lib'],
  imports: ['engine', 'model', 'text', 'lib'],
  notebook: ['analyses', 'model', 'text', 'lib'],
  store: ['model', 'lib'],
  offline: [],
  proof: ['text', 'lib'],
  exports: ['analyses', 'notebook', 'charts', 'model', 'text', 'lib'],
  worker: ['analyses', 'imports', 'exports', 'engine', 'store', 'proof', 'model', 'lib'],
  app: [
    'worker/client',
    'worker/api',
    'notebook',
    'analyses',
    'exports',
    'charts',
    'store',
    'offline',
    'proof',
    'model',
    'text',
    'lib',
  ],
};

/** Packages and the only place that may import each; a package that is not named here may stand nowhere in src. */
const packages: Readonly<Record<string, RegExp>> = {
  '@uwdata/flechette': /^lib\/arrow(_stream)?\.ts$/,
  fflate: /^(imports\/formats|exports)\/zip\.ts$/,
  hucre: /^exports\/xlsx\.ts$/,
  hyparquet: /^imports\/formats\/parquet\.ts$/,
  'hyparquet-writer': /^exports\/parquet\.ts$/,
  'hyparquet-compressors': /^imports\/formats\/parquet\.ts$/,
  '@duckdb/duckdb-wasm': /^engine\/open\.\w+\.ts$/,
  '@engine/duckdb.wasm.gz': /^engine\/open\.browser\.ts$/,
  '@engine/duckdb.worker.js': /^engine\/open\.browser\.ts$/,
  'node:fs/promises': /^engine\/open\.node\.ts$/,
  'node:module': /^engine\/open\.node\.ts$/,
  'node:path': /^engine\/open\.node\.ts$/,
  'node:timers/promises': /^engine\/open\.node\.ts$/,
  '@observablehq/plot': /^charts\//,
  idb: /^store\/records\.ts$/,
  marked: /^notebook\/markdown\.ts$/,
  '@codemirror/autocomplete': /^app\/cells\/sql_editor\.ts$/,
  '@codemirror/commands': /^app\/cells\/sql_editor\.ts$/,
  '@codemirror/lang-sql': /^app\/cells\/sql_editor\.ts$/,
  '@codemirror/language': /^app\/cells\/sql_editor\.ts$/,
  '@codemirror/lint': /^app\/cells\/sql_editor\.ts$/,
  '@codemirror/state': /^app\/cells\/sql_editor\.ts$/,
  '@codemirror/view': /^app\/cells\/sql_editor\.ts$/,
  '@lezer/highlight': /^app\/cells\/sql_editor\.ts$/,
  comlink: /^worker\/(client|serve)\.ts$/,
  svelte: /^(main\.ts|app\/)/,
};

interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : /\.(ts|svelte)$/.test(name) ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const found = /^\s*(?:import|export|\}).*?\bfrom '([^']+)'|\bimport\(?\s*'([^']+)'/.exec(text);
      return found ? [{file: relative(src, file), line: index + 1, target: found[1] ?? found[2]!}] : [];
    });
}

const imports = filesBelow(src).flatMap(importsOf);
const inside = imports
  .filter(({target}) => target.startsWith('.'))
  .map((entry) => ({...entry, path: relative(src, resolve(src, dirname(entry.file), entry.target))}));
const where = ({file, line, target}: Import) => `src/${file}:${line} imports ${target}`;

describe('the walls of the house stand', () => {
  test('a folder imports only from the folders below it', () => {
    const offending = inside.filter(({file, path}) => {
      const [from] = file.split('/');
      const [to] = path.split('/');
      if (from === to || from === 'main.ts') return false;
      return !layers[from!]!.some((allowed) => allowed === to || path.replace(/\.ts$/, '') === allowed);
    });
    expect(offending.map(where)).toEqual([]);
  });

  test('an analysis runs in the worker and draws on the page, and neither half imports the other', () => {
    const offending = inside.filter(({file, path}) => {
      const half = /^analyses\/[^/]+\/(run|chart)\.ts$/.exec(file)?.[1];
      if (!half) return false;
      const forbidden =
        half === 'run' ? /^(charts\/|text\/|analyses\/[^/]+\/chart$)/ : /^(stats\/|analyses\/[^/]+\/run$)/;
      return forbidden.test(path);
    });
    expect(offending.map(where)).toEqual([]);
  });

  test('no two files need each other', () => {
    const typed = new Set(
      filesBelow(src).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) type [^;]*? from '([^']+)'/gm)].map(
          ([, target]) => `${relative(src, file)} ${target}`,
        ),
      ),
    );
    const plain = (path: string) => path.replace(/\.ts$/, '');
    const needs = new Set(
      inside
        .filter(({file, target}) => !typed.has(`${file} ${target}`))
        .map(({file, path}) => `${plain(file)} ${plain(path)}`),
    );
    // A component that shows itself within itself is no circle.
    const mutual = [...needs].filter((pair) => {
      const [file, needed] = pair.split(' ');
      return file !== needed && needs.has(`${needed} ${file}`);
    });
    expect(mutual).toEqual([]);
  });

  test('a package is imported in its own place only', () => {
    const offending = imports.filter(({file, target}) => {
      if (target.startsWith('.')) return false;
      const name = Object.keys(packages).find(
        (known) => target === known || new RegExp(`^${known}[/?]`).test(target),
      );
      return name === undefined || !packages[name]!.test(file);
    });
    expect(offending.map(where)).toEqual([]);
  });

  test('components live in app alone', () => {
    const elsewhere = filesBelow(src).filter(
      (file) => /\.svelte(\.ts)?$/.test(file) && !relative(src, file).startsWith('app/'),
    );
    expect(elsewhere).toEqual([]);
  });

  test('the top level holds what the plan names and nothing else', () => {
    const agreed = [
      'LICENSE',
      'README.md',
      'index.html',
      'package-lock.json',
      'package.json',
      'public',
      'src',
      'test',
      'tsconfig.json',
      'vite.config.ts',
    ];
    const built = ['dist', 'node_modules', 'coverage'];
    const found = readdirSync(resolve(src, '..')).filter(
      (name) => !name.startsWith('.') && !built.includes(name),
    );
    expect(found.filter((name) => !agreed.includes(name))).toEqual([]);
  });
});
