import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
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

/** What the first chart, that of the overview, needs: the page, both workers, and all that these import at once. */
function needed(): string[] {
  const assets = readdirSync(join(out, 'assets'));
  const named = (pattern: RegExp) => assets.filter((name) => pattern.test(name));
  const page = readFileSync(join(out, 'index.html'), 'utf8');
  const found = new Set([
    ...assets.filter((name) => page.includes(name)),
    ...named(/^(main|duckdb-browser-eh\.worker|overview-(face|run))-.*\.js$/),
  ]);
  for (const name of found) {
    if (!name.endsWith('.js') || name.startsWith('duckdb')) continue;
    const text = readFileSync(join(out, 'assets', name), 'utf8');
    for (const [, other] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) found.add(other!);
  }
  return ['index.html', ...[...found].map((name) => join('assets', name))];
}

test('everything but the wasm that is needed for the first chart is at most 350 kB, gzipped', () => {
  const files = needed();
  for (const part of ['index-', 'main-', 'overview-face-', 'overview-run-', 'duckdb-browser'])
    expect(files.some((name) => name.includes(part))).toBe(true);
  const size = files.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(out, name)), {level: 9}).length,
    0,
  );
  expect(size).toBeLessThanOrEqual(FIRST_CHART);
  expect(size).toBeGreaterThan(250_000);
});

test('no file is larger than the 25 MiB that some hosts allow', () => {
  for (const entry of readdirSync(out, {recursive: true, withFileTypes: true})) {
    if (entry.isFile()) expect(statSync(join(entry.parentPath, entry.name)).size).toBeLessThan(LARGEST_FILE);
  }
});
