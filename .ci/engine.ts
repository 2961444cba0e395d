import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {minifySync} from 'vite';

const engine = '@duckdb/duckdb-wasm/dist';
const resolved = (path: string) => createRequire(import.meta.url).resolve(path);

/** A file made from those of the engine, once for each of its versions and ways to make it, and kept beside the modules. */
function derived(name: string, make: () => string | Uint8Array): string {
  const {version} = JSON.parse(
    readFileSync(resolve(dirname(resolved(`${engine}/duckdb-eh.wasm`)), '../package.json'), 'utf8'),
  ) as {
    version: string;
  };
  const recipe = createHash('sha256').update(make.toString()).digest('hex').slice(0, 8);
  const file = resolve(import.meta.dirname, '../node_modules/.cache/stammkunde', version, recipe, name);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), {recursive: true});
    // Under its name it is whole, also for another process that looks for it meanwhile.
    writeFileSync(`${file}.${process.pid}`, make());
    renameSync(`${file}.${process.pid}`, file);
  }
  return file;
}

/** The engine's program, gzipped: some hosts refuse files over 25 MiB. */
export function gzippedEngine(): string {
  return derived('duckdb-eh.wasm.gz', () =>
    gzipSync(readFileSync(resolved(`${engine}/duckdb-eh.wasm`)), {level: 9}),
  );
}

/**
 * The engine's worker without what extensions might call (graphics, sound, windows): of the functions that it offers the
 * program takes a tenth, and the address of some more, in whose place stands one that does nothing. Two thirds remain. Of
 * the 75,000 functions that the program offers to extensions, it takes those whose names it knows. It does not fetch the
 * program either, which it is given compiled.
 */
export function slimWorker(): string {
  return derived('duckdb-browser-eh.worker.js', () => {
    const whole = readFileSync(resolved(`${engine}/duckdb-browser-eh.worker.js`), 'utf8');
    const program = new WebAssembly.Module(readFileSync(resolved(`${engine}/duckdb-eh.wasm`)));
    const wanted = WebAssembly.Module.imports(program);
    const taken = new Set(wanted.filter(({module}) => module !== 'GOT.func').map(({name}) => name));
    const addressed = new Set(wanted.filter(({module}) => module === 'GOT.func').map(({name}) => name));
    const known = new Set(whole.match(/[\w$]+/g));
    const exported = WebAssembly.Module.exports(program).flatMap(({name}) => (known.has(name) ? [name] : []));
    const changes = [
      [
        'globalThis.DUCKDB_RUNTIME=this._runtime;let r=',
        'globalThis.DUCKDB_RUNTIME=this._runtime;const program=this.mainModuleURL;' +
          'WebAssembly.instantiate(program,e).then((instance)=>t(instance,program)).catch(reportError);return {};let r=',
      ],
      [
        'wasmExports=relocateExports(wasmExports,',
        `wasmExports=relocateExports(Object.fromEntries(${JSON.stringify(exported)}.map((name)=>[name,wasmExports[name]])),`,
      ],
    ] as const;
    const opening = 'var wasmImports={';
    const from = whole.indexOf(opening);
    const to = whole.indexOf('}', from);
    for (const text of [opening, ...changes.map(([text]) => text)])
      if (whole.split(text).length !== 2) throw new Error(`the engine's worker is another: ${text}`);
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
      changes
        .reduce((changed, [before, after]) => changed.replace(before, () => after), text)
        .replace(/([\w$]+)\.sig="\w*"/g, (all, offered: string) => (left.has(offered) ? '0' : all))
        // What is evaluated in its own scope would keep every name in it alive.
        .replace(/(^|[^\w$.])eval\(/g, '$1(0,eval)(');
    const slim =
      without(whole.slice(0, from)) +
      `var nothings={},nothing=(sig)=>nothings[sig]??=Object.assign(()=>0,{sig});${opening}${kept.join(',')}` +
      without(whole.slice(to));
    const treeshake = {propertyReadSideEffects: false, propertyWriteSideEffects: false} as const;
    const {code, errors} = minifySync('worker.js', slim, {compress: {treeshake}, mangle: true});
    if (errors.length > 0) throw new Error(errors[0]!.message);
    return code;
  });
}
