import {cpSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {build, preview} from 'vite';

export const root = resolve(import.meta.dirname, '../..');

/**
 * The site as it ships, and a copy of it that differs in one thing: its worker notes when each message to the engine
 * went out and when the answer came. Both are built outside of the project, so that nobody's `dist` is disturbed.
 */
export async function serveSites() {
  const folder = join(tmpdir(), 'stammkunde-bench');
  const plain = join(folder, 'site');
  const traced = join(folder, 'site-traced');
  await build({root, logLevel: 'warn', build: {outDir: plain, emptyOutDir: true}});
  rmSync(traced, {recursive: true, force: true});
  cpSync(plain, traced, {recursive: true});
  const assets = join(traced, 'assets');
  const workers = readdirSync(assets).filter((name) => /^main-.*\.js$/.test(name));
  if (workers.length !== 1)
    throw new Error(`expected one worker program, found ${workers.join(', ') || 'none'}`);
  const worker = join(assets, workers[0]);
  const prologue = readFileSync(join(import.meta.dirname, 'in_worker.js'), 'utf8');
  writeFileSync(worker, `${prologue}\n${readFileSync(worker, 'utf8')}`);

  const servers = [];
  for (const outDir of [plain, traced]) {
    servers.push(
      await preview({root, logLevel: 'warn', build: {outDir}, preview: {port: 0, host: '127.0.0.1'}}),
    );
  }
  const [site, tracedSite] = servers.map((server) => server.resolvedUrls.local[0]);
  return {site, tracedSite, close: () => Promise.all(servers.map((server) => server.close()))};
}
