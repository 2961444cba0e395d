import {addMonths} from '../../lib/dates';
import {numbers} from '../../lib/table';
import {sum} from '../../lib/sum';
import {expectedPurchases, expectedTotals, futureSpread, isFitted} from '../../stats/projection';
import type {LaterContext, RunContext, RunOutput} from '../define';
import {chosenOf, seasonOf, type Chosen} from './chosen';
import {decilesOf} from './deciles';
import {
  found,
  foundationOf,
  mainModelOf,
  marginRate,
  once,
  sampledSpread,
  spendingOf,
  testedSpread,
} from './foundation';
import historicSql from './historic.sql?raw';
import {membersOf} from './members';
import {endOf, netShareBefore} from './months';
import newcomersSql from './newcomers.sql?raw';
import {output, type Other} from './output';
import predictedSql from './predicted.sql?raw';
import {reasons} from './reasons';
import {rulesOf} from './rules';
import {horizonField, SOON, valueShape as shape} from './shape';
import {calibrated, intervalKind, type Tested} from './tested';

export {shape};
type Shape = typeof shape;

/** Months, the longest horizon: a next purchase that is likely only later has no date. */
const FURTHEST = Math.max(...Object.keys(horizonField.options).map(Number));
/** Share of the rest of a run that choosing a model takes. */
const TESTING = 0.8;

export async function run(context: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {params, scope, query, keep, pause} = context;
  const foundation = await foundationOf(query, scope, Number(params.horizon));
  const members = await membersOf(query, params.by, shape.tables);
  const horizon = addMonths(scope.asOf, Number(params.horizon)) - scope.asOf;
  const newcomers = await query('newcomers', newcomersSql, {horizon});
  const model = await mainModelOf(foundation, pause);
  const spending = await spendingOf(foundation, pause);
  const {groups, histories} = foundation;
  const netShare = netShareBefore(foundation.past, 0);
  const margin = marginRate(foundation, params.margin_rate, scope).rate;
  const base = {params, foundation, members, newcomers, horizon, spending, margin, netShare};

  if (!isFitted(model)) {
    const historic = numbers(histories, 'revenue').map((revenue, row) => revenue / groups.customers[row]!);
    const deciles = decilesOf(historic, groups.customers);
    keep('customers', historicSql, {cuts: deciles.cuts});
    const unknown = historic.map(() => NaN);
    return output({
      ...base,
      model: null,
      reason: reasons.indexOf(model.reason),
      deciles,
      chances: unknown,
      soon: unknown,
      purchases: unknown,
      revenues: unknown,
      spread: 0,
      tested: null,
      other: null,
      interval: 'none',
    });
  }

  const purchases = expectedPurchases(model, groups, horizon);
  const revenues = spending.values(groups).map((value, row) => value * netShare * purchases[row]!);
  const deciles = decilesOf(revenues, groups.customers);
  keep('customers', predictedSql, {
    ...rulesOf(histories, model, horizon),
    ...(spending.fit ? spending.fit.parameters : {p: null, q: null, v: null}),
    mean_value: spending.populationMean,
    net_share: netShare,
    horizon,
    furthest: addMonths(scope.asOf, FURTHEST) - scope.asOf,
    margin_rate: margin,
    order_cost: params.order_cost,
    cuts: deciles.cuts,
  });
  const predicted = {
    ...base,
    model,
    reason: null,
    deciles,
    chances: model.purchaseChances(groups, horizon),
    soon: model.purchaseChances(groups, SOON),
    purchases,
    revenues,
  };
  const months = Number(params.horizon);
  const ends = Float64Array.from({length: months}, (_, i) => endOf(foundation.past.months, -i) - scope.asOf);
  const values = spending.values(groups).map((value) => value * netShare);
  const projected = ({model: chosen, trials}: Chosen): Other => {
    const cumulative = expectedTotals(chosen, groups, values, ends).revenue;
    const season = seasonOf(foundation, chosen, trials, months);
    const revenue = cumulative.map(
      (value, month) => (value - (month > 0 ? cumulative[month - 1]! : 0)) * (season?.[month] ?? 1),
    );
    return {model: chosen.name, seasonal: season !== null, revenue: sum(revenue)};
  };
  const complete = async ({query, pause, progress}: LaterContext<Shape>) => {
    const chosen = await chosenOf(foundation, model, horizon, {
      query,
      pause,
      progress: (share) => progress(TESTING * share),
    });
    const {origins} = chosen;
    const trials = chosen.trials.filter(({forecast}) => forecast === model.name);
    const found = await once(
      histories,
      `calibration ${horizon}`,
      () => calibrated(foundation, model.name, origins, pause),
      pause,
    );
    const spread = await once(
      histories,
      `spread ${model.name} ${horizon}`,
      () => futureSpread(model, spending, groups, horizon, pause),
      pause,
    );
    const forecast = {model, spending, horizon, spread};
    const tested: Tested = {
      origins,
      trials,
      spread: await testedSpread(foundation, forecast, scope.asOf, pause),
      ...found,
    };
    return output({
      ...predicted,
      spread,
      tested,
      other: projected(chosen),
      interval: intervalKind(foundation, trials, months),
    });
  };
  const all = [`trials ${horizon}`, `calibration ${horizon}`, `spread ${model.name} ${horizon}`];
  if (all.every((name) => found(histories, name) !== undefined))
    return complete({query, pause, progress: () => undefined});
  const sampled = await sampledSpread(foundation, model, spending, horizon, pause);
  return {
    ...output({...predicted, spread: sampled, tested: null, other: null, interval: 'model'}),
    later: complete,
  };
}
