import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {svelte} from '@sveltejs/vite-plugin-svelte';
import {playwright} from '@vitest/browser-playwright';
import type {Plugin} from 'vite';
import {defineConfig} from 'vitest/config';
import {chromiumArguments, findChromium} from './test/helpers/chromium.mjs';

/**
 * What the browser enforces: requests to this site only. `blob:` is there for the workers, which are started from blobs
 * because a worker started from an address is not bound by a policy that stands in the page.
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  'worker-src blob:',
  "connect-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Response headers for hosts that can send them; the last directive has no effect in a page. */
export const headers = {
  'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

function enforcePolicy(): Plugin {
  return {
    name: 'enforce-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: {'http-equiv': 'Content-Security-Policy', content: policy},
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
      this.emitFile({type: 'asset', fileName: '_headers', source: `/*\n${lines.join('')}`});
    },
  };
}

/** The engine's program, gzipped: some hosts refuse files over 25 MiB. Made once and kept beside the modules. */
function gzippedEngine(): string {
  const source = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const file = resolve(import.meta.dirname, 'node_modules/.cache/stammkunde/duckdb-eh.wasm.gz');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, gzipSync(readFileSync(source), {level: 9}));
  }
  return file;
}

/** What of each analysis belongs to the other thread: the page never runs one, the worker has no face. */
function leaveOut(...modules: string[]): Plugin {
  return {
    name: 'leave-out',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source, importer) =>
      importer?.includes('/src/analyses/') && modules.includes(source) ? '\0other-thread' : null,
    load: (id) => (id === '\0other-thread' ? 'export {};' : null),
  };
}

/** Faces and bodies of analyses bear the name of theirs. */
function chunkFileNames({facadeModuleId, name}: {facadeModuleId?: string | null; name: string}): string {
  const analysis = facadeModuleId && /\/src\/analyses\/(\w+)\/\w+\.ts$/.exec(facadeModuleId)?.[1];
  return `assets/${analysis ? `${analysis}-` : ''}${name}-[hash].js`;
}

/** The statements of the import are shown to nobody; their headers and indents stay in the sources. */
function compactSteps(): Plugin {
  return {
    name: 'compact-steps',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      const file = /^(.*\/src\/imports\/steps\/\w+\.sql)\?raw$/.exec(id)?.[1];
      if (!file) return null;
      const sql = readFileSync(file, 'utf8')
        .replace(/^ *--.*\n/gm, '')
        .replace(/\n */g, '\n');
      return {code: `export default ${JSON.stringify(sql)};`, moduleType: 'js'};
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [svelte(), enforcePolicy(), leaveOut('./run')],
  resolve: {
    alias: [
      {find: /^@engine\/duckdb\.wasm\.gz/, replacement: gzippedEngine()},
      {find: /^d3-geo$/, replacement: resolve(import.meta.dirname, 'src/charts/no_maps.ts')},
      {find: /^d3-scale-chromatic$/, replacement: resolve(import.meta.dirname, 'src/charts/no_schemes.ts')},
    ],
  },
  worker: {
    format: 'es',
    rollupOptions: {output: {chunkFileNames}},
    plugins: () => [leaveOut('./face'), compactSteps()],
  },
  build: {
    rollupOptions: {output: {chunkFileNames}},
    target: 'es2023',
    modulePreload: {polyfill: false},
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  preview: {headers},
  test: {
    expect: {requireAssertions: true},
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/e2e/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {executablePath: findChromium() ?? '', args: chromiumArguments},
            }),
            instances: [{browser: 'chromium'}],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/helpers/serve_site.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
