import type {Matrix} from './cholesky';

/** A function of a point that writes its gradient into the second array. Infinity or NaN: outside its range. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** About the inverse of the matrix of second derivatives there. */
  readonly inverse: Matrix;
  /** `converged`: the gradient vanishes; `escaped`: a coordinate left the limit; `stuck`: neither, after all steps. */
  readonly end: 'converged' | 'escaped' | 'stuck';
  readonly evaluations: number;
}

export interface Descent {
  /** Awaited before each evaluation; what it throws ends the search. */
  pause(): Promise<void>;
  /** Largest size of a coordinate. */
  readonly limit?: number;
  /** Largest entry of the gradient at a minimum. */
  readonly tolerance?: number;
  /** The same, once rounding lets the value fall no further. */
  readonly looseTolerance?: number;
  readonly evaluations?: number;
  /** About the inverse of the matrix of second derivatives at the start, positive definite; saves the search for it. */
  readonly inverse?: Matrix;
}

/**
 * A local minimum by BFGS (Nocedal & Wright 2006, algorithm 6.1) with backtracking. A step moves no coordinate by more
 * than 1: the coordinates are logarithms of parameters. The function should be of the order of 1.
 */
export async function minimise(
  objective: Objective,
  start: ArrayLike<number>,
  {
    pause,
    limit = Infinity,
    tolerance = 1e-9,
    looseTolerance = 1e-6,
    evaluations = 400,
    inverse: known,
  }: Descent,
): Promise<Minimum> {
  const size = start.length;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(size);
  await pause();
  let value = objective(point, gradient);
  let count = 1;
  let inverse = known ?? identity(size);
  let scaled = known !== undefined;
  const end = (how: Minimum['end']): Minimum => ({
    point,
    value,
    gradient,
    inverse,
    end: how,
    evaluations: count,
  });
  if (!Number.isFinite(value)) return end('stuck');

  while (largest(gradient) > tolerance) {
    let direction = inverse.map((row) => -dot(row, gradient));
    if (!(dot(direction, gradient) < 0)) {
      inverse = identity(size);
      direction = Array.from(gradient, (entry) => -entry);
    }
    const cap = largest(direction);
    if (cap > 1) direction = direction.map((entry) => entry / cap);
    const slope = dot(direction, gradient);
    // Within what rounding and quadrature do to the value, the gradient tells which point is better.
    const noise = 1e-12 * Math.max(1, Math.abs(value));

    let accepted = false;
    let length = 1;
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    let nextValue = value;
    while (!accepted && length > 1e-12 && count < evaluations) {
      for (let i = 0; i < size; i++) next[i] = point[i]! + length * direction[i]!;
      await pause();
      nextValue = objective(next, nextGradient);
      count++;
      accepted =
        nextGradient.every(Number.isFinite) &&
        (nextValue <= value + 1e-4 * length * slope ||
          (nextValue <= value + noise && largest(nextGradient) < largest(gradient)));
      if (accepted || -slope * length < noise) break;
      const parabola = (-slope * length * length) / (2 * (nextValue - value - slope * length));
      length = Number.isFinite(parabola)
        ? Math.min(Math.max(parabola, 0.1 * length), 0.5 * length)
        : 0.1 * length;
    }
    if (!accepted) return end(largest(gradient) <= looseTolerance ? 'converged' : 'stuck');

    const step = next.map((entry, i) => entry - point[i]!);
    const change = nextGradient.map((entry, i) => entry - gradient[i]!);
    point = next;
    value = nextValue;
    gradient = nextGradient;
    if (largest(point) > limit) return end('escaped');
    const curvature = dot(step, change);
    if (curvature > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change))) {
      if (!scaled) inverse = identity(size, curvature / dot(change, change));
      scaled = true;
      inverse = updated(inverse, step, change, curvature);
    } else inverse = inverse.map((row) => row.map((entry) => 2 * entry));
  }
  return end('converged');
}

/** The inverse Hessian that maps the change of the gradient to the step, nearest to the one before. */
function updated(inverse: Matrix, step: Float64Array, change: Float64Array, curvature: number): Matrix {
  const image = inverse.map((row) => dot(row, change));
  const factor = (1 + dot(image, change) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map(
      (entry, j) =>
        entry + factor * step[i]! * step[j]! - (image[i]! * step[j]! + step[i]! * image[j]!) / curvature,
    ),
  );
}

function identity(size: number, scale = 1): Matrix {
  return Array.from({length: size}, (_, i) => Array.from({length: size}, (_, j) => (i === j ? scale : 0)));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function largest(entries: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < entries.length; i++) size = Math.max(size, Math.abs(entries[i]!));
  return size;
}
