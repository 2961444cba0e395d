// Runs every kind of test and ends with one line that counts them all.
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ensureChromium} from './helpers/chromium.mjs';
import {ensureEngines} from './helpers/engines.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = mkdtempSync(join(tmpdir(), 'stammkunde-test-'));
const count = {passed: 0, failed: 0, skipped: 0};

/** Runs a check and prints what it said when it has ended; gives whether it found nothing. */
function check(title, ...command) {
  const checking = spawn('npx', ['--no-install', ...command], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  let said = '';
  for (const stream of [checking.stdout, checking.stderr]) stream.on('data', (text) => (said += text));
  return new Promise((done) =>
    checking.on('close', (code) => {
      console.log(`\n── ${title}\n${said.trimEnd()}`);
      done(code === 0);
    }),
  );
}

const {path, how} = ensureChromium();
const browsers = [{name: 'Chromium', path, how}, ...ensureEngines()];
for (const {name, path, how} of browsers)
  console.log([`${name}:`, path, `(${how})`].filter(Boolean).join(' '));

for (const green of await Promise.all([
  check('Types', 'svelte-check', '--tsconfig', 'tsconfig.json', '--fail-on-warnings'),
  check('Lint', 'eslint', '--config', '.eslint.config.js', '.'),
  check('Format', 'prettier', '--check', '--log-level', 'warn', '.'),
])) {
  if (green) count.passed++;
  else count.failed++;
}

/** Runs some projects of the tests; gives how they ended and where their report is. */
function test(name, ...projects) {
  const report = join(results, `${name}.json`);
  const command = ['--no-install', 'vitest', 'run', '--reporter=default', '--reporter=json'];
  const options = [`--outputFile.json=${report}`, ...projects.map((project) => `--project=${project}`)];
  const tests = spawn('npx', [...command, ...options], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return new Promise((done) => tests.on('close', (code) => done({report, green: code === 0})));
}

console.log('\n── Tests');
// Both at once: pages wait more than they compute. Updates, kills and faults have `npm run proof`.
for (const {report, green} of await Promise.all([test('unit', 'unit', 'browser'), test('e2e', 'e2e')])) {
  try {
    const {numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites} = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    count.passed += numPassedTests;
    count.failed += numFailedTests;
    count.skipped += numPendingTests;
    // A file that does not even load has no failed test of its own.
    if (!green && numFailedTests === 0) count.failed += Math.max(1, numFailedTestSuites);
  } catch {
    count.failed++;
  }
}
rmSync(results, {recursive: true, force: true});

console.log(
  `\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`,
);
process.exit(count.failed === 0 ? 0 : 1);
