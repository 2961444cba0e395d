import type {Parameters} from '../../lib/sql';
import type {Table} from '../../lib/table';
import {backtest, chosenModel, scoresOf, seasonalIndex, seasonHelps, type Trial} from '../../stats/backtest';
import {isFitted, modelNames, type FittedModel} from '../../stats/projection';
import {modelOf, once, originsOf, type Foundation} from './foundation';
import {seasonBefore} from './months';
import {holdOutsOf} from './origins';

/** All models that the customers of today determine, how they did on past days, and the one that did best. */
export interface Chosen {
  readonly origins: Table;
  readonly trials: readonly Trial[];
  readonly models: readonly FittedModel[];
  readonly model: FittedModel;
}

interface Context {
  query(name: 'origin_histories', sql: string, parameters?: Parameters): Promise<Table>;
  pause(): Promise<void>;
  progress(share: number): void;
}

/** Share of the work that the back-test takes. */
const TESTING = 0.8;

/** `first` is fitted already; it is chosen where there is no past day to test on. */
export async function chosenOf(
  foundation: Foundation,
  first: FittedModel,
  horizon: number,
  {query, pause, progress}: Context,
): Promise<Chosen> {
  const models: FittedModel[] = [];
  for (const [done, name] of modelNames.entries()) {
    const model = await modelOf(foundation, name, pause);
    if (isFitted(model)) models.push(model);
    progress(((1 - TESTING) * (done + 1)) / modelNames.length);
  }
  if (models.every(({name}) => name !== first.name)) models.push(first);
  const origins = await originsOf(query, foundation);
  const trials = await once(
    foundation.histories,
    `trials ${horizon}`,
    () =>
      backtest(holdOutsOf(foundation.plan, origins, foundation.past), {
        models: models.map(({name}) => name),
        pause,
        progress: (share) => progress(1 - TESTING + TESTING * share),
      }),
    pause,
  );
  const likelihoods = Object.fromEntries(models.map(({name, fit}) => [name, fit.logLikelihood]));
  const name = chosenModel(scoresOf(trials), likelihoods);
  return {origins, trials, models, model: models.find((each) => each.name === name) ?? first};
}

/** Factors for the months to come, by a seasonal index that has proved itself in the tests of the model; null without one. */
export function seasonOf(
  {past}: Foundation,
  model: FittedModel,
  trials: readonly Trial[],
  months: number,
): Float64Array | null {
  const season = seasonHelps(trials, model.name) ? seasonBefore(past, 0, months) : null;
  if (!season) return null;
  const index = seasonalIndex(model, season);
  return Float64Array.from(season.ahead, (quarter) => index[quarter]!);
}
