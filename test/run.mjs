// Runs every kind of test and ends with one line that counts them all.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ensureChromium} from './helpers/chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = mkdtempSync(join(tmpdir(), 'stammkunde-test-'));
const count = {passed: 0, failed: 0, skipped: 0};

function run(title, ...command) {
  console.log(`\n── ${title}`);
  return (
    spawnSync('npx', ['--no-install', ...command], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    }).status === 0
  );
}

const {path, how} = ensureChromium();
console.log(`Browser: ${path} (${how})`);

for (const [title, ...command] of [
  ['Types', 'svelte-check', '--tsconfig', 'tsconfig.json', '--fail-on-warnings'],
  ['Lint', 'eslint', '--config', '.eslint.config.js', '.'],
  ['Format', 'prettier', '--check', '--log-level', 'warn', '.'],
]) {
  if (run(title, ...command)) count.passed++;
  else count.failed++;
}

const report = join(results, 'vitest.json');
const green = run(
  'Tests',
  'vitest',
  'run',
  // The journey through three engines takes minutes; `npm run proof` has it.
  '--project=!engines',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
);
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
rmSync(results, {recursive: true, force: true});

console.log(
  `\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`,
);
process.exit(count.failed === 0 && green ? 0 : 1);
