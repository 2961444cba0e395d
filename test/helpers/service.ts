import type {Result, RunRequest} from '../../src/analyses/request';
import {analyses, type AnalysisId} from '../../src/analyses';
import {valueOf} from '../../src/lib/outcome';
import {dayFromIso} from '../../src/lib/dates';
import {rowsOf, type Cell} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import type {Selection} from '../../src/model/filter';
import {wholeScope, type Scope} from '../../src/model/scope';
import type {LoadOutcome, Page, Recipe, WorkerApi} from '../../src/worker/api';
import {localService} from '../../src/worker/local';

export type Row = Readonly<Record<string, Cell>>;

let tickets = 0;

/** The whole product but its pages, on this thread: what a user does with files and cells, as calls. */
export interface Shop {
  readonly service: WorkerApi;
  load(files: readonly File[], correct?: (recipe: Recipe) => Recipe): Promise<LoadOutcome>;
  /** Loads files that leave no question open. */
  open(
    files: readonly File[],
    correct?: (recipe: Recipe) => Recipe,
  ): Promise<Extract<LoadOutcome, {kind: 'loaded'}>>;
  request(
    dataset: Dataset,
    analysis: AnalysisId,
    params?: Record<string, unknown>,
    scope?: Partial<Scope>,
  ): RunRequest;
  run(
    dataset: Dataset,
    analysis: AnalysisId,
    params?: Record<string, unknown>,
    scope?: Partial<Scope>,
  ): Promise<Result>;
  /** The first customers of a table that an analysis keeps. */
  page(dataset: Dataset, analysis: AnalysisId, table: string): Promise<Page>;
}

export function createShop(service: WorkerApi = localService()): Shop {
  let made = 0;
  const shop: Shop = {
    service,
    async load(files, correct = (recipe) => recipe) {
      const sources = [];
      for (const file of files) {
        for (const inspected of valueOf(await service.inspect(0, file, () => undefined)))
          sources.push({file: inspected.file, recipe: correct(inspected.preview.recipe)});
      }
      return valueOf(await service.load(++tickets, `shop-${++made}`, sources, () => undefined));
    },
    async open(files, correct) {
      const outcome = await shop.load(files, correct);
      if (outcome.kind === 'asks') throw new Error(`asks ${JSON.stringify(outcome.questions)}`);
      return outcome;
    },
    request: (dataset, analysis, params = {}, scope = {}) => ({
      dataset: dataset.id,
      analysis,
      version: analyses[analysis].version,
      params,
      scope: {...wholeScope(dataset.lastDay), ...scope},
    }),
    run: async (dataset, analysis, params, scope) =>
      valueOf(await service.run(++tickets, shop.request(dataset, analysis, params, scope), () => undefined)),
    page: async (dataset, analysis, table) =>
      valueOf(
        await service.page(++tickets, {
          request: shop.request(dataset, analysis),
          table,
          where: {},
          order: {column: 'customer', descending: false},
          from: 0,
          to: 100,
        }),
      ),
  };
  return shop;
}

/** A table of a result, row by row. */
export function rowsIn(result: Result, table: string): Row[] {
  return rowsOf(result.tables[table]!);
}

/** The people in a table that a run keeps, in the order of their keys: one page, or page by page all of them. */
export async function peopleIn(
  {service}: Shop,
  request: RunRequest,
  table: string,
  pages: 'first' | 'all',
  where: Selection = {},
): Promise<Row[]> {
  const people: Row[] = [];
  for (;;) {
    const from = people.length;
    const order = {column: 'customer', descending: false};
    const page = valueOf(
      await service.page(++tickets, {request, table, where, order, from, to: from + 1000}),
    );
    people.push(...rowsOf(page.rows));
    if (pages === 'first' || page.rows.rows === 0 || people.length >= page.total) return people;
  }
}

/** A file of text. */
export function fileOf(text: string, name = 'orders.csv'): File {
  return new File([text], name);
}

export const day = dayFromIso;
