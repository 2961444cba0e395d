import {sum} from '../../lib/sum';
import type {Unfitted} from '../../stats/fit';
import {futureSpread, isFitted, modelNames, type FittedModel, type ModelName} from '../../stats/projection';
import type {LaterContext, RunContext, RunOutput} from '../define';
import {chosenOf} from '../value/chosen';
import {
  found,
  foundationOf,
  mainModelOf,
  marginRate,
  modelOf,
  once,
  sampledSpread,
  spendingOf,
  testedSpread,
  type Foundation,
} from '../value/foundation';
import {endOf, netShareBefore} from '../value/months';
import {reasons} from '../value/reasons';
import {expectedOf, type Expected} from './expected';
import {nothingAhead, outputOf} from './output';
import type {Tested} from './record';
import {projectionShape as shape} from './shape';
import {bandsFrom} from './silence';
import silentSql from './silent.sql?raw';

export {shape};
type Shape = typeof shape;

/** Share of the rest of a run that choosing a model takes. */
const TESTING = 0.8;

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
  const expected = (model: FittedModel, pause: () => Promise<void>): Promise<Expected> =>
    once(histories, `expected ${model.name} ${horizon}`, async () => expectedOf(base, model), pause);
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
      each.set(other.name, sum((await expected(other, pause)).revenue));
    }
    return outputOf({...base, model, expected: await expected(model, pause), spread, models, each, tested});
  };
  const complete = async ({query, pause, progress}: LaterContext<Shape>) => {
    const {origins, trials, models, model} = await chosenOf(foundation, first, horizon, {
      query,
      pause,
      progress: (share) => progress(TESTING * share),
    });
    const spread = await once(
      histories,
      `spread ${model.name} ${horizon}`,
      () => futureSpread(model, spending, foundation.groups, horizon, pause),
      pause,
    );
    const own = await testedSpread(foundation, {model, spending, horizon, spread}, scope.asOf, pause);
    const result = await output(model, spread, models, {origins, trials, spread: own}, pause);
    return {result, model};
  };
  const done = found<ModelName>(histories, `chosen ${horizon}`);
  if (done !== undefined) return (await complete({query, pause, progress: () => undefined})).result;
  const spread = await sampledSpread(foundation, first, spending, horizon, pause);
  return {
    ...(await output(first, spread, [first], null, pause)),
    async later(rest) {
      const {result, model} = await complete(rest);
      await once(histories, `chosen ${horizon}`, async () => model.name, rest.pause);
      return result;
    },
  };
}

/** What the first picture shows: the MBG/NBD or the NBD; where the data determine neither, a model that they do. */
async function firstModel(
  foundation: Foundation,
  pause: () => Promise<void>,
): Promise<FittedModel | Unfitted> {
  const refused = await mainModelOf(foundation, pause);
  if (isFitted(refused)) return refused;
  for (const name of modelNames) {
    const model = await modelOf(foundation, name, pause);
    if (isFitted(model)) return model;
  }
  return refused;
}
