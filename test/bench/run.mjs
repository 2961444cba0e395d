import {existsSync, readFileSync, statSync} from 'node:fs';
import {cpus} from 'node:os';
import {join} from 'node:path';
import {createServer} from 'vite';
import {ensureChromium} from '../helpers/chromium.mjs';
import {customers, orders, ordersFile} from './orders_file.mjs';
import {root, serveSites} from './sites.mjs';
import {byName, byPhase, ofResults, phased, phases, statementsOf, wayOf} from './statements.mjs';
import {changesOf, filteringOf, firstVisit, importOf, startOf, traceOf, typingOf} from './visits.mjs';

const quick = process.argv.includes('--quick');
const runs = quick ? 1 : 5;
const dearest = 12;
const retail = join(root, '../shared/data/online_retail.csv.gz');

const cdnow = join(root, '../shared/data/cdnow-sample-summary-39w.csv');

/** x, t_x and T of the CDNOW sample, in weeks. */
function cdnowRows() {
  const [, ...lines] = readFileSync(cdnow, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(',').slice(1, 4).map(Number));
}

const began = performance.now();
const step = (text) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const repeated = async (what, work) => {
  const results = [];
  for (let run = 1; run <= runs; run++) {
    await quiet();
    step(`${what}, run ${run} of ${runs}`);
    results.push(await work());
  }
  return results;
};

/** Waits until nothing else keeps the machine busy, for all waits together at most two minutes. */
let patience = 120;
let disturbed = 0;
async function quiet() {
  for (;;) {
    const before = cpus().map(({times}) => times);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const idle = cpus().map(({times}, core) => {
      const passed = Object.keys(times).map((kind) => times[kind] - before[core][kind]);
      return (times.idle - before[core].idle) / passed.reduce((sum, ticks) => sum + ticks, 0);
    });
    if (Math.min(...idle) > 0.8) return;
    if (patience-- <= 0) {
      disturbed++;
      return;
    }
  }
}

/** The file of a notebook with the headline questions and texts that quote them. */
async function sixtyCells() {
  const {fromTemplate} = await sources.ssrLoadModule('/src/notebook/templates/index.ts');
  const {freshCell} = await sources.ssrLoadModule('/src/notebook/edits.ts');
  const {serialise} = await sources.ssrLoadModule('/src/notebook/codec.ts');
  const notebook = fromTemplate('check_up', 'en', 'Sixty cells', null);
  const text = '## A part\n\n{{overview.customers}} customers, *some* of them **often**.';
  const cells = Array.from({length: 60 - notebook.cells.length}, (_, place) =>
    freshCell({kind: 'text', id: `text-${place}`, text}),
  );
  return serialise({...notebook, cells: [...notebook.cells, ...cells]});
}

ensureChromium();
step('orders file, site and its traced copy');
const file = await ordersFile();
const {site, tracedSite, close} = await serveSites();
const sources = await createServer({
  root,
  logLevel: 'warn',
  appType: 'custom',
  server: {middlewareMode: true, hmr: false, watch: null},
  optimizeDeps: {noDiscovery: true},
});

const starts = await repeated('first visit and second', () =>
  firstVisit(site, async (page) => {
    const first = await startOf(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await page.reload();
    return {first, again: await startOf(page)};
  }),
);
const imports = await repeated('import and parameter changes', () =>
  firstVisit(site, async (page) => ({
    loaded: await importOf(page, file),
    changes: await changesOf(page),
    filtering: await filteringOf(page),
  })),
);
const sixty = await sixtyCells();
const typed = await repeated('typing in a notebook of sixty cells', () =>
  firstVisit(site, (page) => typingOf(page, sixty, file)),
);
const inCell = typed.flatMap(({cell}) => cell);
const inEmptyPage = typed.flatMap(({empty}) => empty);
const traced = await repeated('the same in the traced copy', () =>
  firstVisit(tracedSite, async (page) => {
    const loaded = await importOf(page, file);
    const statements = phased(statementsOf(await traceOf(page)), loaded.origin);
    const {grain, limits} = await changesOf(page);
    const later = statementsOf(await traceOf(page));
    return {loaded, statements, ways: {grain: wayOf(grain[0], later), limits: wayOf(limits[0], later)}};
  }),
);
const {nativeRun} = await sources.ssrLoadModule('/test/bench/native.ts');
const natives = await repeated('DuckDB itself, one thread', async () => {
  const {dataset, statements, scripts} = await nativeRun(file);
  if (dataset.orders !== orders || dataset.customers !== customers) {
    throw new Error(`DuckDB itself counts ${dataset.orders} orders of ${dataset.customers} customers`);
  }
  return {statements: ofResults(phased(statements), scripts), scripts};
});
const [{scripts}] = natives;
for (const result of traced) result.statements = ofResults(result.statements, scripts);
await quiet();
step('statistics in the browser');
const sourcesSite = await createServer({
  root,
  logLevel: 'warn',
  server: {port: 0, host: '127.0.0.1', hmr: false, watch: null},
});
await sourcesSite.listen();
const statistics = await firstVisit(sourcesSite.resolvedUrls.local[0], (page) =>
  page.evaluate(
    async (rows) => (await import(/* @vite-ignore */ '/test/bench/stats.ts')).measured(rows),
    existsSync(cdnow) ? cdnowRows() : null,
  ),
);
await sourcesSite.close();
const retails = existsSync(retail)
  ? await repeated('online_retail.csv.gz', () => firstVisit(site, (page) => importOf(page, retail)))
  : [];
await sources.close();
await close();

const counted = (n) => n.toLocaleString('en-GB');
for (const {loaded} of [...imports, ...traced]) {
  if (!loaded.summary.startsWith(`${counted(orders)} orders of ${counted(customers)} customers`)) {
    throw new Error(`the page counts: ${loaded.summary}`);
  }
}

/** From the choice of the file to the end of the last statement of the shared tables, in the browser. */
const toSharedTables = traced.map(({loaded, statements}) => {
  const last = statements.filter(({phase}) => phase === 'shared tables').at(-1);
  return last.end - loaded.origin;
});
const afterSharedTables = ({loaded}, run) => loaded.receipt + loaded.all - toSharedTables[run];
const sqlOf = (results, names) =>
  median(
    results.map(({statements}) => {
      const sums = byPhase(statements);
      return names.reduce((sum, name) => sum + sums[name].sql, 0);
    }),
  );
const importing = phases.filter((name) => name !== 'cells');
const nativeImport = sqlOf(natives, importing);
const browserCells = sqlOf(traced, ['cells']);
const nativeCells = sqlOf(natives, ['cells']);
const changes = imports.map((result) => result.changes);
const worst = (values) => Math.max(0, ...values);

console.log(`
Stammkunde, ${runs === 1 ? 'one run' : `medians of ${runs} runs`}; Chromium headless, ${cpus().length} cores (${cpus()[0].model});
${counted(orders)} orders of ${counted(customers)} customers, ${(statSync(file).size / 1e6).toFixed(1)} MB; times in ms
`);
const rows = [];
const row = (what, value, goal, unit = 'ms') => rows.push({what, value, goal, unit});
row('first visit: first paint', median(starts.map(({first}) => first.first)));
row('first visit: doors painted', median(starts.map(({first}) => first.doors)));
row('first visit: engine ready', median(starts.map(({first}) => first.ready)));
row('second visit: doors painted', median(starts.map(({again}) => again.doors)));
row('second visit: engine ready', median(starts.map(({again}) => again.ready)));
row('import: file chosen → receipt', median(imports.map(({loaded}) => loaded.receipt)));
row('import: file chosen → first cell', median(imports.map(({loaded}) => loaded.first)));
row('import: file chosen → both cells', median(imports.map(({loaded}) => loaded.both)));
row('receipt → first picture of every headline cell', median(imports.map(({loaded}) => loaded.all)), 2000);
row('shared tables → the same, in the traced copy', median(traced.map(afterSharedTables)), 2000);
row('receipt → back-tests and intervals done', median(imports.map(({loaded}) => loaded.settled)), 15000);
row('parameter: own RFM limits', median(changes.flatMap(({limits}) => limits.map(({took}) => took))), 100);
row('parameter: month → quarter', median(changes.flatMap(({grain}) => grain.map(({took}) => took))), 100);
row(
  'parameter: counting of cohorts',
  median(changes.flatMap(({convention}) => convention.map(({took}) => took))),
  100,
);
row(
  'parameter: own threshold',
  median(changes.flatMap(({thresholds}) => thresholds.map(({took}) => took))),
  100,
);
row('parameter: colour (no query)', median(changes.flatMap(({colour}) => colour.map(({took}) => took))), 100);
row('filter by a country → first picture', median(imports.map(({filtering}) => filtering.took)));
row('a key in a text cell of sixty cells, beyond an empty page', median(inCell) - median(inEmptyPage), 16);
row('a key in a text cell of sixty cells', median(inCell));
row('a key in a text cell of sixty cells, worst', worst(inCell));
row('a key in an empty page', median(inEmptyPage));
const threads = {
  'page thread, import': imports.map(({loaded}) => loaded.thread),
  'page thread, parameters': changes.flatMap((change) =>
    Object.values(change)
      .flat()
      .map(({thread}) => thread),
  ),
};
for (const [what, measured] of Object.entries(threads)) {
  row(`${what}: longest task, worst run (0: none over 50)`, worst(measured.map(({task}) => task)), 50);
  row(`${what}: longest gap between frames, worst run`, worst(measured.map(({gap}) => gap)));
}
if (retails.length > 0)
  row('online_retail.csv.gz: chosen → both cells', median(retails.map(({both}) => both)), 5000);
if (statistics.cdnow !== null) row('BG/NBD fit, CDNOW sample', statistics.cdnow, 50);
row(`BG/NBD fit, 200,000 customers (${counted(statistics.rows)} rows)`, statistics.betaGeometric, 1000);
row('Pareto/NBD fit, 200,000 customers', statistics.paretoNbd, 5000);
row('Kaplan–Meier and threshold, 500 draws, 200,000 customers', statistics.threshold, 150);
row('browser: file chosen → shared tables', median(toSharedTables));
row('native: bytes → shared tables', nativeImport);
row('import, browser / native', median(toSharedTables) / nativeImport, 1.5, '×');
row('browser: SQL of the headline cells', browserCells);
row('native: SQL of the headline cells', nativeCells);
row('SQL of the cells, browser / native', browserCells / nativeCells, 1.5, '×');
printed(
  ['', 'measured', 'goal', ''],
  rows.map(({what, value, goal, unit}) => [
    what,
    unit === '×' ? `${value.toFixed(2)} ×` : value.toFixed(0),
    goal === undefined ? '' : `≤ ${goal}${unit === '×' ? ' ×' : ''}`,
    goal === undefined ? '' : value <= goal ? 'met' : 'MISSED',
  ]),
);
if (disturbed > 0) console.log(`\n${disturbed} runs began while other programs kept the machine busy.`);
if (retails.length === 0) console.log('\nonline_retail.csv.gz is not in ../shared/data: skipped.');

console.log(`
Where the time goes. Browser: the traced copy of the built site, times between our worker and the engine's worker;
"wall" has our own slicing and the messages in it. Native: the same statements through @duckdb/node-api on one
thread, the file in one read_csv. Choosing the file → first statement in the browser: ${median(
  traced.map(({loaded, statements}) => statements[0].start - loaded.origin),
).toFixed(0)} ms.
`);
printed(
  ['', 'wall', 'SQL', 'native SQL', 'SQL ratio'],
  phases.map((name) => {
    const wall = median(traced.map(({statements}) => byPhase(statements)[name].wall));
    const sql = sqlOf(traced, [name]);
    const native = sqlOf(natives, [name]);
    return [name, wall.toFixed(0), sql.toFixed(0), native.toFixed(0), `${(sql / native).toFixed(2)} ×`];
  }),
);
const inBrowser = traced.map(({statements}) => byName(statements));
const inNative = natives.map(({statements}) => byName(statements));
const names = [...new Set(inBrowser.flatMap((sums) => [...sums.keys()]))];
const timed = names
  .map((name) => ({name, browser: medianOf(inBrowser, name), native: medianOf(inNative, name)}))
  .sort((a, b) => b.browser - a.browser);
console.log(`\nThe ${dearest} dearest statements\n`);
printed(
  ['', 'browser', 'native', 'ratio'],
  timed
    .slice(0, dearest)
    .map(({name, browser, native}) => [
      name,
      browser.toFixed(0),
      native.toFixed(0),
      `${(browser / native).toFixed(2)} ×`,
    ]),
);
for (const [kind, title] of Object.entries({limits: 'own RFM limits', grain: 'month → quarter'})) {
  const ways = traced.map((result) => result.ways[kind]);
  const part = (name) => median(ways.map((way) => way[name])).toFixed(0);
  console.log(
    `\nA change, ${title}: ${part('before')} to the engine, ${part('sql')} in ${ways[0].statements.length} statements, ` +
      `${part('between')} between them, ${part('after')} to the picture\n`,
  );
  const sums = ways.map(({statements}) =>
    byName(statements.map((statement) => ({...statement, phase: kind}))),
  );
  printed(
    ['', 'browser'],
    [...sums[0].keys()]
      .map((name) => [name, medianOf(sums, name)])
      .sort(([, a], [, b]) => b - a)
      .slice(0, 6)
      .map(([name, took]) => [name, took.toFixed(1)]),
  );
}
step('done');

function medianOf(sums, name) {
  return median(sums.map((one) => one.get(name) ?? 0));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function printed(head, lines) {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => [...line[column]].length)),
  );
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    );
  }
}
