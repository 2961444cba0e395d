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

test('README has a measured figure for each line that the proof prints, with its command', () => {
  const program = readFileSync(resolve(import.meta.dirname, 'proof/run.mjs'), 'utf8');
  const parts = [...program.matchAll(/^ {2}(\w+): \{\n {4}test: .*\n {4}figures: \[([^\]]*)\]/gm)];
  const printed = parts.flatMap(([, part, names]) =>
    [...names!.matchAll(/'([^']+)'/g)].map(([, name]) => `${name}: npm run proof -- ${part}`),
  );
  expect(printed.length).toBeGreaterThan(15);
  const rows = [...readme.matchAll(/^\| (.+?) +\| (\S.*?) +\| `(npm run proof -- \w+)` +\|$/gm)];
  expect(rows.map(([, name, , command]) => `${name}: ${command}`).sort()).toEqual(printed.sort());
});
