import {beforeEach, describe, expect, test} from 'vitest';
import {analyses, type AnalysisId} from '../../src/analyses';
import type {Result, RunRequest} from '../../src/analyses/request';
import {Faces} from '../../src/app/state/faces.svelte';
import {Runs} from '../../src/app/state/runs.svelte';
import type {Dataset} from '../../src/model/dataset';
import type {QueryRequest} from '../../src/model/query';
import type {AnalysisCell, InputCell, Notebook, SqlCell, TextCell} from '../../src/notebook/document';
import {
  addCell,
  change,
  changeInput,
  changeSql,
  freshCell,
  moveCell,
  removeCell,
  renameCell,
  setNote,
  setParam,
  setText,
  useFrom,
  type Edit,
} from '../../src/notebook/edits';
import {renameResult} from '../../src/notebook/renames';
import {emptyNotebook, newCell} from '../../src/notebook/templates';
import type {Client} from '../../src/worker/client';

const dataset = {
  id: 'shop',
  lastDay: 20_000,
  countries: [],
  channels: [],
  attributes: [],
} as unknown as Dataset;

/** A notebook over a worker that counts what it is asked and answers when it is told to. */
function open(...edits: readonly Edit[]) {
  const asked: (RunRequest | QueryRequest)[] = [];
  const answers: (() => void)[] = [];
  let threshold = 47;
  const later = <T>(value: () => T, signal: AbortSignal) =>
    new Promise<T>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      answers.push(() => resolve(value()));
    });
  const client = {
    run(request: RunRequest, signal: AbortSignal) {
      asked.push(request);
      return later(
        (): Result => ({
          tables: {},
          facts: {threshold},
          suggested: {},
          handle: '',
          done: null,
          statements: [],
        }),
        signal,
      );
    },
    query(request: QueryRequest, signal: AbortSignal) {
      asked.push(request);
      // The number that the statement ends with.
      const days = Number(/\d+$/.exec(request.sql)?.[0] ?? NaN);
      return later(
        () => ({
          columns: [{name: 'days', kind: 'whole'}],
          table: {rows: 1, columns: {days: Float64Array.of(days)}},
          more: false,
        }),
        signal,
      );
    },
  } as unknown as Client;
  const faces = new Faces();
  const runs = new Runs(client, faces);
  let notebook = edits.reduce((made, {apply}) => apply(made), emptyNotebook('', 'shop'));
  const past: Notebook[] = [];
  const update = () => runs.update(notebook, dataset);
  return {
    /** Whether the fields and words of every analysis are there. */
    known: () =>
      notebook.cells.every((cell) => cell.kind !== 'analysis' || faces.of(cell.analysis as AnalysisId)),
    runs,
    asked,
    set threshold(days: number) {
      threshold = days;
    },
    get cells() {
      return notebook.cells;
    },
    get notebook() {
      return notebook;
    },
    update,
    edit(edit: Edit) {
      past.push(notebook);
      notebook = edit.apply(notebook);
      update();
    },
    undo() {
      notebook = past.pop()!;
      update();
    },
    /** Lets the worker answer all that is open, and the page take notice, until nothing is open. */
    async settle() {
      for (let quiet = 0; quiet < 2;) {
        quiet = answers.length === 0 ? quiet + 1 : 0;
        for (const answer of answers.splice(0)) answer();
        await new Promise((resolve) => setTimeout(resolve));
        update();
      }
    },
    /** What was asked since the last time. */
    exchanges: () =>
      asked.splice(0).map((request) => ('analysis' in request ? request.analysis : request.sql)),
  };
}

// Fields and words are loaded before, so that a test waits for nothing but the worker.
beforeEach(async () => {
  await Promise.all(Object.values(analyses).map(({face}) => face()));
});

const input = (name: string, value: InputCell['value']) =>
  addCell(freshCell<InputCell>({kind: 'input', id: name, name, input: 'days', value, options: []}));
const sql = (name: string, text: string) =>
  addCell(freshCell<SqlCell>({kind: 'sql', id: name, name, sql: text, chart: null}));
const cell = (id: AnalysisId) => addCell(newCell(id, id));
const text = addCell(freshCell<TextCell>({kind: 'text', id: 'text', text: '{{churn.threshold}}'}));

async function ready(...edits: readonly Edit[]) {
  const desk = open(...edits);
  await expect.poll(() => desk.known()).toBe(true);
  desk.update();
  await desk.settle();
  desk.exchanges();
  return desk;
}

describe('a parameter', () => {
  test('of an analysis that changes is one exchange with the worker', async () => {
    const desk = await ready(cell('overview'), cell('churn'), cell('lifecycle'), text);
    desk.edit(setParam('lifecycle', 'recent', 60));
    await desk.settle();
    expect(desk.exchanges()).toEqual(['lifecycle']);
  });

  test('that changes only the picture is none', async () => {
    const desk = await ready(cell('lifecycle'));
    desk.edit(setParam('lifecycle', 'view', 'bands'));
    await desk.settle();
    expect(desk.exchanges()).toEqual([]);
  });

  test('that an input cell gives runs what takes it, and nothing else', async () => {
    const desk = await ready(
      input('patience', 30),
      cell('churn'),
      cell('lifecycle'),
      useFrom('lifecycle', 'first_limit', {cell: 'patience', fact: ''}),
    );
    desk.edit(changeInput('patience', {value: 40}));
    await desk.settle();
    expect(desk.exchanges()).toEqual(['lifecycle']);
    expect(desk.runs.cells.get('lifecycle')!.request.params['first_limit']).toBe(40);
  });

  test('that another result gives waits for it, shows the old result meanwhile, and says for whom it waits', async () => {
    const desk = await ready(
      cell('lifecycle'),
      cell('churn'),
      useFrom('lifecycle', 'first_limit', {cell: 'churn', fact: 'threshold'}),
    );
    const lifecycle = () => desk.cells.find(({id}) => id === 'lifecycle') as AnalysisCell;
    expect(desk.runs.paramsOf(desk.notebook, lifecycle())['first_limit']).toBe(47);
    desk.threshold = 52;
    desk.edit(setParam('churn', 'window', 30));
    expect(desk.runs.cells.get('lifecycle')).toMatchObject({
      waiting: true,
      running: true,
      result: {facts: {}},
    });
    expect(desk.runs.waitedFor(desk.notebook, lifecycle())).toBe('churn');
    expect(desk.runs.paramsOf(desk.notebook, lifecycle())['first_limit']).toBe(47);
    await desk.settle();
    expect(desk.exchanges()).toEqual(['churn', 'lifecycle']);
    expect(desk.runs.cells.get('lifecycle')).toMatchObject({
      running: false,
      request: {params: {first_limit: 52}},
    });
    expect(desk.runs.waitedFor(desk.notebook, lifecycle())).toBeNull();
  });

  test('that the first row of SQL gives waits for it, and has its own value again where SQL gives none', async () => {
    const desk = await ready(
      cell('lifecycle'),
      sql('limit', 'select 40'),
      useFrom('lifecycle', 'first_limit', {cell: 'limit', fact: 'days'}),
    );
    const asked = () => desk.runs.cells.get('lifecycle')!.request.params['first_limit'];
    expect(asked()).toBe(40);
    desk.edit(changeSql('limit', {sql: 'select 50'}));
    expect(desk.runs.cells.get('lifecycle')).toMatchObject({waiting: true, running: true});
    await desk.settle();
    expect(desk.exchanges()).toEqual(['select 50', 'lifecycle']);
    expect(asked()).toBe(50);
    desk.edit(changeSql('limit', {sql: 'select null'}));
    await desk.settle();
    expect(asked()).toBeNull();
  });

  test('keeps the page busy while its answer is on the way', async () => {
    const desk = await ready(
      cell('lifecycle'),
      cell('churn'),
      useFrom('lifecycle', 'first_limit', {cell: 'churn', fact: 'threshold'}),
    );
    expect(desk.runs.busy).toBe(false);
    desk.edit(setParam('churn', 'window', 30));
    expect(desk.runs.busy).toBe(true);
    desk.edit(removeCell('churn'));
    await desk.settle();
    expect(desk.runs.busy).toBe(false);
    desk.edit(sql('days', 'select 5'));
    expect(desk.runs.busy).toBe(true);
    await desk.settle();
    expect(desk.runs.busy).toBe(false);
  });

  test('that comes out as it was runs nothing again', async () => {
    const desk = await ready(
      cell('churn'),
      cell('lifecycle'),
      useFrom('lifecycle', 'first_limit', {cell: 'churn', fact: 'threshold'}),
    );
    desk.edit(setParam('churn', 'window', 30));
    await desk.settle();
    expect(desk.exchanges()).toEqual(['churn']);
    expect(desk.runs.cells.get('lifecycle')).toMatchObject({running: false});
    expect(desk.runs.cells.get('lifecycle')!.waiting).toBeUndefined();
  });

  test('whose cell is removed has its own value again', async () => {
    const desk = await ready(
      cell('churn'),
      cell('lifecycle'),
      useFrom('lifecycle', 'first_limit', {cell: 'churn', fact: 'threshold'}),
    );
    desk.edit(removeCell('churn'));
    await desk.settle();
    expect(desk.exchanges()).toEqual(['lifecycle']);
    expect(desk.runs.cells.get('lifecycle')!.request.params['first_limit']).toBeNull();
  });

  test('that changes again while it runs: only the newest is shown', async () => {
    const desk = await ready(cell('lifecycle'));
    for (const recent of [10, 20, 30]) desk.edit(setParam('lifecycle', 'recent', recent));
    await desk.settle();
    expect(desk.runs.cells.get('lifecycle')).toMatchObject({running: false, request: {params: {recent: 30}}});
  });
});

describe('an SQL cell', () => {
  test('runs again when what it reads changes, and not for anything else', async () => {
    const desk = await ready(
      input('patience', 30),
      input('other', 1),
      sql('base', 'select $patience as days'),
      sql('apart', 'select 1'),
      sql('last', 'select * from base'),
    );
    desk.edit(changeInput('patience', {value: 40}));
    await desk.settle();
    expect(desk.exchanges().sort()).toEqual(['select $patience as days', 'select * from base']);
    desk.edit(changeSql('base', {sql: 'select 2 as days'}));
    await desk.settle();
    expect(desk.exchanges()).toEqual(['select 2 as days', 'select * from base']);
    desk.edit(changeInput('other', {value: 2}));
    desk.edit(changeSql('last', {chart: {mark: 'bar', x: 'a', y: 'b', color: null}}));
    await desk.settle();
    expect(desk.exchanges()).toEqual([]);
  });

  test('that is cancelled says so, and runs again when it is asked to', async () => {
    const desk = await ready(sql('q', 'select 1'));
    desk.edit(changeSql('q', {sql: 'select 2'}));
    desk.runs.queries.cancel('q');
    await desk.settle();
    expect(desk.runs.queries.cells.get('q')).toMatchObject({running: false, problem: {code: 'cancelled'}});
    desk.runs.queries.again('q');
    await desk.settle();
    expect(desk.runs.queries.cells.get('q')).toMatchObject({running: false, problem: null});
    expect(desk.exchanges()).toEqual(['select 2', 'select 2']);
  });
});

describe('an SQL cell over the result of a question above it', () => {
  const own = 'select count(*) as n from lifecycle_stages';

  test('runs again when that question asks otherwise, and not when only its picture changes or another question', async () => {
    const desk = await ready(cell('lifecycle'), cell('churn'), sql('q', own), sql('over', 'from q'));
    expect(desk.runs.queries.cells.get('q')!.request.results).toMatchObject([
      {name: 'lifecycle_stages', analysis: 'lifecycle', table: 'stages', params: {recent: 90}},
    ]);
    desk.edit(setParam('lifecycle', 'recent', 60));
    expect(desk.runs.queries.cells.get('q')).toMatchObject({
      running: true,
      request: {results: [{params: {recent: 60}}]},
    });
    await desk.settle();
    expect(desk.exchanges()).toEqual(['lifecycle', own, 'from q']);
    desk.edit(setParam('lifecycle', 'view', 'bands'));
    desk.edit(setNote('lifecycle', 'a note'));
    desk.edit(renameCell('lifecycle', 'Mine'));
    await desk.settle();
    expect(desk.exchanges()).toEqual([]);
    desk.edit(setParam('churn', 'window', 30));
    await desk.settle();
    expect(desk.exchanges()).toEqual(['churn']);
    for (let steps = 0; steps < 5; steps++) desk.undo();
    await desk.settle();
    expect(desk.exchanges()).toEqual([]);
    expect(desk.runs.queries.cells.get('q')).toMatchObject({
      running: false,
      request: {results: [{params: {recent: 90}}]},
    });
  });

  test('waits with its old answer until the value is there that the question takes from another', async () => {
    const desk = await ready(
      cell('churn'),
      cell('lifecycle'),
      useFrom('lifecycle', 'first_limit', {cell: 'churn', fact: 'threshold'}),
      sql('q', `${own} + 3`),
    );
    desk.threshold = 52;
    desk.edit(setParam('churn', 'window', 30));
    expect(desk.runs.queries.cells.get('q')).toMatchObject({
      waiting: true,
      running: true,
      answer: {more: false},
    });
    await desk.settle();
    expect(desk.exchanges()).toEqual(['churn', 'lifecycle', `${own} + 3`]);
    expect(desk.runs.queries.cells.get('q')).toMatchObject({
      running: false,
      request: {results: [{params: {first_limit: 52}}]},
    });
    expect(desk.runs.queries.cells.get('q')!.waiting).toBeUndefined();
  });

  test('that this question takes a value from in turn goes round in a circle: its own value holds, and both are answered', async () => {
    const desk = await ready(cell('lifecycle'), sql('q', `${own} limit 40`));
    desk.edit(useFrom('lifecycle', 'recent', {cell: 'q', fact: 'days'}));
    await desk.settle();
    expect(desk.runs.busy).toBe(false);
    expect(desk.runs.cells.get('lifecycle')).toMatchObject({running: false, request: {params: {recent: 90}}});
    expect(desk.runs.queries.cells.get('q')).toMatchObject({running: false, problem: null});
  });

  test('asks without it once that cell is gone or stands below, and with another name follows it', async () => {
    const desk = await ready(cell('lifecycle'), sql('q', own));
    const results = () => desk.runs.queries.cells.get('q')!.request.results.map(({name}) => name);
    desk.edit(moveCell('lifecycle', 1));
    await desk.settle();
    expect(results()).toEqual([]);
    desk.undo();
    await desk.settle();
    desk.exchanges();
    desk.edit(renameResult('lifecycle', 'now'));
    await desk.settle();
    expect(results()).toEqual(['now_stages']);
    expect(desk.exchanges()).toEqual(['select count(*) as n from now_stages']);
    desk.edit(removeCell('lifecycle'));
    await desk.settle();
    expect(results()).toEqual([]);
  });
});

test('what does not change a number asks the worker nothing: words, notes, titles, order, undo', async () => {
  const desk = await ready(cell('overview'), cell('lifecycle'), text, sql('q', 'select 1'));
  desk.edit(setText('text', 'words'));
  desk.edit(setNote('overview', 'a note'));
  desk.edit(renameCell('overview', 'Mine'));
  desk.edit(moveCell('text', 0));
  desk.edit(change({title: 'Another name'}));
  for (let steps = 0; steps < 5; steps++) desk.undo();
  await desk.settle();
  expect(desk.exchanges()).toEqual([]);
  desk.edit(setParam('lifecycle', 'recent', 60));
  await desk.settle();
  expect(desk.exchanges()).toEqual(['lifecycle']);
  desk.undo();
  await desk.settle();
  expect(desk.exchanges()).toEqual([]);
  expect(desk.runs.cells.get('lifecycle')).toMatchObject({running: false, request: {params: {recent: 90}}});
});
