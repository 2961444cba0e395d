import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {analyses} from '../src/analyses';
import {afterAll, beforeAll, expect, test} from 'vitest';

const root = resolve(import.meta.dirname, '..');
const out = mkdtempSync(join(tmpdir(), 'stammkunde-size-'));
const FIRST_CHART = 350_000;
const LARGEST_FILE = 25 * 1024 * 1024;

beforeAll(async () => {
  const {build} = await import('vite');
  process.env['NODE_ENV'] = 'production';
  await build({root, logLevel: 'error', build: {outDir: out}});
}, 60_000);
afterAll(() => rmSync(out, {recursive: true}));

/**
 * What is loaded only after the first chart, which is that of the overview: other analyses, dialogs, panels, the sample
 * shop, texts of trouble.
 */
const later = new RegExp(
  `^((CheckDialog|CustomersDialog|Dialog|FileReceipt|Sql|Tables|cell_text|download|problems|sample|words)-|\\w+-definition-|(${Object.keys(
    analyses,
  )
    .filter((id) => id !== 'overview')
    .join('|')})-)`,
);

test('everything but the wasm that is needed for the first chart is at most 350 kB, gzipped', () => {
  const files = readdirSync(join(out, 'assets')).filter(
    (name) => !name.endsWith('.wasm.gz') && !/\.wasm-.*gz$/.test(name),
  );
  const first = files.filter((name) => !later.test(name)).map((name) => join('assets', name));
  const size = ['index.html', ...first].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(out, name)), {level: 9}).length,
    0,
  );
  expect(size).toBeLessThanOrEqual(FIRST_CHART);
  expect(size).toBeGreaterThan(100_000);
});

test('no file is larger than the 25 MiB that some hosts allow', () => {
  for (const entry of readdirSync(out, {recursive: true, withFileTypes: true})) {
    if (entry.isFile()) expect(statSync(join(entry.parentPath, entry.name)).size).toBeLessThan(LARGEST_FILE);
  }
});
