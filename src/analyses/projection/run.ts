import {sum} from '../../lib/sum';
import {backtest, chosenModel, scoresOf} from '../../stats/backtest';
import type {Unfitted} from '../../stats/fit';
import {futureSpread, isFitted, modelNames, type FittedModel, type ModelName} from '../../stats/projection';
import type {LaterContext, RunContext, RunOutput} from '../define';
import {
  found,
  foundationOf,
  marginRate,
  modelOf,
  once,
  originsOf,
  spendingOf,
  type Foundation,
} from '../value/foundation';
import {endOf, netShareBefore} from '../value/months';
import {holdOutsOf} from '../value/origins';
import {reasons} from '../value/reasons';
import {expectedOf, type Expected} from './expected';
import {nothingAhead, outputOf, type Tested} from './output';
import {projectionShape as shape} from './shape';
import {bandsFrom} from './silence';
import silentSql from './silent.sql?raw';

export {shape};
type Shape = typeof shape;

/** Customers that are simulated for the first picture; afterwards all are. */
const SAMPLE = 1500;
/** Share of the rest of a run that the back-test takes. */
const TESTING = 0.6;

export async function run(context: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {params, scope, query, keep, pause} = context;
  const months = Number(params.horizon);
  const foundation = await foundationOf(query, scope, months);
  const {histories} = foundation;
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
    tested: Tested | null,
    pause: () => Promise<void>,
  ) => {
    const each = new Map<string, number>();
    for (const other of models) {
      await pause();
      each.set(other.name, sum((await expected(other)).revenue));
    }
    return outputOf({...base, model, expected: await expected(model), spread, models, each, tested});
  };
  const complete = async ({query, pause, progress}: LaterContext<Shape>) => {
    const origins = await originsOf(query, foundation);
    const trials = await once(histories, `trials ${horizon}`, () =>
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
    return {result: await output(model, spread, models, {origins, trials}, pause), model};
  };
  const done = found<ModelName>(histories, `chosen ${horizon}`);
  if (done !== undefined) return (await complete({query, pause, progress: () => undefined})).result;
  const spread = await once(histories, `sampled ${horizon}`, () =>
    futureSpread(first, spending, foundation.groups, horizon, pause, SAMPLE),
  );
  return {
    ...(await output(first, spread, [first], null, pause)),
    async later(rest) {
      const {result, model} = await complete(rest);
      await once(histories, `chosen ${horizon}`, async () => model.name);
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
