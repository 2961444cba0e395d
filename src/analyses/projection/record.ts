import {sum} from '../../lib/sum';
import type {Table} from '../../lib/table';
import {
  baselineNames,
  coverage,
  intervalFactors,
  LEAST_ORIGINS,
  partFactors,
  poorRecord,
  scoresOf,
  type Factors,
  type Score,
  type Trial,
} from '../../stats/backtest';
import type {FittedModel} from '../../stats/projection';
import {seasonOf} from '../value/chosen';
import type {Base} from './expected';

/** What the back-test found. */
export interface Tested {
  readonly origins: Table;
  readonly trials: readonly Trial[];
  /** Of the chosen model over the months of the tests. */
  readonly spread: number;
}

/** How the chosen model did on past days beside the other forecasts, and what follows for the months to come. */
export interface TrackRecord {
  /** Of every forecast, without the season. */
  readonly scores: readonly Score[];
  /** Of the chosen model, with the season where that helps. */
  readonly score: Score | undefined;
  /** Of the chosen model alone. */
  readonly trials: readonly Trial[];
  /** Factors of the season by month to come; null where it does not help. */
  readonly season: Float64Array | null;
  /** Too few tests say nothing: then it is not called poor. */
  readonly poor: boolean;
  /** Share of the tests whose result lay within the interval; null without a test. */
  readonly covered: number | null;
  /** The best of the simple forecasts with as many tests. */
  readonly rival: Score | null;
  /** Ends of the interval as factors of a forecast: of its sum, and of each month. */
  limits(existing: Float64Array): {readonly total: Factors; readonly months: readonly Factors[]};
}

export function recordOf(
  {foundation, ends}: Base,
  model: FittedModel,
  spread: number,
  tested: Tested | null,
): TrackRecord {
  const all = tested?.trials ?? [];
  const scores = scoresOf(all);
  const trials = all.filter(({forecast}) => forecast === model.name);
  const season = seasonOf(foundation, model, all, ends.length);
  const errorOf = (trial: Trial) => (season && trial.seasonal ? trial.seasonal : trial);
  const score = scoresOf(trials.map((trial) => ({...trial, error: errorOf(trial).error})))[0];
  const enough = trials.length >= LEAST_ORIGINS;
  const errors = enough ? trials.map((trial) => errorOf(trial).error) : [];
  const monthErrors = enough ? trials.flatMap((trial) => errorOf(trial).monthErrors) : [];
  return {
    scores,
    score,
    trials,
    season,
    poor: enough && score !== undefined && poorRecord(score, scores),
    covered: tested ? coverage(errors, tested.spread) : null,
    rival: bestBaseline(scores, trials.length),
    limits(existing) {
      const total = intervalFactors(errors, spread);
      const pooled = intervalFactors(monthErrors, 0);
      const revenue = sum(existing);
      const months = Array.from(existing, (value): Factors => {
        const part = partFactors(total, spread, value, revenue);
        return {low: Math.min(part.low, pooled.low), high: Math.max(part.high, pooled.high)};
      });
      return {total, months};
    },
  };
}

function bestBaseline(scores: readonly Score[], origins: number): Score | null {
  return scores
    .filter((score) => baselineNames.some((name) => name === score.forecast) && score.origins === origins)
    .reduce<Score | null>(
      (best, score) => (best === null || score.meanError < best.meanError ? score : best),
      null,
    );
}
