import {addMonths} from '../../lib/dates';
import {numbers, rowsOf, strings, type Table} from '../../lib/table';
import type {Columns, ColumnSpec} from '../../model/columns';
import {
  backtest,
  intervalFactors,
  LEAST_ORIGINS,
  partFactors,
  scoresOf,
  type Factors,
  type Trial,
} from '../../stats/backtest';
import {spendCorrelation} from '../../stats/models/gamma_gamma';
import {
  expectedPurchases,
  fitModel,
  fitSpending,
  futureSpread,
  isFitted,
  type FittedModel,
  type Spending,
} from '../../stats/projection';
import type {ParamsOf, RunContext, RunOutput} from '../define';
import {decilesOf} from './deciles';
import {found, foundationOf, marginRate, modelOf, once, spendingOf, type Foundation} from './foundation';
import historicSql from './historic.sql?raw';
import memberHistoriesSql from './member_histories.sql?raw';
import membersSql from './members.sql?raw';
import {netShareBefore} from './months';
import {groupsOf, holdOutsOf, stretchesOf} from './origins';
import predictedSql from './predicted.sql?raw';
import {intervals, reasons, type IntervalKind} from './reasons';
import {rulesOf} from './rules';
import {valueShape as shape} from './shape';
import {backtestTable, parametersTable} from './tables';

export {shape};
type Shape = typeof shape;

/** Customers that are simulated for the first picture; afterwards all are. */
const SAMPLE = 1500;
const MOST_MEMBERS = 20;

export async function run(context: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {params, scope, query, keep, pause} = context;
  const foundation = await foundationOf(query, scope, Number(params.horizon));
  const by = {by: params.by};
  const parted = params.by !== 'none';
  const members = parted ? await query('members', membersSql, by) : noRows(shape.tables.members);
  const memberHistories = parted
    ? await query('member_histories', memberHistoriesSql, by)
    : noRows(shape.tables.member_histories);
  const horizon = addMonths(scope.asOf, Number(params.horizon)) - scope.asOf;
  const model = await modelOf(foundation, 'mbg-nbd', pause);
  const spending = await spendingOf(foundation, pause);
  const base = {params, foundation, members, memberHistories, horizon, spending};
  const margin = marginRate(foundation, params.margin_rate, scope);
  const netShare = netShareBefore(foundation.past, 0);

  if (!isFitted(model)) {
    const historic = numbers(foundation.histories, 'revenue').map(
      (revenue, row) => revenue / foundation.groups.customers[row]!,
    );
    const {cuts} = decilesOf(historic, foundation.groups.customers);
    keep('customers', historicSql, {cuts});
    return output({
      ...base,
      margin: margin.rate,
      netShare,
      model: null,
      reason: reasons.indexOf(model.reason),
      ranked: historic,
      chances: nothing(historic),
      purchases: nothing(historic),
      revenues: nothing(historic),
      spread: 0,
      tested: null,
      interval: 'none',
    });
  }

  const {groups, histories, origins} = foundation;
  const purchases = expectedPurchases(model, groups, horizon);
  const revenues = spending.values(groups).map((value, row) => value * netShare * purchases[row]!);
  keep('customers', predictedSql, {
    ...rulesOf(histories, model, horizon),
    ...(spending.fit ? spending.fit.parameters : {p: null, q: null, v: null}),
    mean_value: spending.populationMean,
    net_share: netShare,
    horizon,
    margin_rate: margin.rate,
    order_cost: params.order_cost,
    cuts: decilesOf(revenues, groups.customers).cuts,
  });
  const predicted = {
    ...base,
    margin: margin.rate,
    netShare,
    model,
    reason: null,
    ranked: revenues,
    chances: model.purchaseChances(groups, horizon),
    purchases,
    revenues,
  };
  const name = `value ${horizon}`;
  const known = found<Tested>(origins, name);
  const all = found<number>(histories, `spread ${horizon}`);
  const sampled = `sampled ${horizon}`;
  const spread =
    all ??
    (await once(histories, sampled, () => futureSpread(model, spending, groups, horizon, pause, SAMPLE)));
  const complete = (tested: Tested, spread: number) =>
    output({
      ...predicted,
      spread,
      tested,
      interval:
        tested.trials.length < LEAST_ORIGINS
          ? 'model'
          : foundation.plan.months === Number(params.horizon)
            ? 'backtest'
            : 'shorter',
    });
  if (known && all !== undefined) return complete(known, all);
  return {
    ...output({...predicted, spread, tested: null, interval: 'model'}),
    async later({pause, progress}) {
      const tested = await once(origins, name, () =>
        testedOn(foundation, pause, (done) => progress(done / 2)),
      );
      const spread = await once(histories, `spread ${horizon}`, () =>
        futureSpread(model, spending, groups, horizon, pause),
      );
      return complete(tested, spread);
    },
  };
}

/** What the back-test of one model found. */
interface Tested {
  readonly trials: readonly Trial[];
  readonly calibration: Table;
  readonly brier: number | null;
}

async function testedOn(
  foundation: Foundation,
  pause: () => Promise<void>,
  progress: (share: number) => void,
): Promise<Tested> {
  const {plan, origins, past} = foundation;
  const trials = await backtest(holdOutsOf(plan, origins, past), {models: ['mbg-nbd'], pause, progress});
  return {trials, ...(await calibrated(foundation, pause))};
}

/** Predicted against actual by tenths at the latest origin, and the Brier score of the chance to buy. */
async function calibrated(
  {plan, origins, past}: Foundation,
  pause: () => Promise<void>,
): Promise<Omit<Tested, 'trials'>> {
  const none = {calibration: calibrationTable([]), brier: null};
  const latest = [...stretchesOf(origins)].at(-1);
  if (!latest) return none;
  const [origin, {from, to}] = latest;
  const groups = groupsOf(origins, from, to);
  const model = await fitModel('mbg-nbd', groups, pause);
  if (!isFitted(model)) return none;
  const spending = await fitSpending(groups, pause);
  const horizon = addMonths(origin, plan.months) - origin;
  const net = netShareBefore(past, plan.months);
  const purchases = expectedPurchases(model, groups, horizon);
  const revenues = spending.values(groups).map((value, row) => value * net * purchases[row]!);
  const chances = model.purchaseChances(groups, horizon);
  const bought = numbers(origins, 'future_buyers').slice(from, to);
  const spent = numbers(origins, 'future_revenue').slice(from, to);
  const {of} = decilesOf(revenues, groups.customers);
  const rows = emptyDeciles().map((row) => ({...row, bought: 0, spent: 0}));
  let [squares, customers] = [0, 0];
  of.forEach((decile, row) => {
    const [entry, count] = [rows[decile - 1]!, groups.customers[row]!];
    const chance = chances[row]!;
    entry.customers += count;
    entry.chance += count * chance;
    entry.revenues += count * revenues[row]!;
    entry.bought += bought[row]!;
    entry.spent += spent[row]!;
    squares += bought[row]! * (1 - chance) ** 2 + (count - bought[row]!) * chance ** 2;
    customers += count;
  });
  return {calibration: calibrationTable(rows), brier: customers > 0 ? squares / customers : null};
}

interface Entry {
  customers: number;
  revenue: number;
  chance: number;
  purchases: number;
  revenues: number;
}

function emptyDeciles(): Entry[] {
  return Array.from({length: 10}, () => ({customers: 0, revenue: 0, chance: 0, purchases: 0, revenues: 0}));
}

function calibrationTable(all: readonly (Entry & {bought: number; spent: number})[]): Table {
  const rows = all.map((row, i) => ({...row, decile: i + 1})).filter(({customers}) => customers > 0);
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  return {
    rows: rows.length,
    columns: {
      decile: column(({decile}) => decile),
      customers: column(({customers}) => customers),
      predicted_share: column(({chance, customers}) => chance / customers),
      actual_share: column(({bought, customers}) => bought / customers),
      predicted_revenue: column(({revenues}) => revenues),
      actual_revenue: column(({spent}) => spent),
    },
  };
}

interface Found {
  readonly params: ParamsOf<Shape>;
  readonly foundation: Foundation;
  readonly members: Table;
  readonly memberHistories: Table;
  readonly horizon: number;
  readonly model: FittedModel | null;
  readonly reason: number | null;
  readonly spending: Spending;
  readonly netShare: number;
  readonly margin: number | null;
  /** By what customers are put into tenths, by row of the histories. */
  readonly ranked: Float64Array;
  readonly chances: Float64Array;
  readonly purchases: Float64Array;
  readonly revenues: Float64Array;
  readonly spread: number;
  readonly tested: Tested | null;
  readonly interval: IntervalKind;
}

function output(result: Found): RunOutput<Shape> {
  const {params, foundation, horizon, model, spending, chances, purchases, revenues, tested, spread} = result;
  const {groups, histories, past} = foundation;
  const {customers} = groups;
  const over = (values: Float64Array, among: (row: number) => boolean = () => true) =>
    values.reduce((sum, value, row) => (among(row) ? sum + customers[row]! * value : sum), 0);
  const trials = (tested?.trials ?? []).filter(({forecast}) => forecast === 'mbg-nbd');
  const errors = trials.length >= LEAST_ORIGINS ? trials.map(({error}) => error) : [];
  const factors = intervalFactors(errors, spread);
  const total = over(revenues);
  const part: PartOf = {factors, spread, total, margin: result.margin, orderCost: params.order_cost};
  const deciles = decilesTable(result, part);
  const score = scoresOf(trials)[0];

  const chanceAmong = (among: (row: number) => boolean) => {
    const count = over(new Float64Array(customers.length).fill(1), among);
    return model && count > 0 ? over(chances, among) / count : null;
  };
  const came = past.total('new_customers', 1, 12);
  const firstValue = came > 0 ? (past.total('first_revenue', 1, 12) / came) * result.netShare : null;
  const again = model ? model.newcomerExpectations(Float64Array.of(horizon))[0]! : null;
  const newcomer =
    firstValue === null || again === null
      ? null
      : firstValue + again * spending.populationMean * result.netShare;
  const marginOf = (revenue: number | null, orders: number | null) =>
    result.margin === null || revenue === null || orders === null
      ? null
      : revenue * result.margin - orders * params.order_cost;
  const predicted = (value: number) => (model ? value : null);
  return {
    tables: {
      deciles,
      groups: groupsTable(result, part),
      calibration: tested?.calibration ?? calibrationTable([]),
      histories,
      origin_histories: foundation.origins,
      flows: foundation.flows,
      costs: foundation.costs,
      parameters: parametersTable(model ? [model] : [], spending),
      backtest: backtestTable(trials),
      members: result.members,
      member_histories: result.memberHistories,
    },
    facts: {
      customers: foundation.customers,
      revenue: numbers(histories, 'revenue').reduce((sum, value) => sum + value, 0),
      horizon: Number(params.horizon),
      reason: result.reason,
      expected_revenue: predicted(total),
      revenue_low: predicted(total * factors.low),
      revenue_high: predicted(total * factors.high),
      interval: intervals.indexOf(result.interval),
      expected_purchases: predicted(over(purchases)),
      expected_buyers: predicted(over(chances)),
      expected_margin: model ? marginOf(total, over(purchases)) : null,
      top_share: topShare(deciles, model ? 'expected_revenue' : 'revenue'),
      one_time_chance: chanceAmong((row) => groups.x[row] === 0),
      repeat_chance: chanceAmong((row) => groups.x[row]! > 0),
      first_value: firstValue,
      newcomer_value: newcomer,
      newcomer_margin: marginOf(newcomer, again === null ? null : 1 + again),
      margin_rate: result.margin,
      correlation: model && spending.fit ? spendCorrelation(groups) : null,
      spending: spending.fit ? 1 : 0,
      tested_origins: tested ? trials.length : null,
      tested_months: foundation.plan.months,
      mean_error: score?.meanError ?? null,
      bias: score?.bias ?? null,
      covered: tested ? trials.filter(({error}) => within(error, spread)).length : null,
      brier: tested?.brier ?? null,
      repeaters: customers.reduce((sum, count, row) => (groups.x[row]! > 0 ? sum + count : sum), 0),
    },
  };
}

/** Whether the model's own interval would have held what came. */
function within(error: number, spread: number): boolean {
  const {low, high} = intervalFactors([], spread);
  return error > -1 && 1 / (1 + error) >= low && 1 / (1 + error) <= high;
}

interface PartOf {
  readonly factors: Factors;
  readonly spread: number;
  readonly total: number;
  readonly margin: number | null;
  readonly orderCost: number;
}

function topShare(deciles: Table, column: string): number | null {
  const values = numbers(deciles, column);
  const all = values.reduce((sum, value) => sum + value, 0);
  return values.length > 0 && all > 0 ? values[0]! / all : null;
}

function decilesTable(result: Found, part: PartOf): Table {
  const {groups, histories} = result.foundation;
  const {of} = decilesOf(result.ranked, groups.customers);
  const revenue = numbers(histories, 'revenue');
  const entries = emptyDeciles();
  of.forEach((decile, row) => {
    const [entry, count] = [entries[decile - 1]!, groups.customers[row]!];
    entry.customers += count;
    entry.revenue += revenue[row]!;
    entry.chance += count * result.chances[row]!;
    entry.purchases += count * result.purchases[row]!;
    entry.revenues += count * result.revenues[row]!;
  });
  const rows = entries.map((entry, i) => ({...entry, decile: i + 1})).filter(({customers}) => customers > 0);
  return {
    rows: rows.length,
    columns: {decile: Float64Array.from(rows, ({decile}) => decile), ...expectedColumns(rows, part)},
  };
}

function expectedColumns(rows: readonly Entry[], {factors, spread, total, margin, orderCost}: PartOf) {
  const column = (value: (row: Entry) => number) => Float64Array.from(rows, value);
  const parts = rows.map(({revenues}) => partFactors(factors, spread, revenues, total));
  return {
    customers: column(({customers}) => customers),
    revenue: column(({revenue}) => revenue),
    chance: column(({chance, customers}) => chance / customers),
    expected_purchases: column(({purchases}) => purchases),
    expected_revenue: column(({revenues}) => revenues),
    revenue_low: Float64Array.from(rows, ({revenues}, i) => revenues * parts[i]!.low),
    revenue_high: Float64Array.from(rows, ({revenues}, i) => revenues * parts[i]!.high),
    expected_margin: column(({revenues, purchases}) =>
      margin === null ? NaN : revenues * margin - purchases * orderCost,
    ),
  };
}

/** The largest groups of customers by their first order, and what is expected of them. */
function groupsTable(result: Found, part: PartOf): Table {
  const {model, members, memberHistories, horizon, spending, netShare} = result;
  const count = Math.min(members.rows, MOST_MEMBERS);
  const entries = emptyMembers(members, count);
  if (model && count > 0) {
    const groups = memberGroups(memberHistories);
    const places = numbers(memberHistories, 'place');
    const chances = model.purchaseChances(groups, horizon);
    const purchases = expectedPurchases(model, groups, horizon);
    // The expected value of a purchase is linear in the mean value, so a row's mean stands for its customers.
    const values = spending.values(groups);
    places.forEach((place, row) => {
      const [entry, customers] = [entries[place - 1]!, groups.customers[row]!];
      entry.chance += customers * chances[row]!;
      entry.purchases += customers * purchases[row]!;
      entry.revenues += customers * purchases[row]! * values[row]! * netShare;
    });
  } else for (const entry of entries) entry.chance = entry.purchases = entry.revenues = NaN;
  return {
    rows: count,
    columns: {
      member: strings(members, 'member').slice(0, count),
      ...expectedColumns(entries, part),
      revenue_per_customer: Float64Array.from(entries, ({revenues, customers}) => revenues / customers),
    },
  };
}

function emptyMembers(members: Table, count: number): Entry[] {
  return rowsOf(members)
    .slice(0, count)
    .map((row) => ({
      customers: Number(row['customers']),
      revenue: Number(row['revenue']),
      chance: 0,
      purchases: 0,
      revenues: 0,
    }));
}

function memberGroups(table: Table): ReturnType<typeof groupsOf> {
  const customers = numbers(table, 'customers');
  return {
    x: numbers(table, 'x'),
    tx: numbers(table, 'tx_days'),
    age: numbers(table, 'age_days'),
    customers,
    meanValue: numbers(table, 'repeat_value').map((value, row) => value / customers[row]!),
  };
}

function noRows(columns: Columns): Table {
  const column = ([name, {kind}]: [string, ColumnSpec]) => [name, kind === 'text' ? [] : new Float64Array(0)];
  return {rows: 0, columns: Object.fromEntries(Object.entries(columns).map(column))};
}

function nothing(like: Float64Array): Float64Array {
  return new Float64Array(like.length).fill(NaN);
}
