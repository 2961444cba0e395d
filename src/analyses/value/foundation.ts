import {addMonths, type Day} from '../../lib/dates';
import {Problem} from '../../lib/problem';
import type {Parameters} from '../../lib/sql';
import {sum} from '../../lib/sum';
import {cell, numbers, type Table} from '../../lib/table';
import type {Scope} from '../../model/scope';
import {
  fitModel,
  fitSpending,
  futureSpread,
  isFitted,
  modelNames,
  stayingName,
  type CustomerGroups,
  type FittedModel,
  type ModelName,
  type Spending,
} from '../../stats/projection';
import type {Unfitted} from '../../stats/fit';
import {marginRateOf, type MarginRate} from '../margin';
import costsSql from './costs.sql?raw';
import flowsSql from './flows.sql?raw';
import historiesSql from './histories.sql?raw';
import {flowsOf, isoBounds, monthsBack, type Flows} from './months';
import originsSql from './origins.sql?raw';
import {groupsOf, originPlan, spansOf, type OriginPlan} from './origins';

/** Customers on whom forecasts are tested where there are more. */
const SAMPLE = 20_000;

/** What both analyses of the future start from. */
export interface Foundation {
  readonly histories: Table;
  readonly flows: Table;
  readonly costs: Table;
  readonly customers: number;
  readonly groups: CustomerGroups;
  readonly past: Flows;
  readonly plan: OriginPlan;
  /** One in so many customers is looked at in back-tests. */
  readonly parts: number;
}

type Query<Name extends string> = (name: Name, sql: string, parameters?: Parameters) => Promise<Table>;

/** Statements that depend on the scope and the horizon alone, so that they are answered once. */
export async function foundationOf(
  query: Query<'histories' | 'flows' | 'costs'>,
  scope: Scope,
  horizon: number,
): Promise<Foundation> {
  const histories = await query('histories', historiesSql);
  if (histories.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const groups = groupsOf(histories);
  const customers = groups.customers.reduce((sum, count) => sum + count, 0);
  const months = monthsBack(
    scope.asOf,
    scope.asOf - groups.age.reduce((most, age) => Math.max(most, age), 0),
  );
  const parts = Math.ceil(customers / SAMPLE);
  const flows = await query('flows', flowsSql, {bounds: isoBounds(months), parts});
  return {
    histories,
    flows,
    costs: await query('costs', costsSql),
    customers,
    groups,
    past: flowsOf(flows, months),
    plan: originPlan(months, horizon),
    parts,
  };
}

/** The customers as they were known on past days, with what came of them: for the back-test alone. */
export function originsOf(query: Query<'origin_histories'>, {plan, past, parts}: Foundation): Promise<Table> {
  return query('origin_histories', originsSql, {...spansOf(plan, past.months), parts});
}

const fits = new WeakMap<Table, Map<string, unknown>>();
const searches = new WeakMap<Table, Map<string, Promise<unknown>>>();
/** Milliseconds after which a run that waits for another looks whether it is still wanted itself. */
const PATIENCE = 50;

/**
 * Finds something of a table once: fits and back-tests do not change with the reader's assumptions. What another cell is
 * finding just now is waited for; should that cell be cancelled, it is found here.
 */
export async function once<T>(
  table: Table,
  name: string,
  find: () => Promise<T>,
  pause: () => Promise<void>,
): Promise<T> {
  for (;;) {
    const known = fits.get(table);
    if (known?.has(name)) return known.get(name) as T;
    const search = searches.get(table)?.get(name);
    if (!search) break;
    const ended = search.then(
      () => undefined,
      () => undefined,
    );
    await Promise.race([ended, new Promise((wake) => setTimeout(wake, PATIENCE))]);
    await pause();
  }
  const own = find();
  const under = searches.get(table) ?? new Map<string, Promise<unknown>>();
  searches.set(table, under.set(name, own));
  try {
    const found = await own;
    const all = fits.get(table) ?? new Map<string, unknown>();
    fits.set(table, all.set(name, found));
    return found;
  } finally {
    under.delete(name);
  }
}

/** What was found before. */
export function found<T>(table: Table, name: string): T | undefined {
  return fits.get(table)?.get(name) as T | undefined;
}

export function modelOf(
  {histories, groups}: Foundation,
  name: ModelName,
  pause: () => Promise<void>,
): Promise<FittedModel | Unfitted> {
  return once(histories, name, () => fitModel(name, groups, pause), pause);
}

/** The MBG/NBD; the NBD where nobody can be seen to leave; else why there is neither. */
export async function mainModelOf(
  foundation: Foundation,
  pause: () => Promise<void>,
): Promise<FittedModel | Unfitted> {
  const model = await modelOf(foundation, modelNames[0], pause);
  if (isFitted(model) || model.reason !== 'not-identified') return model;
  const staying = await modelOf(foundation, stayingName, pause);
  return isFitted(staying) ? staying : model;
}

export function spendingOf({histories, groups}: Foundation, pause: () => Promise<void>): Promise<Spending> {
  return once(histories, 'spending', () => fitSpending(groups, pause), pause);
}

/** Customers that are simulated where all would take long. */
const SIMULATED = 1500;

/** How far the model lets the total of `horizon` days lie from its expectation (stats/projection), by some of the customers. */
export function sampledSpread(
  {histories, groups}: Foundation,
  model: FittedModel,
  spending: Spending,
  horizon: number,
  pause: () => Promise<void>,
): Promise<number> {
  const find = () => futureSpread(model, spending, groups, horizon, pause, SIMULATED);
  return once(histories, `sampled ${model.name} ${horizon}`, find, pause);
}

/** The same over the months of the tests: `spread` where these are the days of the forecast. */
export async function testedSpread(
  foundation: Foundation,
  {
    model,
    spending,
    horizon,
    spread,
  }: {model: FittedModel; spending: Spending; horizon: number; spread: number},
  asOf: Day,
  pause: () => Promise<void>,
): Promise<number> {
  const days = addMonths(asOf, foundation.plan.months) - asOf;
  return days === horizon ? spread : sampledSpread(foundation, model, spending, days, pause);
}

/** The margin rate of these customers: the reader's own, else from the costs in the data. */
export function marginRate({costs, histories}: Foundation, own: number | null, {basis}: Scope): MarginRate {
  const known = {
    cost: Number(cell(costs, 'cost', 0)),
    covered: Number(cell(costs, 'covered_revenue', 0)),
    revenue: sum(numbers(histories, 'revenue')),
  };
  return marginRateOf(known, own, basis.withVat);
}
