import {sum} from '../../lib/sum';
import {numbers} from '../../lib/table';
import {emptyTable} from '../../model/columns';
import {baselineNames, pastRate} from '../../stats/backtest';
import {allModelNames, stayingName} from '../../stats/projection';
import type {RunOutput} from '../define';
import {endOf} from '../value/months';
import {intervals} from '../value/reasons';
import {backtestTable, parametersTable} from '../value/tables';
import {intervalKind} from '../value/tested';
import {aheadOf, arrivalsOf, firstValueOf} from './ahead';
import {assumptions, type Arrivals} from './assumptions';
import type {Base, Expected} from './expected';
import {modelsTable, type Compared} from './models_table';
import {netRevenue, pastTable} from './past';
import {recordOf, type Tested} from './record';
import {projectionShape as shape} from './shape';
import {fallenSilent, silenceTable} from './silence';

type Shape = typeof shape;

interface Found extends Base, Compared {
  readonly expected: Expected;
  readonly spread: number;
  readonly tested: Tested | null;
}

export function outputOf(found: Found): RunOutput<Shape> {
  const {params, foundation, spending, ends, model, expected, spread, models, tested} = found;
  const {past, histories} = foundation;
  const months = ends.length;
  const record = recordOf(found, model, spread, tested);
  const ahead = aheadOf(found, model, expected, record.season);
  const limits = record.limits(ahead.existing);
  const total = sum(ahead.existing);
  const hidden = record.poor && !params.anyway;
  const shown = (values: Float64Array) => (hidden ? values.map(() => NaN) : values);
  const fact = (value: number | null) => (hidden || value === null || Number.isNaN(value) ? null : value);

  const silence = silenceTable(foundation.groups, expected, params.passive);
  const passive = (column: string) =>
    numbers(silence, column).reduce(
      (all, value, row) => (numbers(silence, 'from_days')[row]! >= params.passive ? all + value : all),
      0,
    );
  const fallen = fallenSilent(foundation.groups, expected, params.passive, ends.at(-1)!);
  return {
    tables: {
      months: {
        rows: months,
        columns: {
          starts_on: ends.map((_, month) => endOf(past.months, 1 - month) + 1),
          ends_on: ends.map((_, month) => endOf(past.months, -month)),
          existing_revenue: shown(ahead.existing),
          existing_low: shown(ahead.existing.map((revenue, month) => revenue * limits.months[month]!.low)),
          existing_high: shown(ahead.existing.map((revenue, month) => revenue * limits.months[month]!.high)),
          new_customers: ahead.arrivals.customers,
          first_revenue: ahead.first,
          repeat_revenue: shown(ahead.repeat),
          revenue: shown(ahead.all),
          what_if_revenue: shown(ahead.changed),
          existing_margin: shown(ahead.existingMargin),
          margin: shown(ahead.margin),
        },
      },
      past: pastTable(past),
      models: modelsTable(found, record.scores),
      silence,
      histories,
      origin_histories: tested?.origins ?? emptyTable(shape.tables.origin_histories),
      flows: foundation.flows,
      costs: foundation.costs,
      parameters: parametersTable(models, spending),
      backtest: backtestTable(tested?.trials ?? []),
    },
    facts: {
      ...commonFacts(found),
      reason: null,
      existing_revenue: fact(total),
      revenue_low: fact(total * limits.total.low),
      revenue_high: fact(total * limits.total.high),
      interval: intervals.indexOf(intervalKind(foundation, record.trials, months)),
      ...arrivalFacts(ahead.arrivals),
      new_revenue: fact(sum(ahead.first) + sum(ahead.repeat)),
      revenue: fact(sum(ahead.all)),
      margin: fact(sum(ahead.margin)),
      existing_margin: fact(sum(ahead.existingMargin)),
      model: allModelNames.indexOf(model.name),
      tested_origins: tested ? record.trials.length : null,
      mean_error: record.score?.meanError ?? null,
      median_error: record.score?.medianError ?? null,
      bias: record.score?.bias ?? null,
      covered: record.covered,
      best_baseline: record.rival ? baselineNames.findIndex((name) => name === record.rival!.forecast) : null,
      baseline_error: record.rival?.meanError ?? null,
      poor: tested ? Number(record.poor) : null,
      hidden: Number(hidden),
      seasonal: Number(record.season !== null),
      second_share: ahead.secondShare,
      what_if_points: params.points,
      what_if_revenue: fact(sum(ahead.changed) - sum(ahead.all)),
      passive_customers: passive('customers'),
      at_risk_revenue: fact(passive('expected_revenue')),
      fallen_customers: fallen.customers,
      fallen_before: fact(fallen.before),
      fallen_now: fact(fallen.now),
      stays: Number(model.name === stayingName),
    },
  };
}

function arrivalFacts({assumption, customers, growth}: Arrivals) {
  return {
    new_customers: sum(customers),
    arrivals_growth: growth,
    assumption: assumptions.indexOf(assumption),
  };
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
  const {foundation, params, ends} = base;
  const {past} = foundation;
  const months = ends.length;
  const arrivals = arrivalsOf(base);
  const firstValue = firstValueOf(base);
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
          new_customers: arrivals.customers,
          first_revenue: arrivals.customers.map((count) => count * firstValue),
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
      ...arrivalFacts(arrivals),
      new_revenue: null,
      revenue: null,
      margin: null,
      existing_margin: null,
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
