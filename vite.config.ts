import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {svelte} from '@sveltejs/vite-plugin-svelte';
import {playwright} from '@vitest/browser-playwright';
import type {Plugin} from 'vite';
import {defineConfig} from 'vitest/config';
import {changing, fixed, fresh} from './.ci/caching.mjs';
import {billOfMaterials, licences, packageOf} from './.ci/bill.ts';
import {gzippedEngine, slimWorker} from './.ci/engine.ts';
import {seal} from './.ci/seal.ts';
import {chromiumArguments, findChromium} from './test/helpers/chromium.mjs';

/**
 * What the browser enforces: requests to this site only. `blob:` is there for the workers, which are started from blobs
 * because a worker started from an address is not bound by a policy that stands in the page, and for the images that a
 * picture passes through on its way into a PNG. The service worker cannot be started otherwise; once it is registered, the
 * page takes `'self'` back (`src/offline/page.ts`).
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Response headers for hosts that can send them; the last directive has no effect in a page. */
export const headers = {
  'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** For Netlify and Cloudflare Pages, which join the values of rules that overlap; so none do that name the same header. */
function hostHeaders(): string {
  const rule = (path: string, rules: Readonly<Record<string, string>>) =>
    [path, ...Object.entries(rules).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  return [
    rule('/*', headers),
    ...['', ...changing].map((name) => rule(`/${name}`, {'Cache-Control': fresh})),
    rule('/assets/*', {'Cache-Control': fixed}),
    '',
  ].join('\n');
}

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
      this.emitFile({type: 'asset', fileName: '_headers', source: hostHeaders()});
    },
  };
}

/** Packages with code in the site, as their folders; the engine comes as files, not as modules. */
const bundled = new Set(['node_modules/@duckdb/duckdb-wasm']);

/** Notes whose code goes into a part of the site. */
function noteBundled(): Plugin {
  return {
    name: 'note-bundled',
    apply: 'build',
    renderChunk(_, {modules}) {
      for (const id of Object.keys(modules)) {
        const found = packageOf(id);
        if (found) bundled.add(found);
      }
    },
  };
}

/** Says in the site what it is made of. */
function billPackages(): Plugin {
  return {
    name: 'bill-packages',
    apply: 'build',
    generateBundle() {
      this.emitFile({type: 'asset', fileName: 'licences.txt', source: licences(bundled)});
      this.emitFile({type: 'asset', fileName: 'sbom.json', source: billOfMaterials(bundled)});
    },
  };
}

/** Lists the files of the finished build with their hashes, for the service worker and for whoever wants to check. */
function sealRelease(): Plugin {
  let folder = '';
  return {
    name: 'seal-release',
    apply: 'build',
    configResolved: ({root, build}) => void (folder = resolve(root, build.outDir)),
    writeBundle: {order: 'post', sequential: true, handler: async () => void (await seal(folder))},
  };
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
  // Some hosts leave out files whose names begin with an underscore.
  return `assets/${analysis ? `${analysis}-` : ''}${name.replace(/^_/, '')}-[hash].js`;
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

/**
 * Firefox asks `worker-src`, which allows blobs only, also for files that a file of a worker imports itself. So these are
 * loaded before it, deepest first; then it finds them there. The first file, before which nothing is, may import none.
 */
function loadDeepestFirst(): Plugin {
  return {
    name: 'load-deepest-first',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = new Map(
        Object.values(bundle).flatMap((file) =>
          file.type === 'chunk' ? [[file.fileName, file] as const] : [],
        ),
      );
      const needs = (name: string): readonly string[] => chunks.get(name)?.imports ?? [];
      const reached = (name: string, found = new Set<string>()): Set<string> => {
        for (const next of needs(name)) if (!found.has(next)) reached(next, found.add(next));
        return found;
      };
      const entry = [...chunks.values()].find(({isEntry}) => isEntry)!;
      if (needs(entry.fileName).length > 0) throw new Error(`${entry.fileName} imports files itself`);
      const there = new Set([entry.fileName]);
      for (const chunk of chunks.values()) {
        chunk.code = chunk.code.replace(
          /\bimport\((["'`])\.\/([\w.-]+\.js)\1\)/g,
          (all, _quote, file: string) => {
            const missing = [...reached(`assets/${file}`)].filter((name) => !there.has(name));
            const steps: string[] = [];
            for (let left = missing; left.length > 0;) {
              const ready = left.filter((name) => !needs(name).some((next) => left.includes(next)));
              if (ready.length === 0) throw new Error(`${left.join(', ')} import each other`);
              const files = ready.map((name) => `import(${JSON.stringify(name.replace('assets/', './'))})`);
              steps.push(`Promise.all([${files.join(',')}])`);
              left = left.filter((name) => !ready.includes(name));
            }
            return [...steps, all].reduce((before, next) => `${before}.then(()=>${next})`);
          },
        );
      }
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [svelte(), enforcePolicy(), leaveOut('./run'), noteBundled(), billPackages(), sealRelease()],
  resolve: {
    alias: [
      {find: /^@engine\/duckdb\.wasm\.gz/, replacement: gzippedEngine()},
      {find: /^@engine\/duckdb\.worker\.js/, replacement: slimWorker()},
      {find: /^d3-geo$/, replacement: resolve(import.meta.dirname, 'src/charts/no_maps.ts')},
      {find: /^d3-scale-chromatic$/, replacement: resolve(import.meta.dirname, 'src/charts/no_schemes.ts')},
    ],
  },
  worker: {
    format: 'es',
    rollupOptions: {output: {chunkFileNames}},
    plugins: () => [leaveOut('./face', './guide'), compactSteps(), noteBundled(), loadDeepestFirst()],
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
    // What a page comes to, it may come to slowly.
    expect: {requireAssertions: true, poll: {timeout: 10_000}},
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/e2e/**', 'test/proof/**'],
          // One process for all: the engine is compiled once for it.
          isolate: false,
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
          exclude: ['test/e2e/offline.test.ts'],
          globalSetup: 'test/helpers/serve_site.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          // Minutes long; `npm run proof` has them.
          name: 'proof',
          include: ['test/e2e/offline.test.ts', 'test/proof/*.test.ts'],
          globalSetup: 'test/helpers/serve_site.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
