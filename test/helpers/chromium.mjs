import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {installPackages} from './apt.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** How a headless Chromium is started in tests: as root too, and without looking for its maker's servers. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The same for pages that live for seconds: compiling the engine a second time, for speed, would never pay there. */
export const briefChromiumArguments = [...chromiumArguments, '--js-flags=--liftoff-only'];

/** Path of a Chrome, Chromium or Edge on this machine, Playwright's own included; null where there is none. */
export function findChromium() {
  for (const name of names) {
    const found = spawnSync('which', [name], {encoding: 'utf8'});
    if (found.status === 0) return found.stdout.trim();
  }
  const place = places.find((path) => existsSync(path));
  if (place) return place;
  const own = createRequire(import.meta.url)('playwright').chromium.executablePath();
  return existsSync(own) ? own : null;
}

/** Finds a browser or installs one: by the system's packages where we may, else in Playwright's own way. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return {path: found, how: 'found'};
  installPackages('chromium', 'fonts-liberation');
  const installed = findChromium();
  if (installed) return {path: installed, how: 'installed by apt-get'};
  execFileSync('npx', ['playwright', 'install', 'chromium'], {stdio: 'inherit'});
  const path = findChromium();
  if (!path) throw new Error('No Chrome, Chromium or Edge was found and none could be installed.');
  return {path, how: "installed in Playwright's own way"};
}
