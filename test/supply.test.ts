import {execFile} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {cp, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {build} from 'vite';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {figure} from './helpers/figure';
import {serveFolder} from './helpers/static_server';

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Lock {
  readonly packages: Readonly<
    Record<string, {version?: string; integrity?: string; license?: string; hasInstallScript?: boolean}>
  >;
}
const lock = JSON.parse(read('package-lock.json')) as Lock;
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('what the project is made of', () => {
  test('is named to the exact version, and each package by the hash of its content', () => {
    const {devDependencies} = JSON.parse(read('package.json')) as {devDependencies: Record<string, string>};
    const loose = Object.entries(devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
    expect(
      locked.filter(([, {integrity}]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
  });

  test('has a licence in every package, by its name or as a text', () => {
    const without = locked.filter(
      ([path, {license}]) => !license && !readdirSync(join(root, path)).includes('LICENSE'),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  test('needs no script of a package to be run when it is installed', () => {
    expect(read('.ci/ready.mjs')).toContain("'--ignore-scripts'");
  });
});

describe('the site, built twice', () => {
  const [first, second] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'stammkunde-build-'))) as [
    string,
    string,
  ];
  beforeAll(async () => {
    process.env['NODE_ENV'] = 'production';
    for (const outDir of [first, second])
      await build({root, logLevel: 'error', build: {outDir, emptyOutDir: true}});
  }, 120_000);
  afterAll(() => {
    for (const folder of [first, second]) rmSync(folder, {recursive: true});
  });

  const text = (name: string, folder = first) => readFileSync(join(folder, name), 'utf8');

  test('is the same to the byte', () => {
    expect(text('files.json', second)).toBe(text('files.json'));
    const {files} = JSON.parse(text('files.json')) as {files: unknown[]};
    expect(files.length).toBeGreaterThan(50);
    figure('files that differ when built twice', `0 of ${files.length}`);
  });

  test('lists the licence of every package with code in it, with its text', () => {
    const parts = text('licences.txt').split('-'.repeat(80));
    for (const name of ['svelte', '@duckdb/duckdb-wasm', '@observablehq/plot', 'comlink', 'hyparquet'])
      expect(parts.filter((part) => part.trim().startsWith(`${name} `)).length, name).toBe(1);
    expect(text('licences.txt')).not.toMatch(/^(vite|vitest|playwright|typescript) /m);
  });

  test('has a bill of materials that names every package, and which of them are in it', () => {
    const bill = JSON.parse(text('sbom.json')) as {
      bomFormat: string;
      components: {name: string; scope: string; purl: string; hashes: {content: string}[]}[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.components.length).toBe(locked.length);
    const scope = (name: string) => bill.components.find((part) => part.name === name)!.scope;
    expect([scope('svelte'), scope('d3-scale'), scope('vitest')]).toEqual([
      'required',
      'required',
      'excluded',
    ]);
    expect(bill.components.every(({hashes}) => /^[0-9a-f]{128}$/.test(hashes[0]!.content))).toBe(true);
  });

  const check = (address: string) =>
    new Promise<{status: number; said: string}>((done) => {
      execFile(process.execPath, [join(root, '.ci/check_site.mjs'), address], (error, said) =>
        done({status: error ? Number(error.code) : 0, said}),
      );
    });

  test('is found right where it is whole, and wrong where a file is another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stammkunde-site-'));
    await cp(first, folder, {recursive: true});
    const site = await serveFolder(folder, {prefix: '/shop/analyse/'});
    const right = await check(site.address);
    expect(right.said).toContain('All is right.');
    expect(right.status).toBe(0);
    expect(right.said).toContain('note: sw.js: the host does not say how long it may be kept');
    await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" />');
    const wrong = await check(site.address);
    expect(wrong.said).toContain('wrong: icon.svg: other bytes than were built');
    expect(wrong.status).toBe(1);
    await site.close();
    await rm(folder, {recursive: true});
  });
});
