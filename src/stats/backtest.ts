import {sum} from '../lib/sum';
import {quantileOfSorted} from './quantile';
import {
  allModelNames,
  expectedTotals,
  fitModel,
  fitSpending,
  isFitted,
  modelNames,
  type CustomerGroups,
  type FittedModel,
  type ModelName,
} from './projection';
import type {Arrivals} from './tracking';

export const baselineNames = ['last-period', 'last-year', 'past-rate'] as const;
export type BaselineName = (typeof baselineNames)[number];
export type Forecast = ModelName | BaselineName;

/** A past day with what was known then and what came of it. */
export interface HoldOut {
  /** As a day number; the hold-out is the time from here to `until`. */
  readonly origin: number;
  readonly until: number;
  /** The customers as they were known on the day. */
  readonly groups: CustomerGroups;
  /** Net revenue of these same customers, by month of the hold-out. */
  readonly actual: Float64Array;
  /** Ends of these months, in days from the origin. */
  readonly ends: Float64Array;
  /** Share of the value of purchases that was not paid back in the year before. */
  readonly netShare: number;
  /** What those known a period, and a year, earlier brought in the same span then; null: before the first order. */
  readonly lastPeriod: number | null;
  readonly lastYear: number | null;
  /** What a seasonal index is found from; null with less than two full years. */
  readonly season: Season | null;
}

/** The past of an origin by month, and the calendar quarters (0–3) of its months and of those of the hold-out. */
export interface Season {
  readonly arrivals: Arrivals;
  /** Bounds of the months, one more than there are months; on the clock of the arrivals. */
  readonly bounds: Float64Array;
  readonly purchases: Float64Array;
  readonly quarters: readonly number[];
  readonly ahead: readonly number[];
}

/** What one forecast said at one origin. The error is predicted / actual − 1. */
export interface Trial {
  readonly origin: number;
  readonly until: number;
  readonly forecast: Forecast;
  readonly predicted: number;
  readonly actual: number;
  readonly error: number;
  /** Errors of the months alone; of models only. */
  readonly monthErrors: readonly number[];
  /** The same with the seasonal index, where there is one. */
  readonly seasonal: {readonly error: number; readonly monthErrors: readonly number[]} | null;
}

/**
 * The rolling back-test (STATISTICS §3.3–3.4): at each origin every model is fitted anew to the customers known then, and
 * says what these will spend; the baselines say it from the past alone. Origins without a positive actual revenue have no
 * relative error and are left out, and so are models that cannot be fitted there.
 */
export async function backtest(
  holdOuts: readonly HoldOut[],
  {
    models = modelNames,
    pause,
    progress,
  }: {
    readonly models?: readonly ModelName[];
    pause(): Promise<void>;
    progress(share: number): void;
  },
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const [done, holdOut] of holdOuts.entries()) {
    const {origin, until, groups, ends, actual, netShare} = holdOut;
    const total = sum(actual);
    if (!(total > 0)) continue;
    const trial = (forecast: Forecast, predicted: number, rest: Partial<Trial> = {}): Trial => ({
      origin,
      until,
      forecast,
      predicted,
      actual: total,
      error: predicted / total - 1,
      monthErrors: [],
      seasonal: null,
      ...rest,
    });
    const spending = await fitSpending(groups, pause);
    const values = spending.values(groups).map((value) => value * netShare);
    for (const [place, name] of models.entries()) {
      const model = await fitModel(name, groups, pause);
      await pause();
      progress((done + (place + 1) / models.length) / holdOuts.length);
      if (!isFitted(model)) continue;
      const months = increments(expectedTotals(model, groups, values, ends).revenue);
      const errorsOf = (predicted: Float64Array) =>
        Array.from(predicted).flatMap((value, month) =>
          actual[month]! > 0 ? [value / actual[month]! - 1] : [],
        );
      const index = holdOut.season && seasonalIndex(model, holdOut.season);
      const adjusted = index && months.map((value, i) => value * index[holdOut.season!.ahead[i]!]!);
      trials.push(
        trial(name, sum(months), {
          monthErrors: errorsOf(months),
          seasonal: adjusted && {error: sum(adjusted) / total - 1, monthErrors: errorsOf(adjusted)},
        }),
      );
    }
    if (holdOut.lastPeriod !== null) trials.push(trial('last-period', holdOut.lastPeriod));
    if (holdOut.lastYear !== null) trials.push(trial('last-year', holdOut.lastYear));
    trials.push(trial('past-rate', pastRate(groups, values, ends.at(-1)!)));
  }
  return trials;
}

/** Everybody goes on buying at the rate of her repeat purchases so far, x/T, for as much as a purchase is worth. */
export function pastRate({x, age, customers}: CustomerGroups, values: Float64Array, horizon: number): number {
  let total = 0;
  for (let row = 0; row < x.length; row++) {
    if (x[row]! > 0 && age[row]! > 0)
      total += customers[row]! * (x[row]! / age[row]!) * horizon * values[row]!;
  }
  return total;
}

/**
 * A factor per calendar quarter: repeat purchases in fact over those expected, relative to all quarters together, and shrunk
 * halfway to 1 (STATISTICS §3.3).
 */
export function seasonalIndex(
  model: FittedModel,
  {arrivals, bounds, purchases, quarters}: Season,
): readonly number[] {
  const expected = increments(model.tracking(arrivals, bounds.slice(1)));
  const seen = [0, 0, 0, 0];
  const due = [0, 0, 0, 0];
  quarters.forEach((quarter, month) => {
    seen[quarter]! += purchases[month]!;
    due[quarter]! += expected[month]!;
  });
  const level = sum(seen) / sum(due);
  return due.map((wanted, quarter) =>
    wanted > 0 && level > 0 ? (1 + seen[quarter]! / wanted / level) / 2 : 1,
  );
}

/** How a forecast did over all origins. */
export interface Score {
  readonly forecast: Forecast;
  readonly origins: number;
  /** Means and median of the relative errors, the first two without their sign. */
  readonly meanError: number;
  readonly medianError: number;
  readonly bias: number;
}

export function scoresOf(trials: readonly Trial[]): readonly Score[] {
  return [...allModelNames, ...baselineNames].flatMap((forecast): Score[] => {
    const errors = trials.filter((trial) => trial.forecast === forecast).map(({error}) => error);
    return errors.length === 0 ? [] : [scoreOf(forecast, errors)];
  });
}

function scoreOf(forecast: Forecast, errors: readonly number[]): Score {
  const sizes = Float64Array.from(errors, Math.abs).sort();
  const half = sizes.length / 2;
  return {
    forecast,
    origins: errors.length,
    meanError: sum(sizes) / sizes.length,
    medianError: (sizes[Math.ceil(half) - 1]! + sizes[Math.floor(half)]!) / 2,
    bias: sum(errors) / errors.length,
  };
}

/** Mean errors closer than this are a tie. */
const TIE = 0.005;

/**
 * The model with the smallest mean error over the origins; those within half a percentage point of it are a tie that the
 * likelihood decides (STATISTICS §3.5). Of models that failed at some origin those with the most count. Without origins the
 * first of the models.
 */
export function chosenModel(
  scores: readonly Score[],
  likelihoods: Readonly<Partial<Record<ModelName, number>>>,
): ModelName {
  const fitted = allModelNames.filter((name) => likelihoods[name] !== undefined);
  const own = scores.filter(({forecast}) => fitted.some((name) => name === forecast));
  const most = Math.max(...own.map(({origins}) => origins));
  const full = own.filter(({origins}) => origins === most);
  const best = Math.min(...full.map(({meanError}) => meanError));
  const tied = fitted.filter((name) =>
    full.some(({forecast, meanError}) => forecast === name && meanError <= best + TIE),
  );
  const likelihood = (name: ModelName) => likelihoods[name] ?? -Infinity;
  return (
    tied.reduce<ModelName | null>(
      (found, name) => (found === null || likelihood(name) > likelihood(found) ? name : found),
      null,
    ) ??
    fitted[0] ??
    modelNames[0]
  );
}

/** From this median error on a forecast says too little. */
const WORST_MEDIAN = 0.3;
/** A baseline is clearly better where the model's mean error is half as large again and five points larger. */
const CLEARLY = {times: 1.5, points: 0.05};

/** Whether a forecast with this record is better not shown: too far off, or clearly beaten by a simple rule. */
export function poorRecord(chosen: Score, scores: readonly Score[]): boolean {
  const rivals = scores.filter(
    ({forecast, origins}) =>
      baselineNames.some((name) => name === forecast) &&
      origins === chosen.origins &&
      origins >= LEAST_ORIGINS,
  );
  return (
    chosen.medianError > WORST_MEDIAN ||
    rivals.some(
      ({meanError}) =>
        chosen.meanError > CLEARLY.times * meanError && chosen.meanError > meanError + CLEARLY.points,
    )
  );
}

/** Fewer origins give no interval of their own (STATISTICS §3.3). */
export const LEAST_ORIGINS = 4;

/** Whether the seasonal index made the errors of a model smaller, over at least four origins that have one. */
export function seasonHelps(trials: readonly Trial[], model: ModelName): boolean {
  const both = trials.filter(({forecast, seasonal}) => forecast === model && seasonal !== null);
  if (both.length < LEAST_ORIGINS) return false;
  const size = (error: (trial: Trial) => number) => sum(both.map((trial) => Math.abs(error(trial))));
  return size(({seasonal}) => seasonal!.error) < size(({error}) => error);
}

/** The interval of a forecast as factors of it. */
export interface Factors {
  readonly low: number;
  readonly high: number;
}

/** The normal quantile of a 90 % interval. */
const REACH = 1.6448536269514722;
/** The error of a forecast that came out as nothing, or as a tenth. */
const LOWEST_ERROR = -0.9;

/**
 * The 90 % interval [R/(1+q_hi), R/(1+q_lo)] with the empirical quantiles of relative errors (with few origins the smallest
 * and the largest), never narrower than e^(±1.64 spread) of the model (STATISTICS §3.3). Without errors only the model's.
 */
export function intervalFactors(errors: readonly number[], spread: number): Factors {
  const model = {low: Math.exp(-REACH * spread), high: Math.exp(REACH * spread)};
  if (errors.length === 0) return model;
  const sorted = Float64Array.from(errors, (error) => Math.max(LOWEST_ERROR, error)).sort();
  return {
    low: Math.min(model.low, 1 / (1 + quantileOfSorted(sorted, 0.95))),
    high: Math.max(model.high, 1 / (1 + quantileOfSorted(sorted, 0.05))),
  };
}

/**
 * Of how many forecasts with these relative errors an interval of the model's spread alone would have held what came; null
 * of fewer than `LEAST_ORIGINS`, which say nothing about an interval.
 */
export function coverage(errors: readonly number[], spread: number): number | null {
  if (errors.length < LEAST_ORIGINS) return null;
  const {low, high} = intervalFactors([], spread);
  return errors.filter((error) => error > -1 && 1 / (1 + error) >= low && 1 / (1 + error) <= high).length;
}

/**
 * The interval of a part of a total: that of the total, and on top the noise of the part's fewer customers, whose relative
 * variance is that of the total times total/part − 1. The two add up like independent errors; no part falls below 0.
 */
export function partFactors({low, high}: Factors, spread: number, part: number, total: number): Factors {
  const more = REACH * spread * Math.sqrt(Math.max(0, part > 0 ? total / part - 1 : 0));
  return {low: Math.max(0, 1 - Math.hypot(1 - low, more)), high: 1 + Math.hypot(high - 1, more)};
}

function increments(cumulative: Float64Array): Float64Array {
  return cumulative.map((value, i) => value - (i === 0 ? 0 : cumulative[i - 1]!));
}
