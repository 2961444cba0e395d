import {resolve} from 'node:path';
import {build, preview} from 'vite';
import type {TestProject} from 'vitest/node';

const root = resolve(import.meta.dirname, '../..');

/** Builds the site once and serves it for the end-to-end tests. */
export default async function serveSite(project: TestProject): Promise<() => Promise<void>> {
  process.env['NODE_ENV'] = 'production';
  await build({root, logLevel: 'warn'});
  const server = await preview({root, logLevel: 'warn', preview: {port: 0, host: '127.0.0.1'}});
  project.provide('site', server.resolvedUrls!.local[0]!);
  return () => server.close();
}
