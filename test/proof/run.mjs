// Prints what the promises of safety come to, measured: one line each, with the command that measures it.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ensureChromium} from '../helpers/chromium.mjs';
import {ensureEngines} from '../helpers/engines.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'stammkunde-proof-'));

/** Each measures with tests that report figures by these names (`test/helpers/figure.ts`). */
const lines = [
  {
    command: 'npx vitest run --project proof test/e2e/engines.test.ts',
    figures: [
      'attempts to get out: Chromium',
      'attempts to get out: Firefox',
      'attempts to get out: WebKitGTK',
      'figures that differ between the engines',
    ],
  },
  {
    command: 'npx vitest run --project proof test/e2e/offline.test.ts',
    figures: ['bytes of the first visit, with all that is kept', 'updates taken, with what was open'],
  },
  {
    command: 'npx vitest run --project unit test/supply.test.ts',
    figures: ['files that differ when built twice'],
  },
];

ensureChromium();
ensureEngines();
console.log('| what | measured | command |\n| --- | --- | --- |');
let failed = false;
for (const {command, figures} of lines) {
  const file = join(folder, 'figures.txt');
  writeFileSync(file, '');
  const {status} = spawnSync(command, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {...process.env, PROOF_FIGURES: file},
  });
  failed ||= status !== 0;
  const found = new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t')),
  );
  for (const name of figures)
    console.log(
      `| ${name} | ${found.get(name) ?? 'not measured'}${status === 0 ? '' : ', tests failed'} | \`${command}\` |`,
    );
}
rmSync(folder, {recursive: true});
process.exit(failed ? 1 : 0);
