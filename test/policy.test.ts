import {existsSync, readdirSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {build} from 'vite';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {changing, fixed, fresh} from '../.ci/caching.mjs';
import {headers, policy} from '../vite.config';

const root = resolve(import.meta.dirname, '..');

describe('the policy is written once', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stammkunde-'));
    await build({root, logLevel: 'error', build: {outDir: folder, emptyOutDir: true}});
  });
  afterAll(() => rm(folder, {recursive: true}));

  test('the page carries it before anything that loads', async () => {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const metas = [...html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g)];
    expect(metas.map((meta) => meta[1]!.replaceAll('&#39;', "'"))).toEqual([policy]);
    expect(html.search(/<(script|link|style|img|base)\b/)).toBeGreaterThan(metas[0]!.index);
  });

  test('the hosts that read _headers send it, and say what may be kept for how long', async () => {
    const rules = new Map<string, Record<string, string>>();
    let path = '';
    for (const line of (await readFile(join(folder, '_headers'), 'utf8')).trimEnd().split('\n')) {
      if (!line.startsWith(' ')) rules.set((path = line), {});
      else {
        const [name, value] = line.trim().split(': ');
        rules.get(path)![name!] = value!;
      }
    }
    expect(rules.get('/*')).toEqual(headers);
    expect(headers['Content-Security-Policy'].startsWith(policy)).toBe(true);
    expect(rules.get('/assets/*')).toEqual({'Cache-Control': fixed});
    for (const path of ['/', '/index.html', '/sw.js', '/files.json', '/site.webmanifest'])
      expect(rules.get(path)).toEqual({'Cache-Control': fresh});
    for (const name of changing) expect(existsSync(join(folder, name))).toBe(true);
    const assets = readdirSync(join(folder, 'assets'));
    expect(assets.length).toBeGreaterThan(20);
    expect(assets.filter((name) => !/-[\w-]{8}\.\w+(\.gz)?$/.test(name))).toEqual([]);
  });
});

describe('the readme tells other hosts to send the same headers', () => {
  /** The fenced blocks of a language that speak of the policy. */
  const snippets = async (language: string): Promise<string[]> => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const blocks = [...readme.matchAll(/^```(\S+)\n([\s\S]*?)^```$/gm)];
    return blocks
      .filter((block) => block[1] === language && block[2]!.includes('Content-Security-Policy'))
      .map((block) => block[2]!);
  };

  test('vercel.json', async () => {
    const blocks = await snippets('json');
    expect(blocks.map((snippet) => JSON.parse(snippet))).toEqual([
      {
        headers: [
          {source: '/(.*)', headers: Object.entries(headers).map(([key, value]) => ({key, value}))},
          {source: '/((?!assets/).*)', headers: [{key: 'Cache-Control', value: fresh}]},
          {source: '/assets/(.*)', headers: [{key: 'Cache-Control', value: fixed}]},
        ],
      },
    ]);
  });

  test.each([
    [
      'nginx',
      (name: string, value: string) => `add_header ${name} "${value}" always;`,
      [`default "${fresh}";`, `~/assets/ "${fixed}";`, 'add_header Cache-Control $kept_for;'],
    ],
    [
      'caddy',
      (name: string, value: string) => `header ${name} "${value}"`,
      [`header @changing Cache-Control "${fresh}"`, `header @fixed Cache-Control "${fixed}"`],
    ],
  ])('%s', async (language, directive, caching) => {
    const blocks = await snippets(language);
    expect(blocks.length).toBe(1);
    const lines = blocks[0]!.split('\n').map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        ...Object.entries(headers).map(([name, value]) => directive(name, value)),
        ...caching,
      ]),
    );
  });

  test('S3, what may be kept for how long', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    expect(readme).toContain(`--exclude 'assets/*' --cache-control '${fresh}'`);
    expect(readme).toContain(`/assets --cache-control '${fixed}'`);
  });
});
