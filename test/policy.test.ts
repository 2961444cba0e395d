import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {build} from 'vite';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
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

  test('the hosts that read _headers send it', async () => {
    const lines = (await readFile(join(folder, '_headers'), 'utf8')).trimEnd().split('\n');
    expect(lines[0]).toBe('/*');
    expect(Object.fromEntries(lines.slice(1).map((line) => line.trim().split(': ')))).toEqual(headers);
    expect(headers['Content-Security-Policy'].startsWith(policy)).toBe(true);
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
    const found = await snippets('json');
    expect(found.map((snippet) => JSON.parse(snippet))).toEqual([
      {headers: [{source: '/(.*)', headers: Object.entries(headers).map(([key, value]) => ({key, value}))}]},
    ]);
  });

  test.each([
    ['nginx', (name: string, value: string) => `add_header ${name} "${value}" always;`],
    ['caddy', (name: string, value: string) => `header ${name} "${value}"`],
  ])('%s', async (language, directive) => {
    const found = await snippets(language);
    expect(found.length).toBe(1);
    const lines = found[0]!.split('\n').map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining(Object.entries(headers).map(([name, value]) => directive(name, value))),
    );
  });
});
