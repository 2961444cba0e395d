import {describe, expect, test} from 'vitest';
import {minimise, type Objective} from '../../src/stats/optimise/bfgs';
import {cholesky, inverseOf} from '../../src/stats/optimise/cholesky';
import {hessianByDifferences} from '../../src/stats/optimise/hessian';
import {goOn} from '../oracle/purchase_stories';

/** Rosenbrock's valley, least at (1, 1). */
const valley: Objective = (point, gradient) => {
  const [x, y] = [point[0]!, point[1]!];
  gradient[0] = -2 * (1 - x) - 40 * x * (y - x * x);
  gradient[1] = 20 * (y - x * x);
  return (1 - x) ** 2 + 10 * (y - x * x) ** 2;
};

describe('the search for a minimum', () => {
  test('finds the end of a bent valley from either side', async () => {
    for (const start of [
      [-1.2, 1],
      [3, -3],
      [1, 1],
    ]) {
      const {point, end, value} = await minimise(valley, start, {pause: goOn});
      expect(end).toBe('converged');
      expect(Array.from(point)).toEqual([expect.closeTo(1, 7), expect.closeTo(1, 7)]);
      expect(value).toBeLessThan(1e-14);
    }
  });

  test('needs few evaluations where the function is a long bowl', async () => {
    const bowl: Objective = (point, gradient) => {
      let value = 3;
      point.forEach((entry, i) => {
        gradient[i] = 10 ** (1 - i) * (entry - i);
        value += 0.5 * 10 ** (1 - i) * (entry - i) ** 2;
      });
      return value;
    };
    const {point, end, evaluations} = await minimise(bowl, [4, -4, 4, -4], {pause: goOn});
    expect(end).toBe('converged');
    expect(evaluations).toBeLessThan(60);
    expect(Array.from(point)).toEqual([0, 1, 2, 3].map((entry) => expect.closeTo(entry, 5)));
  });

  test('says when a coordinate runs away', async () => {
    const slope: Objective = (point, gradient) => {
      gradient[0] = -0.01;
      return -0.01 * point[0]!;
    };
    expect((await minimise(slope, [0], {pause: goOn, limit: 12})).end).toBe('escaped');
  });

  test('stays out of where the function is not defined', async () => {
    const fence: Objective = (point, gradient) => {
      gradient[0] = 1 - 1 / point[0]!;
      return point[0]! - Math.log(point[0]!);
    };
    const {point, end} = await minimise(fence, [0.05], {pause: goOn});
    expect([end, point[0]]).toEqual(['converged', expect.closeTo(1, 8)]);
    expect((await minimise(fence, [-1], {pause: goOn})).end).toBe('stuck');
  });

  test('ends when the pause throws', async () => {
    let pauses = 0;
    const search = minimise(valley, [-1.2, 1], {
      pause: async () => {
        if (++pauses > 5) throw new Error('cancelled');
      },
    });
    await expect(search).rejects.toThrow('cancelled');
    expect(pauses).toBe(6);
  });
});

test('second derivatives come from differences of the gradient', async () => {
  const hessian = await hessianByDifferences(valley, Float64Array.of(1, 1), goOn);
  const exact = [
    [82, -40],
    [-40, 20],
  ];
  hessian.forEach((row, i) => row.forEach((entry, j) => expect(entry).toBeCloseTo(exact[i]![j]!, 5)));
});

describe('symmetric matrices', () => {
  const matrix = [
    [4, 2, 0.6],
    [2, 3, 0.4],
    [0.6, 0.4, 2],
  ];
  const times = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) =>
    a.map((row) => b[0]!.map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k]![j]!, 0)));

  test('are the square of their root, and their inverse undoes them', () => {
    const lower = cholesky(matrix)!;
    const upper = lower.map((_, i) => lower.map((row) => row[i]!));
    const near = (rows: readonly (readonly number[])[]) =>
      rows.map((row) => row.map((entry) => expect.closeTo(entry, 12)));
    expect(times(lower, upper)).toEqual(near(matrix));
    const unit = matrix.map((_, i) => matrix.map((_, j) => Number(i === j)));
    expect(times(matrix, inverseOf(matrix)!)).toEqual(near(unit));
  });

  test('that are not positive definite have neither', () => {
    for (const bad of [
      [
        [1, 2],
        [2, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
      [[0]],
      [[NaN]],
    ]) {
      expect(cholesky(bad)).toBeNull();
      expect(inverseOf(bad)).toBeNull();
    }
  });
});
