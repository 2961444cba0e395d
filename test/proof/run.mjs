/**
 * Prints what the promises of safety come to, measured: one line each, with the command that measures it alone.
 *
 *   npm run proof [-- kills tabs …]
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ensureChromium} from '../helpers/chromium.mjs';
import {ensureEngines} from '../helpers/engines.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'stammkunde-proof-'));

/** The file of tests behind each part; these report figures by their names (`test/helpers/figure.ts`). */
const parts = {
  engines: {
    test: '--project e2e test/e2e/engines.test.ts',
    figures: [
      'attempts to get out: Chromium',
      'attempts to get out: Firefox',
      'attempts to get out: WebKitGTK',
      'figures that differ between the engines',
      'engines that open, read and calculate without a network',
    ],
  },
  offline: {
    test: '--project proof test/e2e/offline.test.ts',
    figures: [
      'bytes of the first visit, with all that is kept',
      'complaints of the browser without a network',
      'reasons against installing it as an app',
      'updates taken without a network, with work not yet saved',
    ],
  },
  kills: {
    test: '--project proof test/proof/kills.test.ts',
    figures: ['browser kills survived', 'saves lost by kills'],
  },
  faults: {
    test: '--project proof test/proof/faults.test.ts test/proof/cleared.test.ts',
    figures: ['faults survived', 'saves lost by faults'],
  },
  tabs: {
    test: '--project proof test/proof/tabs.test.ts',
    figures: ['edits of 2 to 5 tabs that fight for a notebook', 'their saves that wrote over another'],
  },
  cycles: {
    test: '--project proof test/proof/cycles.test.ts',
    figures: ['memory after 500 rounds of import, query, delete, restart'],
  },
  reopen: {
    test: '--project proof test/proof/reopen.test.ts',
    figures: ['reopening of 1,000,000 orders'],
  },
  supply: {
    test: '--project unit test/supply.test.ts',
    figures: ['files that differ when built twice'],
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

ensureChromium();
ensureEngines();
console.log('| what | measured | command |\n| --- | --- | --- |');
let failed = false;
for (const [part, {test, figures}] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(part)) continue;
  const file = join(folder, 'figures.txt');
  writeFileSync(file, '');
  const {status} = spawnSync(`npx vitest run ${test}`, {
    cwd: root,
    shell: true,
    stdio: ['ignore', process.stderr, 'inherit'],
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
      `| ${name} | ${found.get(name) ?? 'not measured'}${status === 0 ? '' : ', tests failed'} | \`npm run proof -- ${part}\` |`,
    );
}
rmSync(folder, {recursive: true});
process.exit(failed ? 1 : 0);
