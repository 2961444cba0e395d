import type {Objective} from './bfgs';

/**
 * The matrix of second derivatives by central differences of the gradient, made symmetric; error about 1e-8 of its
 * largest entry for a step of 1e-4 in coordinates of the order of 1. Two evaluations a coordinate.
 */
export async function hessianByDifferences(
  objective: Objective,
  point: Float64Array,
  pause: () => Promise<void>,
  step = 1e-4,
): Promise<number[][]> {
  const slopes: Float64Array[] = [];
  for (let i = 0; i < point.length; i++) {
    const [above, below] = [new Float64Array(point.length), new Float64Array(point.length)];
    const moved = Float64Array.from(point);
    moved[i] = point[i]! + step;
    await pause();
    objective(moved, above);
    moved[i] = point[i]! - step;
    await pause();
    objective(moved, below);
    slopes.push(above.map((entry, j) => (entry - below[j]!) / (2 * step)));
  }
  return slopes.map((row, i) => Array.from(row, (entry, j) => (entry + slopes[j]![i]!) / 2));
}
