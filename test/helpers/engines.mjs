import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {installPackages} from './apt.mjs';

/** Path of a Firefox on this machine, or null. */
export function findFirefox() {
  return onPath('firefox-esr') ?? onPath('firefox');
}

/** What drives WebKitGTK, and its smallest browser, and a screen for it; null where one of them is missing. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const screen = onPath('Xvfb');
  const browser = ['/usr/lib', '/usr/libexec']
    .filter(existsSync)
    .flatMap((folder) => [folder, ...below(folder)])
    .flatMap((folder) => below(folder, /^webkit2?gtk/))
    .map((folder) => join(folder, 'MiniBrowser'))
    .find(existsSync);
  return driver && screen && browser ? {driver, screen, browser} : null;
}

/** Installs what is missing, where we may: by the system's packages as root. Says what is there then. */
export function ensureEngines() {
  const missing = [
    ...(findFirefox() ? [] : ['firefox-esr']),
    ...(findWebKit() ? [] : ['webkit2gtk-driver', 'xvfb']),
  ];
  if (missing.length > 0) installPackages(...missing);
  return [
    ['Firefox', findFirefox(), 'firefox-esr'],
    ['WebKitGTK', findWebKit()?.browser ?? null, 'webkit2gtk-driver'],
  ].map(([name, path, asked]) => ({
    name,
    path,
    how: path ? (missing.includes(asked) ? 'installed by apt-get' : 'found') : 'not to be had here',
  }));
}

/** A page in WebKitGTK, spoken to in the W3C WebDriver protocol. */
export async function openWebKit({driver, screen, browser}) {
  const home = mkdtempSync(join(tmpdir(), 'stammkunde-webkit-'));
  const display = `:${100 + (process.pid % 900)}`;
  const screening = spawn(screen, [display, '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  });
  await until(() => existsSync(`/tmp/.X11-unix/X${display.slice(1)}`));
  const port = await freePort();
  const driving = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? {body: JSON.stringify(body)} : {}),
    });
    const {value} = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until(() =>
    call('GET', '/status').then(
      ({ready}) => ready,
      () => false,
    ),
  );
  const {sessionId} = await call('POST', '/session', {
    capabilities: {alwaysMatch: {'webkitgtk:browserOptions': {binary: browser, args: ['--automation']}}},
  });
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/timeouts`, {script: 240_000});
  return {
    goto: (url) => call('POST', `${session}/url`, {url}),
    /** Runs the body of an async function in the page. */
    async run(body) {
      const script = `const done = arguments[arguments.length - 1];
        (async () => { ${body} })().then((value) => done({value}), (error) => done({error: String(error)}));`;
      const {value, error} = await call('POST', `${session}/execute/async`, {script, args: []});
      if (error) throw new Error(error);
      return value;
    },
    async close() {
      await call('DELETE', session).catch(() => undefined);
      driving.kill();
      screening.kill();
      await wait(200);
      rmSync(home, {recursive: true, force: true});
    },
  };
}

function onPath(name) {
  const found = spawnSync('which', [name], {encoding: 'utf8'});
  return found.status === 0 ? found.stdout.trim() : null;
}

function below(folder, named = /-linux-/) {
  return readdirSync(folder, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && named.test(entry.name))
    .map((entry) => join(folder, entry.name));
}

async function until(true_) {
  for (let tries = 0; tries < 150; tries++) {
    if (await true_()) return;
    await wait(100);
  }
  throw new Error('waited fifteen seconds in vain');
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => found(port));
    });
  });
}
