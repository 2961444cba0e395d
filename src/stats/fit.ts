import {minimise, type Minimum, type Objective} from './optimise/bfgs';
import {inverseOf, type Matrix} from './optimise/cholesky';
import {hessianByDifferences} from './optimise/hessian';
import {normalReach} from './special/normal';

/** Below these a fit is refused; below `SMALL` customers it is given with a warning (STATISTICS §4.9). */
export const LEAST_CUSTOMERS = 200;
export const LEAST_REPEATERS = 50;
export const SMALL = 500;
/** A parameter whose logarithm, in the internal unit, leaves ± this runs to 0 or to infinity (STATISTICS §4.9). */
const LIMIT = 12;
/** A logarithm known no better than this says nothing about its parameter (STATISTICS §4.8). */
const LARGEST_ERROR = 5;

/** Why there is no fit. */
export type Refusal =
  | 'too-few-customers'
  | 'too-few-repeaters'
  /** All customers are alike in what the model explains. */
  | 'no-variation'
  /** A parameter runs to 0 or to infinity: the data do not determine it. */
  | 'not-identified'
  | 'no-convergence';

export interface Sample {
  readonly customers: number;
  /** Customers with a repeat purchase; of contracts, customers that renewed at least once. */
  readonly repeaters: number;
}

/** The parameters that make the data most likely. */
export interface Fitted<Model extends string = string, Name extends string = string> extends Sample {
  readonly converged: true;
  readonly model: Model;
  /** All positive; scales (alpha, beta, v) in the unit of the data. */
  readonly parameters: Readonly<Record<Name, number>>;
  readonly logLikelihood: number;
  /** 2 × parameters − 2 × log-likelihood; comparable between models of the same data. */
  readonly aic: number;
  /** Of the natural logarithms of the parameters; null where the likelihood has no proper peak. */
  readonly standardErrors: Readonly<Record<Name, number>> | null;
  /** Of the natural logarithms of the parameters, in the order of `parameters`; null as above. */
  readonly covariance: Matrix | null;
  /** Whether each parameter is determined: a proper peak, and no standard error above 5. */
  readonly identified: boolean;
  /** Fewer than 500 customers: to be shown with a warning. */
  readonly small: boolean;
}

export interface Unfitted<Model extends string = string> extends Sample {
  readonly converged: false;
  readonly model: Model;
  readonly reason: Refusal;
}

export type Fit<Model extends string = string, Name extends string = string> =
  Fitted<Model, Name> | Unfitted<Model>;

/** What `fitLikelihood` needs of a model; the coordinates are the logarithms of the parameters in the internal unit. */
export interface Task<Model extends string, Name extends string> {
  readonly model: Model;
  readonly sample: Sample;
  readonly names: readonly Name[];
  /** The parameters that are measured in the unit of the data, and the internal unit in it. */
  readonly scales: readonly Name[];
  readonly unit: number;
  /** The mean of −ln L over the customers. */
  readonly objective: Objective;
  /** The same over a part of many customers, to tell good starts from bad ones; else the objective itself. */
  readonly sketch: Objective;
  readonly starts: readonly (readonly number[])[];
  /** ln L at parameters in the unit of the data. */
  logLikelihood(parameters: Readonly<Record<Name, number>>): number;
  pause(): Promise<void>;
}

/**
 * Maximum likelihood from several starts, standard errors from the Hessian of the log-parameters (STATISTICS §4.6–4.9).
 * Awaits `pause` before each evaluation, so that it can let other work in, or end the fit by throwing.
 */
export async function fitLikelihood<Model extends string, Name extends string>(
  task: Task<Model, Name>,
): Promise<Fit<Model, Name>> {
  const {model, sample, names, objective, sketch, pause} = task;
  const refused = (reason: Refusal): Unfitted<Model> => ({converged: false, model, reason, ...sample});

  let best: Minimum | null = null;
  for (const start of task.starts) {
    const found = await minimise(sketch, start, {pause, limit: LIMIT});
    if (best === null || found.value < best.value || Number.isNaN(best.value)) best = found;
  }
  if (best === null) throw new RangeError('a fit without a start');
  if (sketch !== objective)
    best = await minimise(objective, best.point, {pause, limit: LIMIT, inverse: best.inverse});
  if (best.end === 'escaped') return refused('not-identified');
  if (best.end === 'stuck') return refused('no-convergence');

  const {point} = best;
  const hessian = await hessianByDifferences(objective, point, pause);
  const covariance = inverseOf(hessian.map((row) => row.map((entry) => entry * sample.customers)));
  const errors = covariance?.map((row, i) => Math.sqrt(row[i]!)) ?? null;
  const named = (values: readonly number[]) =>
    Object.fromEntries(names.map((name, i) => [name, values[i]!])) as Record<Name, number>;
  const parameters = named(
    names.map((name, i) => Math.exp(point[i]!) * (task.scales.includes(name) ? task.unit : 1)),
  );
  const logLikelihood = task.logLikelihood(parameters);
  return {
    converged: true,
    model,
    ...sample,
    parameters,
    logLikelihood,
    aic: 2 * names.length - 2 * logLikelihood,
    standardErrors: errors && named(errors),
    covariance,
    identified: errors !== null && errors.every((error) => error <= LARGEST_ERROR),
    small: sample.customers < SMALL,
  };
}

/**
 * The interval exp(ln parameter ± z × standard error) of a level, which keeps to positive values (STATISTICS §4.8).
 * Null where the fit has no standard errors; a RangeError for a level outside (0, 1).
 */
export function intervalOf<Name extends string>(
  fit: Fitted<string, Name>,
  name: Name,
  level = 0.95,
): readonly [low: number, high: number] | null {
  if (!fit.standardErrors) return null;
  const spread = Math.exp(normalReach(level) * fit.standardErrors[name]);
  return [fit.parameters[name] / spread, fit.parameters[name] * spread];
}

/** The logarithms of positive parameters, in the order of the names; a RangeError for any that is not. */
export function logarithms<Name extends string>(
  parameters: Readonly<Record<Name, number>>,
  names: readonly Name[],
): Float64Array {
  return Float64Array.from(names, (name) => {
    const value = parameters[name];
    if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} is ${value}, not a positive number`);
    return Math.log(value);
  });
}
