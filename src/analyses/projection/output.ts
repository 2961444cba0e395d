import {sum} from '../../lib/sum';
import {numbers, type Table} from '../../lib/table';
import {emptyTable} from '../../model/columns';
import {
  baselineNames,
  coverage,
  intervalFactors,
  LEAST_ORIGINS,
  partFactors,
  pastRate,
  poorRecord,
  scoresOf,
  type Factors,
  type Trial,
} from '../../stats/backtest';
import {allModelNames, stayingName} from '../../stats/projection';
import type {RunOutput} from '../define';
import {seasonOf} from '../value/chosen';
import {endOf} from '../value/months';
import {intervals} from '../value/reasons';
import {backtestTable, parametersTable} from '../value/tables';
import {intervalKind} from '../value/tested';
import {assumedArrivals, assumptions} from './assumptions';
import type {Base, Expected} from './expected';
import {modelsTable, type Compared} from './models_table';
import {newcomerRevenue} from './newcomers';
import {netRevenue, pastTable} from './past';
import {projectionShape as shape} from './shape';
import {fallenSilent, silenceTable} from './silence';
import {whatIf} from './what_if';

type Shape = typeof shape;

interface Found extends Base, Compared {
  readonly expected: Expected;
  readonly spread: number;
  readonly tested: Tested | null;
}

/** What the back-test found. */
export interface Tested {
  readonly origins: Table;
  readonly trials: readonly Trial[];
  /** Of the chosen model over the months of the tests. */
  readonly spread: number;
}

export function outputOf(found: Found): RunOutput<Shape> {
  const {params, foundation, spending, ends, margin, netShare, model, expected, spread, models, tested} =
    found;
  const trials = tested?.trials ?? [];
  const {past, histories} = foundation;
  const months = ends.length;
  const scores = scoresOf(trials);
  const own = trials.filter(({forecast}) => forecast === model.name);
  const season = seasonOf(foundation, model, trials, months);
  const errorOf = (trial: Trial) => (season && trial.seasonal ? trial.seasonal : trial);
  const score = scoresOf(own.map((trial) => ({...trial, error: errorOf(trial).error})))[0];
  const enough = own.length >= LEAST_ORIGINS;
  const poor = enough && score !== undefined && poorRecord(score, scores);
  const hidden = poor && !params.anyway;
  const seasonal = (values: Float64Array) =>
    season ? values.map((value, month) => value * season[month]!) : values;
  const existing = seasonal(expected.revenue);
  const total = sum(existing);
  const errors = enough ? own.map((trial) => errorOf(trial).error) : [];
  const factors = intervalFactors(errors, spread);
  const monthErrors = enough ? own.flatMap((trial) => errorOf(trial).monthErrors) : [];
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
  const changed = whatIf(found, model, seasonal);
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
  const fallen = fallenSilent(foundation.groups, expected, params.passive, ends.at(-1)!);
  const kind = intervalKind(foundation, own, months);
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
      past: pastTable(past),
      models: modelsTable(found, scores),
      silence,
      histories,
      origin_histories: tested?.origins ?? emptyTable(shape.tables.origin_histories),
      flows: foundation.flows,
      costs: foundation.costs,
      parameters: parametersTable(models, spending),
      backtest: backtestTable(trials),
    },
    facts: {
      ...commonFacts(found),
      reason: null,
      existing_revenue: fact(total),
      revenue_low: fact(total * factors.low),
      revenue_high: fact(total * factors.high),
      interval: intervals.indexOf(kind),
      new_customers: sum(assumed.customers),
      arrivals_growth: assumed.growth,
      new_revenue: fact(sum(coming.first) + sum(coming.repeat)),
      revenue: fact(sum(all)),
      margin: fact(sum(allMargin)),
      existing_margin: fact(sum(existingMargin)),
      assumption: assumptions.indexOf(assumed.assumption),
      model: allModelNames.indexOf(model.name),
      tested_origins: tested ? own.length : null,
      mean_error: score?.meanError ?? null,
      median_error: score?.medianError ?? null,
      bias: score?.bias ?? null,
      covered: tested ? coverage(errors, tested.spread) : null,
      best_baseline: rival ? baselineNames.findIndex((name) => name === rival.forecast) : null,
      baseline_error: rival?.meanError ?? null,
      poor: tested ? Number(poor) : null,
      hidden: Number(hidden),
      seasonal: Number(season !== null),
      second_share: changed.share,
      what_if_points: params.points,
      what_if_revenue: fact(sum(changedAll) - sum(all)),
      passive_customers: passive('customers'),
      at_risk_revenue: fact(passive('expected_revenue')),
      fallen_customers: fallen.customers,
      fallen_before: fact(fallen.before),
      fallen_now: fact(fallen.now),
      stays: Number(model.name === stayingName),
    },
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

function commonFacts({params, foundation, spending, netShare, ends, margin}: Base) {
  const {groups, past} = foundation;
  const months = Number(params.horizon);
  return {
    customers: foundation.customers,
    repeaters: groups.customers.reduce((all, count, row) => (groups.x[row]! > 0 ? all + count : all), 0),
    horizon: months,
    past_revenue: past.months.whole >= months ? netRevenue(past, 1, months) : null,
    tested_months: foundation.plan.months,
    passive_days: params.passive,
    margin_rate: margin,
    margin_shown: Number(params.measure === 'margin'),
    history_months: past.months.whole,
    rate_revenue: pastRate(
      groups,
      spending.values(groups).map((value) => value * netShare),
      ends.at(-1)!,
    ),
    past_repeat_revenue: past.months.whole >= months ? past.total('repeat_revenue', 1, months) : null,
  };
}

/** The past alone, where no model can be fitted. */
export function nothingAhead(base: Base, reason: number): RunOutput<Shape> {
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
      past: pastTable(past),
      models: emptyTable(shape.tables.models),
      silence: silenceTable(foundation.groups, {now: unknown, before: unknown}, params.passive),
      histories: foundation.histories,
      origin_histories: emptyTable(shape.tables.origin_histories),
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
      arrivals_growth: assumed.growth,
      new_revenue: null,
      revenue: null,
      margin: null,
      existing_margin: null,
      assumption: assumptions.indexOf(assumed.assumption),
      model: null,
      tested_origins: null,
      mean_error: null,
      median_error: null,
      bias: null,
      covered: null,
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
      fallen_customers: null,
      fallen_before: null,
      fallen_now: null,
      stays: 0,
    },
  };
}
