import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {svelte} from '@sveltejs/vite-plugin-svelte';
import {playwright} from '@vitest/browser-playwright';
import {minifySync, type Plugin} from 'vite';
import {defineConfig} from 'vitest/config';
import {changing, fixed, fresh} from './.ci/caching.mjs';
import {billOfMaterials, licences, packageOf} from './.ci/bill.ts';
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

const engine = '@duckdb/duckdb-wasm/dist';
const resolved = (path: string) => createRequire(import.meta.url).resolve(path);

/** A file made from those of the engine, once for each of its versions, and kept beside the modules. */
function derived(name: string, make: () => string | Uint8Array): string {
  const {version} = JSON.parse(
    readFileSync(resolve(dirname(resolved(`${engine}/duckdb-eh.wasm`)), '../package.json'), 'utf8'),
  ) as {
    version: string;
  };
  const file = resolve(import.meta.dirname, 'node_modules/.cache/stammkunde', version, name);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), {recursive: true});
    // Under its name it is whole, also for another process that looks for it meanwhile.
    writeFileSync(`${file}.${process.pid}`, make());
    renameSync(`${file}.${process.pid}`, file);
  }
  return file;
}

/** The engine's program, gzipped: some hosts refuse files over 25 MiB. */
function gzippedEngine(): string {
  return derived('duckdb-eh.wasm.gz', () =>
    gzipSync(readFileSync(resolved(`${engine}/duckdb-eh.wasm`)), {level: 9}),
  );
}

/**
 * The engine's worker without what extensions might call (graphics, sound, windows): of the functions that it offers the
 * program takes a tenth, and the address of some more, in whose place stands one that does nothing. Two thirds remain.
 */
function slimWorker(): string {
  return derived('duckdb-browser-eh.worker.js', () => {
    const whole = readFileSync(resolved(`${engine}/duckdb-browser-eh.worker.js`), 'utf8');
    const program = new WebAssembly.Module(readFileSync(resolved(`${engine}/duckdb-eh.wasm`)));
    const wanted = WebAssembly.Module.imports(program);
    const taken = new Set(wanted.filter(({module}) => module !== 'GOT.func').map(({name}) => name));
    const addressed = new Set(wanted.filter(({module}) => module === 'GOT.func').map(({name}) => name));
    const opening = 'var wasmImports={';
    const from = whole.indexOf(opening);
    const to = whole.indexOf('}', from);
    if (from < 0) throw new Error('the engine offers its functions in another way');
    const offers = whole
      .slice(from + opening.length, to)
      .split(',')
      .map((offer) => offer.split(':') as [name: string, offered: string]);
    const signatures = new Map(
      Array.from(whole.matchAll(/([\w$]+)\.sig="(\w*)"/g), ([, offered, signature]) => [
        offered!,
        signature!,
      ]),
    );
    const kept = offers.flatMap(([name, offered]) => {
      if (taken.has(name)) return [`${name}:${offered}`];
      return addressed.has(name) ? [`${name}:nothing("${signatures.get(offered) ?? 'v'}")`] : [];
    });
    const left = new Set(offers.filter(([name]) => !taken.has(name)).map(([, offered]) => offered));
    const without = (text: string) =>
      text
        .replace(/([\w$]+)\.sig="\w*"/g, (all, offered: string) => (left.has(offered) ? '0' : all))
        // What is evaluated in its own scope would keep every name in it alive.
        .replace(/(^|[^\w$.])eval\(/g, '$1(0,eval)(');
    const slim =
      without(whole.slice(0, from)) +
      `var nothing=(sig)=>Object.assign(()=>0,{sig});${opening}${kept.join(',')}` +
      without(whole.slice(to));
    const treeshake = {propertyReadSideEffects: false, propertyWriteSideEffects: false} as const;
    const {code, errors} = minifySync('worker.js', slim, {compress: {treeshake}, mangle: true});
    if (errors.length > 0) throw new Error(errors[0]!.message);
    return code;
  });
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
