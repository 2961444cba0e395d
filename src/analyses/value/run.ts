import {addMonths} from '../../lib/dates';
import {numbers} from '../../lib/table';
import {LEAST_ORIGINS} from '../../stats/backtest';
import {expectedPurchases, futureSpread, isFitted} from '../../stats/projection';
import type {RunContext, RunOutput} from '../define';
import {decilesOf} from './deciles';
import {found, foundationOf, marginRate, modelOf, once, originsOf, spendingOf} from './foundation';
import historicSql from './historic.sql?raw';
import {membersOf} from './members';
import {netShareBefore} from './months';
import {output} from './output';
import predictedSql from './predicted.sql?raw';
import {reasons} from './reasons';
import {rulesOf} from './rules';
import {valueShape as shape} from './shape';
import {testedOn, type Tested} from './tested';

export {shape};
type Shape = typeof shape;

/** Customers that are simulated for the first picture; afterwards all are. */
const SAMPLE = 1500;

export async function run(context: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {params, scope, query, keep, pause} = context;
  const foundation = await foundationOf(query, scope, Number(params.horizon));
  const members = await membersOf(query, params.by, shape.tables);
  const horizon = addMonths(scope.asOf, Number(params.horizon)) - scope.asOf;
  const model = await modelOf(foundation, 'mbg-nbd', pause);
  const spending = await spendingOf(foundation, pause);
  const {groups, histories} = foundation;
  const netShare = netShareBefore(foundation.past, 0);
  const margin = marginRate(foundation, params.margin_rate, scope).rate;
  const base = {params, foundation, members, horizon, spending, margin, netShare};

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
      purchases: unknown,
      revenues: unknown,
      spread: 0,
      tested: null,
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
    purchases,
    revenues,
  };
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
  const spreadOf = (name: string, pause: () => Promise<void>, sample?: number) =>
    once(histories, `${name} ${horizon}`, () =>
      futureSpread(model, spending, groups, horizon, pause, sample),
    );
  const [known, spread] = [
    found<Tested>(histories, `value ${horizon}`),
    found<number>(histories, `spread ${horizon}`),
  ];
  if (known && spread !== undefined) {
    await originsOf(query, foundation);
    return complete(known, spread);
  }
  return {
    ...output({
      ...predicted,
      spread: spread ?? (await spreadOf('sampled', pause, SAMPLE)),
      tested: null,
      interval: 'model',
    }),
    async later({query, pause, progress}) {
      const origins = await originsOf(query, foundation);
      const tested = await once(histories, `value ${horizon}`, () =>
        testedOn(foundation, origins, pause, (done) => progress(done / 2)),
      );
      return complete(tested, await spreadOf('spread', pause));
    },
  };
}
