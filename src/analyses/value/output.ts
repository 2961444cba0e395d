import {cell, numbers, type Table} from '../../lib/table';
import {emptyTable} from '../../model/columns';
import {coverage, intervalFactors, LEAST_ORIGINS, pastRate, scoresOf} from '../../stats/backtest';
import {spendCorrelation} from '../../stats/models/gamma_gamma';
import {allModelNames, stayingName, type ModelName} from '../../stats/projection';
import type {ParamsOf, RunOutput} from '../define';
import {TENTHS, type Deciles} from './deciles';
import type {Foundation} from './foundation';
import {groupsTable, type Expectation, type Members} from './members';
import {emptyPart, partColumns, type Whole} from './parts';
import {intervals, type IntervalKind} from './reasons';
import {valueShape as shape} from './shape';
import {backtestTable, parametersTable} from './tables';
import {calibrationTable, type Tested} from './tested';

type Shape = typeof shape;

/** All that is known of the customers' value; columns by row of the histories. */
export interface Found extends Expectation {
  readonly params: ParamsOf<Shape>;
  readonly foundation: Foundation;
  readonly members: Members;
  readonly reason: number | null;
  readonly margin: number | null;
  readonly deciles: Deciles;
  readonly chances: Float64Array;
  /** The chances of a purchase in the next `SOON` days. */
  readonly soon: Float64Array;
  readonly purchases: Float64Array;
  readonly revenues: Float64Array;
  readonly spread: number;
  readonly tested: Tested | null;
  readonly other: Other | null;
  readonly interval: IntervalKind;
  readonly newcomers: Table;
}

/** What the projection, which chooses its model by its tests, expects of the same customers. */
export interface Other {
  readonly model: ModelName;
  readonly seasonal: boolean;
  readonly revenue: number;
}

export function output(found: Found): RunOutput<Shape> {
  const {params, foundation, horizon, model, spending, chances, purchases, revenues, tested, spread} = found;
  const {groups, histories, past} = foundation;
  const {customers} = groups;
  const over = (values: Float64Array, among: (row: number) => boolean = () => true) =>
    values.reduce((sum, value, row) => (among(row) ? sum + customers[row]! * value : sum), 0);
  const trials = tested?.trials ?? [];
  const errors = trials.length >= LEAST_ORIGINS ? trials.map(({error}) => error) : [];
  const factors = intervalFactors(errors, spread);
  const total = over(revenues);
  const whole: Whole = {factors, spread, total, margin: found.margin, orderCost: params.order_cost};
  const deciles = decilesTable(found, whole);
  const score = scoresOf(trials)[0];

  const chanceAmong = (among: (row: number) => boolean) => {
    const count = over(new Float64Array(customers.length).fill(1), among);
    return model && count > 0 ? over(chances, among) / count : null;
  };
  const came = past.total('new_customers', 1, 12);
  const firstValue = came > 0 ? (past.total('first_revenue', 1, 12) / came) * found.netShare : null;
  const again = model ? model.newcomerExpectations(Float64Array.of(horizon))[0]! : null;
  const newcomer =
    firstValue === null || again === null
      ? null
      : firstValue + again * spending.populationMean * found.netShare;
  const marginOf = (revenue: number | null, orders: number | null) =>
    found.margin === null || revenue === null || orders === null
      ? null
      : revenue * found.margin - orders * params.order_cost;
  const predicted = (value: number) => (model ? value : null);
  const followed = Number(cell(found.newcomers, 'customers', 0));
  const values = spending.values(groups).map((value) => value * found.netShare);
  return {
    tables: {
      deciles,
      groups: groupsTable(found.members, found, whole),
      calibration: tested?.calibration ?? calibrationTable([]),
      histories,
      origin_histories: tested?.origins ?? emptyTable(shape.tables.origin_histories),
      flows: foundation.flows,
      costs: foundation.costs,
      parameters: parametersTable(model ? [model] : [], spending),
      backtest: backtestTable(trials),
      newcomers: found.newcomers,
      spread: found.members.spread,
      members: found.members.members,
      member_histories: found.members.histories,
    },
    facts: {
      customers: foundation.customers,
      revenue: numbers(histories, 'revenue').reduce((sum, value) => sum + value, 0),
      horizon: Number(params.horizon),
      reason: found.reason,
      margin_shown: Number(params.measure === 'margin'),
      stays: Number(model?.name === stayingName),
      history_months: past.months.whole,
      rate_revenue: pastRate(groups, values, horizon),
      projected_revenue: found.other?.revenue ?? null,
      projected_model: found.other ? allModelNames.indexOf(found.other.model) : null,
      projected_seasonal: found.other ? Number(found.other.seasonal) : null,
      expected_revenue: predicted(total),
      revenue_low: predicted(total * factors.low),
      revenue_high: predicted(total * factors.high),
      interval: intervals.indexOf(found.interval),
      expected_purchases: predicted(over(purchases)),
      expected_buyers: predicted(over(chances)),
      likely_soon: predicted(over(found.soon.map((chance) => Number(chance >= 0.5)))),
      expected_margin: model ? marginOf(total, over(purchases)) : null,
      top_share: topShare(deciles, model ? 'expected_revenue' : 'revenue'),
      one_time_chance: chanceAmong((row) => groups.x[row] === 0),
      repeat_chance: chanceAmong((row) => groups.x[row]! > 0),
      first_value: firstValue,
      newcomer_value: newcomer,
      followed_newcomers: followed,
      followed_value: followed > 0 ? Number(cell(found.newcomers, 'revenue', 0)) / followed : null,
      newcomer_margin: marginOf(newcomer, again === null ? null : 1 + again),
      margin_rate: found.margin,
      correlation: model && spending.fit ? spendCorrelation(groups) : null,
      spending: spending.fit ? 1 : 0,
      tested_origins: tested ? trials.length : null,
      tested_months: foundation.plan.months,
      mean_error: score?.meanError ?? null,
      bias: score?.bias ?? null,
      covered: tested ? coverage(errors, tested.spread) : null,
      brier: tested?.brier ?? null,
      repeaters: customers.reduce((sum, count, row) => (groups.x[row]! > 0 ? sum + count : sum), 0),
    },
  };
}

function topShare(deciles: Table, column: string): number | null {
  const values = numbers(deciles, column);
  const all = values.reduce((sum, value) => sum + value, 0);
  return values.length > 0 && all > 0 ? values[0]! / all : null;
}

function decilesTable({foundation, deciles, chances, purchases, revenues}: Found, whole: Whole): Table {
  const {groups, histories} = foundation;
  const revenue = numbers(histories, 'revenue');
  const tenths = Array.from({length: TENTHS}, emptyPart);
  deciles.of.forEach((decile, row) => {
    const [tenth, count] = [tenths[decile - 1]!, groups.customers[row]!];
    tenth.customers += count;
    tenth.revenue += revenue[row]!;
    tenth.chance += count * chances[row]!;
    tenth.purchases += count * purchases[row]!;
    tenth.revenues += count * revenues[row]!;
  });
  const rows = tenths.map((tenth, i) => ({...tenth, decile: i + 1})).filter(({customers}) => customers > 0);
  return {
    rows: rows.length,
    columns: {decile: Float64Array.from(rows, ({decile}) => decile), ...partColumns(rows, whole)},
  };
}
