import {numbers, type Table} from '../../lib/table';
import {
  backtest,
  baselineNames,
  chosenModel,
  intervalFactors,
  LEAST_ORIGINS,
  partFactors,
  poorRecord,
  scoresOf,
  seasonalIndex,
  seasonHelps,
  type Factors,
  type Trial,
} from '../../stats/backtest';
import type {Unfitted} from '../../stats/fit';
import {
  expectedPurchases,
  expectedTotals,
  futureSpread,
  isFitted,
  modelNames,
  type FittedModel,
  type ModelName,
  type Spending,
} from '../../stats/projection';
import type {ParamsOf, RunContext, RunOutput} from '../define';
import {
  found,
  foundationOf,
  marginRate,
  modelOf,
  once,
  spendingOf,
  type Foundation,
} from '../value/foundation';
import {endOf, netShareBefore, seasonBefore} from '../value/months';
import {holdOutsOf} from '../value/origins';
import {intervals, reasons, type IntervalKind} from '../value/reasons';
import {backtestTable, parametersTable} from '../value/tables';
import {assumedArrivals, assumptions} from './assumptions';
import {newcomerRevenue} from './newcomers';
import {projectionShape as shape} from './shape';
import {bandsFrom, silenceTable} from './silence';
import silentSql from './silent.sql?raw';

export {shape};
type Shape = typeof shape;

/** Customers that are simulated for the first picture; afterwards all are. */
const SAMPLE = 1500;
const MOST_PAST = 36;
/** Share of the rest of a run that the back-test takes. */
const TESTING = 0.6;

export async function run(context: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {params, scope, query, keep, pause} = context;
  const months = Number(params.horizon);
  const foundation = await foundationOf(query, scope, months);
  const {histories, origins} = foundation;
  keep('silent', silentSql, {bands: bandsFrom(params.passive)});
  const spending = await spendingOf(foundation, pause);
  const ends = Float64Array.from({length: months}, (_, i) => endOf(foundation.past.months, -i) - scope.asOf);
  const base = {
    params,
    foundation,
    spending,
    ends,
    margin: marginRate(foundation, params.margin_rate, scope).rate,
    netShare: netShareBefore(foundation.past, 0),
  };

  const first = await firstModel(foundation, pause);
  if (!isFitted(first)) return nothingAhead(base, reasons.indexOf(first.reason));

  const horizon = ends.at(-1)!;
  const expected = (model: FittedModel): Promise<Expected> =>
    once(histories, `expected ${model.name} ${horizon}`, async () => expectedOf(base, model));
  const spreadOf = (model: FittedModel, pause: () => Promise<void>) =>
    once(histories, `spread ${model.name} ${horizon}`, () =>
      futureSpread(model, spending, foundation.groups, horizon, pause),
    );
  const output = async (
    model: FittedModel,
    spread: number,
    models: readonly FittedModel[],
    trials: readonly Trial[] | null,
    pause: () => Promise<void>,
  ) => {
    const each = new Map<string, number>();
    for (const other of models) {
      await pause();
      each.set(other.name, sum((await expected(other)).revenue));
    }
    return outputOf({...base, model, expected: await expected(model), spread, models, each, trials});
  };
  const complete = async (pause: () => Promise<void>, progress: (share: number) => void) => {
    const trials = await once(origins, `trials ${horizon}`, () =>
      backtest(holdOutsOf(foundation.plan, origins, foundation.past), {
        pause,
        progress: (share) => progress(TESTING * share),
      }),
    );
    const models: FittedModel[] = [];
    for (const name of modelNames) {
      const model = await modelOf(foundation, name, pause);
      if (isFitted(model)) models.push(model);
      progress(TESTING + models.length * 0.1);
    }
    const likelihoods = Object.fromEntries(models.map(({name, fit}) => [name, fit.logLikelihood]));
    const chosen = chosenModel(scoresOf(trials), likelihoods);
    const model = models.find(({name}) => name === chosen) ?? first;
    const spread = await spreadOf(model, pause);
    return {result: await output(model, spread, models, trials, pause), model};
  };
  const done = found<ModelName>(origins, `chosen ${horizon}`);
  if (done !== undefined) return (await complete(pause, () => undefined)).result;
  const spread = await once(histories, `sampled ${horizon}`, () =>
    futureSpread(first, spending, foundation.groups, horizon, pause, SAMPLE),
  );
  return {
    ...(await output(first, spread, [first], null, pause)),
    async later({pause, progress}) {
      const {result, model} = await complete(pause, progress);
      await once(origins, `chosen ${horizon}`, async () => model.name);
      return result;
    },
  };
}

/** The MBG/NBD, which the first picture shows; where the data do not determine it, one that they do. */
async function firstModel(
  foundation: Foundation,
  pause: () => Promise<void>,
): Promise<FittedModel | Unfitted> {
  const refused = await modelOf(foundation, modelNames[0], pause);
  if (isFitted(refused)) return refused;
  for (const name of modelNames.slice(1)) {
    const model = await modelOf(foundation, name, pause);
    if (isFitted(model)) return model;
  }
  return refused;
}

interface Base {
  readonly params: ParamsOf<Shape>;
  readonly foundation: Foundation;
  readonly spending: Spending;
  readonly ends: Float64Array;
  readonly margin: number | null;
  readonly netShare: number;
}

/** What a model expects of the customers of today: by month in all, and by row over the whole time, now and before. */
interface Expected {
  readonly revenue: Float64Array;
  readonly purchases: Float64Array;
  readonly now: Float64Array;
  readonly before: Float64Array;
}

function expectedOf({foundation, spending, ends, netShare}: Base, model: FittedModel): Expected {
  const {groups} = foundation;
  const values = spending.values(groups).map((value) => value * netShare);
  const totals = expectedTotals(model, groups, values, ends);
  const horizon = ends.at(-1)!;
  const worth = (purchases: Float64Array) =>
    purchases.map((count, row) => groups.customers[row]! * count * values[row]!);
  return {
    revenue: increments(totals.revenue),
    purchases: increments(totals.purchases),
    now: worth(expectedPurchases(model, groups, horizon)),
    // Right after the last purchase the age was that of the last purchase.
    before: worth(expectedPurchases(model, {...groups, age: groups.tx}, horizon)),
  };
}

interface Found extends Base {
  readonly model: FittedModel;
  readonly expected: Expected;
  readonly spread: number;
  readonly models: readonly FittedModel[];
  /** Revenue of today's customers by model. */
  readonly each: ReadonlyMap<string, number>;
  readonly trials: readonly Trial[] | null;
}

function outputOf(found: Found): RunOutput<Shape> {
  const {params, foundation, spending, ends, margin, netShare, model, expected, spread, models, trials} =
    found;
  const {past, plan, histories} = foundation;
  const months = ends.length;
  const scores = scoresOf(trials ?? []);
  const own = (trials ?? []).filter(({forecast}) => forecast === model.name);
  const season = seasonHelps(own, model.name) ? seasonBefore(past, 0, months) : null;
  const index = season && seasonalIndex(model, season);
  const errorOf = (trial: Trial) => (index && trial.seasonal ? trial.seasonal : trial);
  const score = scoresOf(own.map((trial) => ({...trial, error: errorOf(trial).error})))[0];
  const tested = own.length >= LEAST_ORIGINS;
  const poor = tested && score !== undefined && poorRecord(score, scores);
  const hidden = poor && !params.anyway;
  const seasonal = (values: Float64Array) =>
    season && index ? values.map((value, month) => value * index[season.ahead[month]!]!) : values;
  const existing = seasonal(expected.revenue);
  const total = sum(existing);
  const factors = intervalFactors(tested ? own.map((trial) => errorOf(trial).error) : [], spread);
  const monthErrors = tested ? own.flatMap((trial) => errorOf(trial).monthErrors) : [];
  const monthFactors = Array.from(existing, (value): Factors => {
    const part = partFactors(factors, spread, value, total);
    const pooled = intervalFactors(monthErrors, 0);
    return {low: Math.min(part.low, pooled.low), high: Math.max(part.high, pooled.high)};
  });

  const assumed = assumedArrivals(params, past, months);
  const came = past.total('new_customers', 1, 12);
  const firstValue = came > 0 ? (past.total('first_revenue', 1, 12) / came) * netShare : 0;
  const coming = newcomerRevenue(model, {
    customers: assumed.customers,
    ends,
    firstValue,
    repeatValue: spending.populationMean * netShare,
  });
  const value = spending.populationMean * netShare;
  const newOrders = coming.repeat.map(
    (revenue, month) => (value > 0 ? revenue / value : 0) + assumed.customers[month]!,
  );
  const changed = whatIf(found, seasonal);
  const all = existing.map((revenue, month) => revenue + coming.first[month]! + coming.repeat[month]!);
  const changedAll = all.map(
    (revenue, month) => revenue + changed.existing[month]! + changed.newcomers * coming.repeat[month]!,
  );
  const left = (revenue: number, orders: number) =>
    margin === null ? NaN : revenue * margin - orders * params.order_cost;
  const existingOrders = seasonal(expected.purchases);
  const existingMargin = existing.map((revenue, month) => left(revenue, existingOrders[month]!));
  const allMargin = all.map((revenue, month) => left(revenue, existingOrders[month]! + newOrders[month]!));
  const shown = (values: Float64Array) => (hidden ? values.map(() => NaN) : values);
  const fact = (value: number | null) => (hidden || value === null || Number.isNaN(value) ? null : value);

  const silence = silenceTable(foundation.groups, expected, params.passive);
  const passive = (column: string) =>
    numbers(silence, column).reduce(
      (all, value, row) => (numbers(silence, 'from_days')[row]! >= params.passive ? all + value : all),
      0,
    );
  const kind: IntervalKind = !tested ? 'model' : plan.months === months ? 'backtest' : 'shorter';
  const rival = bestBaseline(scores, own.length);
  return {
    tables: {
      months: {
        rows: months,
        columns: {
          starts_on: ends.map((_, month) => endOf(past.months, 1 - month) + 1),
          ends_on: ends.map((_, month) => endOf(past.months, -month)),
          existing_revenue: shown(existing),
          existing_low: shown(existing.map((revenue, month) => revenue * monthFactors[month]!.low)),
          existing_high: shown(existing.map((revenue, month) => revenue * monthFactors[month]!.high)),
          new_customers: assumed.customers,
          first_revenue: coming.first,
          repeat_revenue: shown(coming.repeat),
          revenue: shown(all),
          what_if_revenue: shown(changedAll),
          existing_margin: shown(existingMargin),
          margin: shown(allMargin),
        },
      },
      past: pastTable(foundation),
      models: modelsTable(found, scores),
      silence,
      histories,
      origin_histories: foundation.origins,
      flows: foundation.flows,
      costs: foundation.costs,
      parameters: parametersTable(models, spending),
      backtest: backtestTable(trials ?? []),
    },
    facts: {
      ...commonFacts(found),
      reason: null,
      existing_revenue: fact(total),
      revenue_low: fact(total * factors.low),
      revenue_high: fact(total * factors.high),
      interval: intervals.indexOf(kind),
      new_customers: sum(assumed.customers),
      new_revenue: fact(sum(coming.first) + sum(coming.repeat)),
      revenue: fact(sum(all)),
      margin: fact(sum(allMargin)),
      existing_margin: fact(sum(existingMargin)),
      margin_rate: margin,
      assumption: assumptions.indexOf(assumed.assumption),
      model: modelNames.indexOf(model.name),
      tested_origins: trials ? own.length : null,
      mean_error: score?.meanError ?? null,
      median_error: score?.medianError ?? null,
      bias: score?.bias ?? null,
      best_baseline: rival ? baselineNames.findIndex((name) => name === rival.forecast) : null,
      baseline_error: rival?.meanError ?? null,
      poor: trials ? Number(poor) : null,
      hidden: Number(hidden),
      seasonal: Number(index !== null),
      second_share: changed.share,
      what_if_points: params.points,
      what_if_revenue: fact(sum(changedAll) - sum(all)),
      passive_customers: passive('customers'),
      at_risk_revenue: fact(passive('expected_revenue')),
      lost_revenue: fact(passive('lost_revenue')),
    },
  };
}

/**
 * More second purchases (PRODUCT §3 V13): x points more of the new customers, and of the one-time buyers who are not yet
 * passive, buy again within the time; whoever does goes on as those who do now. So their repeat purchases grow by the factor
 * (share + x)/share, the share never above 1.
 */
function whatIf(
  {params, foundation, spending, ends, netShare, model}: Found,
  seasonal: (values: Float64Array) => Float64Array,
) {
  const horizon = ends.at(-1)!;
  const {groups} = foundation;
  const rows = Uint32Array.from(groups.x.keys()).filter(
    (row) => groups.x[row] === 0 && groups.age[row]! < params.passive,
  );
  const column = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  const recent = {
    x: column(groups.x),
    tx: column(groups.tx),
    age: column(groups.age),
    meanValue: column(groups.meanValue),
    customers: column(groups.customers),
  };
  const growth = (share: number) => (share > 0 ? Math.min(1, share + params.points) / share - 1 : 0);
  const count = sum(recent.customers);
  const chances = model.purchaseChances(recent, horizon);
  const chance = count > 0 ? sum(chances.map((each, row) => each * recent.customers[row]!)) / count : 0;
  const values = spending.values(recent).map((value) => value * netShare);
  const share = model.newcomerReturn(horizon);
  const months = increments(expectedTotals(model, recent, values, ends).revenue);
  return {
    share,
    newcomers: growth(share),
    existing: seasonal(months).map((value) => value * growth(chance)),
  };
}

function bestBaseline(scores: ReturnType<typeof scoresOf>, origins: number) {
  return scores
    .filter((score) => baselineNames.some((name) => name === score.forecast) && score.origins === origins)
    .reduce<(typeof scores)[number] | null>(
      (best, score) => (best === null || score.meanError < best.meanError ? score : best),
      null,
    );
}

function commonFacts({params, foundation}: Base) {
  const {groups, past} = foundation;
  const months = Number(params.horizon);
  return {
    customers: foundation.customers,
    repeaters: groups.customers.reduce((all, count, row) => (groups.x[row]! > 0 ? all + count : all), 0),
    horizon: months,
    past_revenue: past.months.whole >= months ? netRevenue(foundation, 1, months) : null,
    tested_months: foundation.plan.months,
    passive_days: params.passive,
  };
}

function netRevenue({past}: Foundation, from: number, to: number): number {
  return (
    past.total('first_revenue', from, to) +
    past.total('repeat_revenue', from, to) -
    past.total('refunds', from, to)
  );
}

function pastTable(foundation: Foundation): Table {
  const {past} = foundation;
  const count = Math.min(MOST_PAST, past.months.whole);
  const backs = Array.from({length: count}, (_, i) => count - i);
  const column = (value: (back: number) => number) => Float64Array.from(backs, value);
  return {
    rows: count,
    columns: {
      starts_on: column((back) => endOf(past.months, back + 1) + 1),
      ends_on: column((back) => endOf(past.months, back)),
      new_customers: column((back) => past.total('new_customers', back, back)),
      first_revenue: column((back) => past.total('first_revenue', back, back)),
      repeat_revenue: column((back) => past.total('repeat_revenue', back, back)),
      refunds: column((back) => past.total('refunds', back, back)),
      revenue: column((back) => netRevenue(foundation, back, back)),
    },
  };
}

function modelsTable({model, models, each}: Found, scores: ReturnType<typeof scoresOf>): Table {
  const rows = [
    ...models.map((own) => ({name: own.name as string, fit: own.fit})),
    ...baselineNames
      .filter((name) => scores.some(({forecast}) => forecast === name))
      .map((name) => ({name: name as string, fit: null})),
  ].map((row) => ({...row, score: scores.find(({forecast}) => forecast === row.name)}));
  const column = (value: (row: (typeof rows)[number]) => number | undefined) =>
    Float64Array.from(rows, (row) => value(row) ?? NaN);
  return {
    rows: rows.length,
    columns: {
      model: rows.map(({name}) => name),
      chosen: column(({name}) => Number(name === model.name)),
      baseline: column(({fit}) => Number(fit === null)),
      origins: column(({score}) => score?.origins ?? 0),
      mean_error_share: column(({score}) => score?.meanError),
      median_error_share: column(({score}) => score?.medianError),
      bias_share: column(({score}) => score?.bias),
      log_likelihood: column(({fit}) => fit?.logLikelihood),
      aic: column(({fit}) => fit?.aic),
      expected_revenue: column(({name}) => each.get(name)),
    },
  };
}

/** The past alone, where no model can be fitted. */
function nothingAhead(base: Base, reason: number): RunOutput<Shape> {
  const {foundation, params, ends, netShare} = base;
  const {past} = foundation;
  const months = ends.length;
  const assumed = assumedArrivals(params, past, months);
  const came = past.total('new_customers', 1, 12);
  const firstValue = came > 0 ? (past.total('first_revenue', 1, 12) / came) * netShare : 0;
  const none = new Float64Array(months).fill(NaN);
  const unknown = new Float64Array(foundation.histories.rows).fill(NaN);
  return {
    tables: {
      months: {
        rows: months,
        columns: {
          starts_on: ends.map((_, month) => endOf(past.months, 1 - month) + 1),
          ends_on: ends.map((_, month) => endOf(past.months, -month)),
          existing_revenue: none,
          existing_low: none,
          existing_high: none,
          new_customers: assumed.customers,
          first_revenue: assumed.customers.map((count) => count * firstValue),
          repeat_revenue: none,
          revenue: none,
          what_if_revenue: none,
          existing_margin: none,
          margin: none,
        },
      },
      past: pastTable(foundation),
      models: noModels,
      silence: silenceTable(foundation.groups, {now: unknown, before: unknown}, params.passive),
      histories: foundation.histories,
      origin_histories: foundation.origins,
      flows: foundation.flows,
      costs: foundation.costs,
      parameters: parametersTable([], base.spending),
      backtest: backtestTable([]),
    },
    facts: {
      ...commonFacts(base),
      reason,
      existing_revenue: null,
      revenue_low: null,
      revenue_high: null,
      interval: intervals.indexOf('none'),
      new_customers: sum(assumed.customers),
      new_revenue: null,
      revenue: null,
      margin: null,
      existing_margin: null,
      margin_rate: base.margin,
      assumption: assumptions.indexOf(assumed.assumption),
      model: null,
      tested_origins: null,
      mean_error: null,
      median_error: null,
      bias: null,
      best_baseline: null,
      baseline_error: null,
      poor: null,
      hidden: 0,
      seasonal: 0,
      second_share: null,
      what_if_points: params.points,
      what_if_revenue: null,
      passive_customers: null,
      at_risk_revenue: null,
      lost_revenue: null,
    },
  };
}

const noModels: Table = {
  rows: 0,
  columns: {
    model: [],
    ...Object.fromEntries(
      Object.keys(shape.tables.models)
        .filter((name) => name !== 'model')
        .map((name) => [name, new Float64Array(0)]),
    ),
  },
};

function increments(cumulative: Float64Array): Float64Array {
  return cumulative.map((value, i) => value - (i === 0 ? 0 : cumulative[i - 1]!));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
