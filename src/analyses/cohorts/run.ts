import {Problem} from '../../lib/problem';
import {numbers, type Table} from '../../lib/table';
import {emptyTable} from '../../model/columns';
import {newcombeInterval, wilsonInterval, type Proportion} from '../../stats/tests/proportions';
import type {RunContext, RunOutput} from '../define';
import shopCostsSql from '../value/costs.sql?raw';
import {averagesTable, cellsTable, cohortsTable, pairsTable} from './assembled';
import {cellsOf, cohortsOf, type Counting} from './counted';
import {COMPARABLE_DAYS, NAMED, SMALL} from './limits';
import {marginOf} from './margin';
import {pairsOf} from './pairs';
import {cohortsShape as shape} from './shape';
import {rollingDays} from './spans';
import {statementsOf} from './statements';
import {total} from './sums';
import summarySql from './summary.sql?raw';

export {shape};
type Shape = typeof shape;
type Facts = RunOutput<Shape>['facts'];

/** Days within which a second purchase is asked for; the second where too few have been followed for the first. */
const horizons = [90, 30] as const;

export async function run({
  params,
  scope,
  query,
  foresee,
  keep,
  pause,
}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {by, grain} = params;
  const convention = by === 'time' ? params.convention : 'rolling';
  const counting: Counting = {grain, convention, asOf: scope.asOf};
  const sql = statementsOf(by, grain, convention === 'rolling');
  const bound = {length: rollingDays[grain], named: NAMED, apart: convention === 'apart'};

  const summary = await query('summary', summarySql);
  if (numbers(summary, 'customers')[0] === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const bought = await query('bought', sql.bought, bound);
  const returned = await query('returned', sql.returned, bound);
  // Most files name no cost of goods.
  const costed = numbers(summary, 'costed_positions')[0]! > 0;
  const costs = costed ? await query('costs', sql.costs, bound) : emptyTable(shape.tables.costs);
  const shopCosts = costed ? await query('shop_costs', shopCostsSql) : emptyTable(shape.tables.shop_costs);
  keep('buyers', sql.buyers, bound);
  if (by === 'time') {
    const otherwise = statementsOf(by, grain, convention !== 'rolling');
    foresee('bought', otherwise.bought, bound);
    if (costed) foresee('costs', otherwise.costs, bound);
  }

  await pause();
  const cohorts = cohortsOf(bought, returned, costs);
  const margin = marginOf(
    total(cohorts.map((cohort) => cohort.total)),
    {
      cost: numbers(shopCosts, 'cost')[0] ?? 0,
      covered: numbers(shopCosts, 'covered_revenue')[0] ?? 0,
      revenue: numbers(summary, 'customer_revenue')[0]!,
    },
    {rate: params.margin_rate, orderCost: params.order_cost},
    scope.basis.withVat,
  );
  const rows = cohorts.map((cohort) => ({cohort, cells: cellsOf(cohort, counting)}));
  await pause();
  return {
    tables: {
      cells: cellsTable(rows, margin),
      averages: averagesTable(rows, margin),
      cohorts: cohortsTable(rows, returned, counting),
      pairs: pairsTable(pairsOf(returned, by === 'time'), by === 'time'),
      bought,
      returned,
      costs,
      shop_costs: shopCosts,
      summary,
    },
    facts: {
      ...factsOf(summary, scope.asOf),
      margin_known: Number(margin.rate !== null),
      margin_with_vat: Number(scope.basis.withVat),
      margin_costs_share: margin.costsShare,
      margin_rate: margin.rate,
      margin_own_rate: Number(margin.ownRate),
    },
  };
}

type Told = Omit<
  Facts,
  'margin_known' | 'margin_with_vat' | 'margin_costs_share' | 'margin_rate' | 'margin_own_rate'
>;

function factsOf(summary: Table, asOf: number): Told {
  const value = (name: string) => numbers(summary, name)[0] ?? 0;
  const group = (name: string, returned: string): Proportion => ({
    successes: value(returned),
    trials: value(name),
  });
  const followed = horizons.map((days) => ({days, ...group(`customers_${days}`, `returned_${days}`)}));
  const asked = followed.find(({trials}) => trials >= SMALL) ?? followed.find(({trials}) => trials > 0);
  const answer = asked && {share: asked.successes / asked.trials, ...wilsonInterval(asked)};

  const recent = group('recent_customers', 'recent_returned');
  const earlier = group('earlier_customers', 'earlier_returned');
  const compared =
    value('longest_days') >= COMPARABLE_DAYS && recent.trials >= SMALL && earlier.trials >= SMALL
      ? newcombeInterval(recent, earlier)
      : null;

  const customers = value('year_customers');
  const year = customers >= SMALL;
  const perCustomer = (name: string) => (year ? value(name) / customers : null);
  return {
    customers: value('customers'),
    history_days: value('longest_days'),
    return_days: asked?.days ?? null,
    followed: asked?.trials ?? 0,
    returned: asked?.successes ?? 0,
    return_share: answer?.share ?? null,
    return_low: answer?.low ?? null,
    return_high: answer?.high ?? null,
    recent_until: asOf - horizons[0],
    recent_share: compared && recent.successes / recent.trials,
    earlier_share: compared && earlier.successes / earlier.trials,
    change: compared && compared.difference,
    change_low: compared && compared.low,
    change_high: compared && compared.high,
    year_customers: customers,
    year_from_on: year ? value('year_from_on') : null,
    year_until_on: year ? value('year_until_on') : null,
    year_early_share: year ? value('year_early_customers') / customers : null,
    opened_on: value('opened_on'),
    year_value: perCustomer('year_revenue'),
    first_value: perCustomer('year_first_revenue'),
  };
}
