import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {expect, test} from 'vitest';
import {analyses} from '../src/analyses';

const readme = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8');

test.each(Object.entries(analyses))(
  'README names every table of %s that can be saved, with its columns in order',
  async (id, analysis) => {
    const {shape, texts} = await analysis.face();
    expect(texts.picture.en).not.toBe('');
    const lines = Object.entries({...shape.tables, ...shape.keeps}).map(
      ([table, columns]) => `- \`${table}\`: \`${Object.keys(columns).join(', ')}\``,
    );
    const section = readme.split(`\n### ${id}\n`)[1]?.split('\n#')[0] ?? '';
    expect(
      section
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('- ')),
    ).toEqual(lines);
  },
);
