import {describe, expect, test} from 'vitest';
import {Problem} from '../../src/lib/problem';
import {
  customersOf,
  eventDay,
  kaplanMeier,
  standardErrorAt,
  survivalAt,
  type DurationCounts,
} from '../../src/stats/models/kaplan_meier';
import {quantileOfCounts, quantileOfSorted} from '../../src/stats/quantile';
import {createRandom} from '../../src/stats/random';
import {bootstrapIntervals, type BootstrapOptions} from '../../src/stats/tests/bootstrap';
import {countsOf, type Duration} from '../helpers/durations';

const options: BootstrapOptions = {seed: 1, draws: 500, level: 0.95, pause: () => Promise.resolve()};

/** 600 customers, four in ten with a mean gap of 40 days, watched for up to 200 days. */
const customers = (() => {
  const random = createRandom(17);
  return Array.from({length: 600}, (): Duration => {
    const gap = random.next() < 0.4 ? 1 + Math.floor(-40 * Math.log(1 - random.next())) : Infinity;
    const watched = 1 + Math.floor(200 * random.next());
    return gap <= watched ? {day: gap, event: true} : {day: watched, event: false};
  });
})();
const shop = countsOf(customers);

describe('drawing customers anew', () => {
  const measure = (drawn: DurationCounts) => {
    const curve = kaplanMeier(drawn);
    return {survival: survivalAt(curve, 30) ?? Infinity, day: eventDay(curve, 0.2) ?? Infinity};
  };
  const names = ['survival', 'day'] as const;

  test('gives the interval that drawing them one by one from a list gives', async () => {
    const draws = 2000;
    const found = await bootstrapIntervals(shop, measure, names, {...options, draws});
    const random = createRandom(99);
    const listed = Array.from({length: draws}, () =>
      measure(countsOf(customers.map(() => customers[Math.floor(random.next() * customers.length)]!))),
    );
    const ends = (name: 'survival' | 'day') => {
      const values = listed.map((one) => one[name]).sort((a, b) => a - b);
      return [values[Math.ceil(0.025 * draws) - 1]!, values[Math.ceil(0.975 * draws) - 1]!];
    };
    // Two sets of 2,000 draws: each end is known to about 0.06 standard deviations, 0.001 of S and 0.3 days.
    const [low, high] = ends('survival');
    expect(Math.abs(found.survival.low! - low!)).toBeLessThan(0.005);
    expect(Math.abs(found.survival.high! - high!)).toBeLessThan(0.005);
    const [early, late] = ends('day');
    expect(Math.abs(found.day.low! - early!)).toBeLessThanOrEqual(1);
    expect(Math.abs(found.day.high! - late!)).toBeLessThanOrEqual(2);
  });

  test('spreads the survival as Greenwood says', async () => {
    const curve = kaplanMeier(shop);
    const survival = survivalAt(curve, 30)!;
    const error = standardErrorAt(curve, 30)!;
    const drawn: number[] = [];
    await bootstrapIntervals(
      shop,
      (table) => {
        drawn.push(measure(table).survival);
        return {};
      },
      [],
      {...options, draws: 4000},
    );
    const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
    const spread = Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length);
    // With 4,000 draws the mean is known to 1.6 % of a standard error, the spread to 1.1 %.
    expect(Math.abs(mean - survival)).toBeLessThan(0.08 * error);
    expect(spread / error).toBeGreaterThan(0.95);
    expect(spread / error).toBeLessThan(1.05);
  });

  test('gives every cell a Poisson number with its count as mean', async () => {
    const cells = [1, 2, 7, 60, 1000, 1001, 250_000];
    const table: DurationCounts = {
      days: Float64Array.from(cells, (_, day) => day),
      events: Float64Array.from(cells),
      censored: new Float64Array(cells.length),
    };
    const draws = 20_000;
    const values = cells.map(() => new Float64Array(draws));
    let draw = 0;
    await bootstrapIntervals(
      table,
      (drawn) => {
        expect(customersOf({...drawn, events: drawn.censored})).toBe(0);
        values.forEach((column, i) => (column[draw] = drawn.events[i]!));
        draw++;
        return {};
      },
      [],
      {...options, draws},
    );
    cells.forEach((mean, i) => {
      const average = values[i]!.reduce((a, b) => a + b, 0) / draws;
      const variance = values[i]!.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws;
      expect(Math.abs(average - mean)).toBeLessThan(4.5 * Math.sqrt(mean / draws));
      expect(Math.abs(variance / mean - 1)).toBeLessThan(4.5 * Math.sqrt((2 + 1 / mean) / draws));
    });
    // The share of each value, of the small means: e^−m m^k / k!.
    for (const i of [0, 1, 2]) {
      let chance = Math.exp(-cells[i]!);
      for (let k = 0; k < 20; k++) {
        const share = values[i]!.filter((value) => value === k).length / draws;
        expect(Math.abs(share - chance)).toBeLessThan(4.5 * Math.sqrt(chance / draws) + 1 / draws);
        chance *= cells[i]! / (k + 1);
      }
    }
  });

  test('is the same again with the same seed, and another with another', async () => {
    const once = await bootstrapIntervals(shop, measure, names, options);
    expect(await bootstrapIntervals(shop, measure, names, options)).toEqual(once);
    const other = await bootstrapIntervals(shop, measure, names, {...options, seed: 2});
    expect(other.survival.low).not.toBe(once.survival.low);
  });

  test('gives a narrower interval at 90 than at 95 %, inside it', async () => {
    const wide = await bootstrapIntervals(shop, measure, names, options);
    const narrow = await bootstrapIntervals(shop, measure, names, {...options, level: 0.9});
    expect(narrow.survival).toMatchObject({level: 0.9, draws: 500, beyond: 0});
    expect(narrow.survival.low!).toBeGreaterThan(wide.survival.low!);
    expect(narrow.survival.high!).toBeLessThan(wide.survival.high!);
  });
});

describe('an interval', () => {
  test('is open on the side on which the measure lies beyond what can be seen', async () => {
    let draw = 0;
    const found = await bootstrapIntervals(
      shop,
      () => {
        draw++;
        return {sometimes: draw <= 450 ? draw : Infinity, never: Infinity, always: 7};
      },
      ['sometimes', 'never', 'always'],
      options,
    );
    expect(found.sometimes).toEqual({level: 0.95, draws: 500, low: 13, high: null, beyond: 50});
    expect(found.never).toEqual({level: 0.95, draws: 500, low: null, high: null, beyond: 500});
    expect(found.always).toEqual({level: 0.95, draws: 500, low: 7, high: 7, beyond: 0});
  });

  test('of nobody is open on both sides, and of what is no number is refused', async () => {
    const nobody = countsOf([]);
    const found = await bootstrapIntervals(nobody, () => ({day: 1}), ['day'], options);
    expect(found.day).toMatchObject({low: null, high: null});
    const broken = bootstrapIntervals(shop, () => ({day: NaN}), ['day'], options);
    await expect(broken).rejects.toThrow(RangeError);
    for (const changes of [{draws: 0}, {draws: 1.5}, {level: 95}]) {
      const refused = bootstrapIntervals(shop, () => ({day: 1}), ['day'], {...options, ...changes});
      await expect(refused).rejects.toThrow(RangeError);
    }
  });
});

describe('a long bootstrap', () => {
  test('pauses every twenty draws', async () => {
    const pausedAfter: number[] = [];
    let draw = 0;
    const pause = () => {
      pausedAfter.push(draw);
      return Promise.resolve();
    };
    await bootstrapIntervals(shop, () => ({draw: draw++}), ['draw'], {...options, draws: 61, pause});
    expect(pausedAfter).toEqual([0, 20, 40, 60]);
  });

  test('ends where the pause throws, before the first draw too', async () => {
    let draw = 0;
    const pause = () => (draw >= 40 ? Promise.reject(new Problem('cancelled')) : Promise.resolve());
    const work = bootstrapIntervals(shop, () => ({draw: draw++}), ['draw'], {...options, pause});
    await expect(work).rejects.toThrow('cancelled');
    expect(draw).toBe(40);
  });
});

describe('a quantile', () => {
  test('is the smallest value that the share of all does not exceed', () => {
    const values = Float64Array.of(2, 3, 5, 7, 11);
    const cases = [
      [0, 2],
      [0.2, 2],
      [0.21, 3],
      [0.5, 5],
      [0.8, 7],
      [0.81, 11],
      [1, 11],
    ] as const;
    for (const [share, value] of cases) {
      expect(quantileOfSorted(values, share)).toBe(value);
      expect(quantileOfCounts(values, new Float64Array(5).fill(1), share)).toBe(value);
      expect(quantileOfCounts(values, new Float64Array(5).fill(3), share)).toBe(value);
    }
  });

  test('takes 0.8 of 1,135 as 908 exactly', () => {
    const values = Float64Array.from({length: 1135}, (_, i) => i + 1);
    expect(quantileOfSorted(values, 0.8)).toBe(908);
  });

  test('passes over values that nobody has, and is missing where there are none', () => {
    expect(quantileOfCounts(Float64Array.of(1, 2, 3), Float64Array.of(0, 0, 4), 0)).toBe(3);
    expect(quantileOfCounts(Float64Array.of(1), Float64Array.of(0), 0.5)).toBeNull();
    expect(() => quantileOfSorted(Float64Array.of(), 0.5)).toThrow(RangeError);
    expect(() => quantileOfSorted(Float64Array.of(1), 1.1)).toThrow(RangeError);
    expect(() => quantileOfCounts(Float64Array.of(1), Float64Array.of(1), NaN)).toThrow(RangeError);
  });
});
