import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {dayFromIso} from '../../src/lib/dates';
import {
  chanceWithin,
  customersOf,
  eventDay,
  inCohorts,
  kaplanMeier,
  mergedDurations,
  observableUntil,
  standardErrorAt,
  survivalAt,
  survivalByDay,
  survivalIntervalAt,
} from '../../src/stats/models/kaplan_meier';
import {wilsonInterval} from '../../src/stats/tests/proportions';
import {createRandom} from '../../src/stats/random';
import {hasSharedData, sharedText} from '../helpers/data';
import {countsOf, type Duration} from '../helpers/durations';

/** S and Greenwood's sum of a day, from the list of all customers. */
function listed(durations: readonly Duration[], at: number): {survival: number; sum: number} {
  let survival = 1;
  let sum = 0;
  for (let day = 0; day <= at; day++) {
    const atRisk = durations.filter((one) => one.day >= day).length;
    const happened = durations.filter((one) => one.day === day && one.event).length;
    if (happened === 0) continue;
    survival *= (atRisk - happened) / atRisk;
    sum += happened / (atRisk * (atRisk - happened));
  }
  return {survival, sum};
}

const durations = fc.array(fc.record({day: fc.integer({min: 0, max: 40}), event: fc.boolean()}), {
  minLength: 1,
  maxLength: 80,
});

/** Weeks in remission, 6-mercaptopurine; a minus marks the censored. Freireich et al. 1963. */
const mercaptopurine: readonly Duration[] = [
  ...[6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35],
].map((week) => ({day: Math.abs(week), event: week > 0}));

describe('survival of the patients of Freireich et al. 1963', () => {
  const curve = kaplanMeier(countsOf(mercaptopurine));

  // S, standard error and both intervals as R survival ("log") and Stata ("log-log") print them.
  const published = [
    [6, 21, 0.857, 0.0764, [0.72, 1.0], [0.6197, 0.9516]],
    [7, 17, 0.807, 0.0869, [0.653, 0.996], [0.5631, 0.9228]],
    [10, 15, 0.753, 0.0963, [0.586, 0.968], [0.5032, 0.8894]],
    [13, 12, 0.69, 0.1068, [0.51, 0.935], [0.4316, 0.8491]],
    [16, 11, 0.627, 0.1141, [0.439, 0.896], [0.3675, 0.8049]],
    [22, 7, 0.538, 0.1282, [0.337, 0.858], [0.2678, 0.7468]],
    [23, 6, 0.448, 0.1346, [0.249, 0.807], [0.1881, 0.6801]],
  ] as const;

  test.each(published)('is as printed in week %i', (week, atRisk, survival, error, log, logLog) => {
    expect(curve.atRisk[week]).toBe(atRisk);
    expect(survivalAt(curve, week)).toBeCloseTo(survival, 3);
    expect(standardErrorAt(curve, week)).toBeCloseTo(error, 4);
    const asR = survivalIntervalAt(curve, week, 'log')!;
    expect([asR.low, asR.high].map((end) => Math.round(end * 1000) / 1000)).toEqual(log);
    const asStata = survivalIntervalAt(curve, week, 'log-log')!;
    expect([asStata.low, asStata.high].map((end) => Math.round(end * 10_000) / 10_000)).toEqual(logLog);
  });

  test('has its median at week 23, and no day by which three quarters relapsed', () => {
    expect(eventDay(curve, 0.5)).toBe(23);
    expect(eventDay(curve, 0.75)).toBeNull();
  });

  test('is unknown after the last patient left, and certain before the first relapse', () => {
    expect(survivalAt(curve, 35)).toBe(survivalAt(curve, 23));
    expect(survivalAt(curve, 36)).toBeNull();
    expect(survivalAt(curve, -1)).toBe(1);
    expect(survivalAt(curve, 5)).toBe(1);
    expect(standardErrorAt(curve, 5)).toBe(0);
    expect(survivalIntervalAt(curve, 5, 'log-log')).toBeNull();
    expect(survivalIntervalAt(curve, 36, 'log')).toBeNull();
  });
});

describe.skipIf(!hasSharedData)('CDNOW sample, first to second purchase (needs the shared data)', () => {
  const end = dayFromIso('1998-06-30');
  const curve = hasSharedData ? kaplanMeier(countsOf(firstToSecond(end))) : null!;

  function firstToSecond(observationEnd: number): Duration[] {
    const days = new Map<string, Set<number>>();
    for (const line of sharedText('cdnow-sample-orders.csv').trim().split('\n').slice(1)) {
      const [customer, , date] = line.split(',');
      // Rows without an amount count for timing (STATISTICS §3.5).
      days.set(customer!, (days.get(customer!) ?? new Set()).add(dayFromIso(date!)));
    }
    return Array.from(days.values(), (own) => {
      const [first, second] = [...own].sort((a, b) => a - b);
      return second === undefined
        ? {day: observationEnd - first!, event: false}
        : {day: second - first!, event: true};
    });
  }

  test('agrees with R survival 3.5 (STATISTICS §1)', () => {
    expect([curve.customers, curve.events]).toEqual([2357, 1139]);
    expect(survivalAt(curve, 7)).toBeCloseTo(0.938481, 6);
    expect(survivalAt(curve, 30)).toBeCloseTo(0.82605, 6);
    expect(survivalAt(curve, 90)).toBeCloseTo(0.708528, 6);
    expect(standardErrorAt(curve, 30)).toBeCloseTo(0.007808, 6);
    expect(curve.atRisk[30]).toBe(1954);
    const {low, high} = survivalIntervalAt(curve, 30, 'log-log')!;
    expect(low).toBeCloseTo(0.8101, 4);
    expect(high).toBeCloseTo(0.8408, 4);
    expect(eventDay(curve, 0.5)).toBeNull();
  });
});

describe('survival from counts', () => {
  test('is that of a list of all customers, day by day', () => {
    fc.assert(
      fc.property(durations, (all) => {
        const curve = kaplanMeier(countsOf(all));
        expect(curve.customers).toBe(all.length);
        expect(curve.lastDay).toBe(Math.max(...all.map(({day}) => day)));
        for (let day = 0; day <= curve.lastDay; day++) {
          const twin = listed(all, day);
          expect(curve.atRisk[day]).toBe(all.filter((one) => one.day >= day).length);
          expect(curve.survival[day]).toBeCloseTo(twin.survival, 12);
          if (twin.sum < Infinity) expect(curve.greenwood[day]).toBeCloseTo(twin.sum, 12);
          else expect(curve.greenwood[day]).toBe(Infinity);
        }
      }),
    );
  });

  test('falls, stays within [0, 1] and within its intervals', () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (all, level) => {
        const curve = kaplanMeier(countsOf(all));
        let before = 1;
        curve.survival.forEach((survival, day) => {
          expect(survival).toBeLessThanOrEqual(before);
          expect(survival).toBeGreaterThanOrEqual(0);
          before = survival;
          for (const scale of ['log', 'log-log'] as const) {
            const interval = survivalIntervalAt(curve, day, scale, level);
            if (survival === 0 || survival === 1) expect(interval).toBeNull();
            else {
              expect(interval!.low).toBeGreaterThanOrEqual(0);
              expect(interval!.low).toBeLessThan(survival);
              expect(interval!.high).toBeGreaterThan(survival);
              expect(interval!.high).toBeLessThanOrEqual(1);
            }
          }
        });
      }),
    );
  });

  test('does not depend on the order of the customers', () => {
    const shuffled = durations.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, {minLength: all.length, maxLength: all.length})),
    );
    fc.assert(
      fc.property(shuffled, ([all, others]) => {
        expect(kaplanMeier(countsOf(others))).toEqual(kaplanMeier(countsOf(all)));
      }),
    );
  });

  test('of two halves of the customers put together is that of all', () => {
    fc.assert(
      fc.property(durations, durations, (one, other) => {
        const merged = mergedDurations([countsOf(one), countsOf(other)]);
        expect(merged).toEqual(countsOf([...one, ...other]));
        expect(kaplanMeier(merged)).toEqual(kaplanMeier(countsOf([...one, ...other])));
      }),
    );
  });

  test('is the same up to the day at which everybody is cut off', () => {
    fc.assert(
      fc.property(durations, fc.integer({min: 0, max: 45}), (all, followUp) => {
        const byHand = all.map((one) => (one.day > followUp ? {day: followUp, event: false} : one));
        const whole = kaplanMeier(countsOf(all));
        const curve = kaplanMeier(countsOf(byHand));
        expect(curve.customers).toBe(all.length);
        expect(curve.lastDay).toBe(Math.min(followUp, whole.lastDay));
        expect(curve.survival).toEqual(whole.survival.slice(0, followUp + 1));
        expect(curve.atRisk).toEqual(whole.atRisk.slice(0, followUp + 1));
      }),
    );
  });

  test('alone, for as many days as wanted, is the same as with everything else', () => {
    fc.assert(
      fc.property(durations, fc.integer({min: 1, max: 60}), (all, length) => {
        const {survival} = kaplanMeier(countsOf(all));
        const alone = survivalByDay(countsOf(all), new Float64Array(length));
        alone.forEach((value, day) => expect(value).toBe(survival[Math.min(day, survival.length - 1)]));
      }),
    );
  });

  test('of nobody is unknown', () => {
    const nobody = {days: new Float64Array(), events: new Float64Array(), censored: new Float64Array()};
    const curve = kaplanMeier(nobody);
    expect(curve).toMatchObject({customers: 0, events: 0, lastDay: -1});
    expect(survivalAt(curve, 0)).toBeNull();
    expect(eventDay(curve, 0.5)).toBeNull();
    expect(observableUntil(curve)).toBe(-1);
    expect(chanceWithin(curve, 0, 30)).toEqual({known: false, reason: 'nobody-at-risk'});
    expect(customersOf(mergedDurations([]))).toBe(0);
  });

  test('refuses tables that are not counts by day', () => {
    const broken: readonly (readonly [number[], number[], number[]])[] = [
      [
        [3, 2],
        [1, 1],
        [0, 0],
      ],
      [
        [2, 2],
        [1, 1],
        [0, 0],
      ],
      [[-1], [1], [0]],
      [[1.5], [1], [0]],
      [[1], [-1], [2]],
      [[1], [NaN], [0]],
      [[1, 2], [1], [0, 0]],
    ];
    for (const [days, events, censored] of broken) {
      const counts = {
        days: Float64Array.from(days),
        events: Float64Array.from(events),
        censored: Float64Array.from(censored),
      };
      expect(() => kaplanMeier(counts)).toThrow(RangeError);
    }
  });
});

describe('the chance of the event within the next days', () => {
  const hundred = (day: number, event: boolean, customers: number): Duration[] =>
    Array.from({length: customers}, () => ({day, event}));

  test('is a plain proportion with the interval of Wilson where nobody is censored meanwhile', () => {
    const curve = kaplanMeier(
      countsOf([...hundred(5, true, 40), ...hundred(20, true, 15), ...hundred(50, false, 85)]),
    );
    const chance = chanceWithin(curve, 10, 30);
    const {low, high} = wilsonInterval({successes: 15, trials: 100});
    if (!chance.known) throw new Error(chance.reason);
    expect(chance.chance).toBeCloseTo(0.15, 12);
    expect(chance.low).toBeCloseTo(low, 12);
    expect(chance.high).toBeCloseTo(high, 12);
    expect([chance.atRisk, chance.atRiskAtEnd]).toEqual([100, 85]);
  });

  test('keeps an interval where nobody or everybody had the event', () => {
    const nobody = chanceWithin(kaplanMeier(countsOf(hundred(50, false, 80))), 10, 30);
    expect(nobody).toMatchObject({known: true, chance: 0, low: 0});
    expect(nobody.known && nobody.high).toBeCloseTo(wilsonInterval({successes: 0, trials: 80}).high, 12);
    const everybody = chanceWithin(kaplanMeier(countsOf(hundred(20, true, 80))), 10, 30);
    expect(everybody).toMatchObject({known: true, chance: 1, high: 1, atRisk: 80});
    expect(everybody.known && everybody.low).toBeCloseTo(wilsonInterval({successes: 80, trials: 80}).low, 12);
  });

  test('follows the product of the days in between, and lies within its interval', () => {
    fc.assert(
      fc.property(durations, fc.nat(30), fc.integer({min: 1, max: 20}), (all, day, within) => {
        const curve = kaplanMeier(countsOf(all));
        const chance = chanceWithin(curve, day, within);
        const later = all.filter((one) => one.day > day);
        if (!chance.known) {
          const watched = later.some((one) => one.day >= day + within);
          const gone = later.length > 0 && listed(all, day + within).survival === 0;
          expect(watched || gone).toBe(false);
          return;
        }
        expect(chance.atRisk).toBe(later.length);
        expect(chance.chance).toBeCloseTo(1 - listed(later, day + within).survival, 12);
        expect(chance.low).toBeLessThanOrEqual(chance.chance);
        expect(chance.high).toBeGreaterThanOrEqual(chance.chance);
      }),
    );
  });

  test('is not given beyond what was watched, nor with fewer customers at risk than asked for', () => {
    const curve = kaplanMeier(countsOf([...hundred(5, true, 20), ...hundred(30, false, 40)]));
    expect(chanceWithin(curve, 10, 21)).toEqual({known: false, reason: 'not-enough-history'});
    expect(chanceWithin(curve, 10, 20).known).toBe(true);
    const fifty = {rule: {least: 50, leastShare: 0}};
    expect(chanceWithin(curve, 10, 20, fifty)).toEqual({known: false, reason: 'not-enough-history'});
    expect(chanceWithin(curve, 30, 1)).toEqual({known: false, reason: 'nobody-at-risk'});
    expect(() => chanceWithin(curve, -1, 5)).toThrow(RangeError);
    expect(() => chanceWithin(curve, 1, 0)).toThrow(RangeError);
  });
});

describe('survival of customers in cohorts', () => {
  /** Cohorts ten days apart, the last the youngest, each with a pace of its own. */
  function months(count: number, size: number, pace: (month: number) => number): Duration[][] {
    const random = createRandom(count + size);
    return Array.from({length: count}, (_, month) =>
      Array.from({length: size}, (): Duration => {
        const end = 10 * (count - month) + Math.floor(10 * random.next());
        const gap = Math.ceil(-pace(month) * Math.log(1 - random.next()));
        return gap <= end ? {day: gap, event: true} : {day: end, event: false};
      }),
    );
  }
  const curveOf = (cohorts: readonly Duration[][]) =>
    inCohorts(kaplanMeier(countsOf(cohorts.flat())), cohorts.map(countsOf));
  const logSurvival = (all: readonly Duration[], day: number) => Math.log(listed(all, day).survival);

  test('watched alike, spreads as a share of clusters does (Cochran 1977, §3.12)', () => {
    const cohorts = Array.from({length: 8}, (_, month): Duration[] =>
      Array.from({length: 50 + month}, (_, i) => ({
        day: i < 5 * month ? 1 + (i % 20) : 30,
        event: i < 5 * month,
      })),
    );
    const curve = curveOf(cohorts);
    const all = cohorts.flat().length;
    const share = cohorts.flat().filter(({event}) => event).length / all;
    const squares = cohorts.map((own, month) => (5 * month - own.length * share) ** 2);
    const variance = ((8 / 7) * squares.reduce((sum, square) => sum + square, 0)) / all ** 2;
    expect(standardErrorAt(curve, 25)).toBeCloseTo(Math.sqrt(variance), 12);
    expect(Math.sqrt(variance)).toBeGreaterThan(1.5 * Math.sqrt((share * (1 - share)) / all));
  });

  test('spreads as leaving out one cohort after the other does, whether all are watched as long or not', () => {
    const cohorts = months(30, 60, (month) => (month % 3 === 0 ? 20 : 60));
    const curve = curveOf(cohorts);
    for (const [from, to] of [
      [-1, 30],
      [-1, 120],
      [20, 80],
    ] as const) {
      const without = cohorts.map((left) => {
        const rest = cohorts.filter((cohort) => cohort !== left).flat();
        return logSurvival(rest, to) - logSurvival(rest, from);
      });
      const mean = without.reduce((sum, value) => sum + value, 0) / 30;
      const jackknife = (29 / 30) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const chance = chanceWithin(curve, Math.max(0, from), to - Math.max(0, from));
      if (!chance.known) throw new Error(chance.reason);
      const trials = chance.chance / ((1 - chance.chance) * jackknife);
      const {low, high} = wilsonInterval({successes: chance.chance * trials, trials});
      expect((chance.high - chance.low) / (high - low)).toBeCloseTo(1, 1);
      const alone = chanceWithin(
        kaplanMeier(countsOf(cohorts.flat())),
        Math.max(0, from),
        to - Math.max(0, from),
      );
      expect(chance.high - chance.low).toBeGreaterThan(
        1.2 * (alone.known ? alone.high - alone.low : Infinity),
      );
    }
  });

  test('one by one spreads as Greenwood says, but for the C/(C − 1) of few', () => {
    const all = Array.from({length: 90}, (_, i): Duration => ({
      day: i < 60 ? 1 + (i % 25) : 30,
      event: i < 60,
    }));
    const alone = kaplanMeier(countsOf(all));
    const curve = inCohorts(
      alone,
      all.map((one) => countsOf([one])),
    );
    for (const day of [3, 10, 25])
      expect(standardErrorAt(curve, day)! / standardErrorAt(alone, day)!).toBeCloseTo(Math.sqrt(90 / 89), 9);
  });

  test('is the same curve, never surer of itself, and as it was with fewer than six', () => {
    fc.assert(
      fc.property(fc.array(durations, {minLength: 2, maxLength: 9}), (cohorts) => {
        const alone = kaplanMeier(countsOf(cohorts.flat()));
        const curve = curveOf(cohorts);
        expect(curve.survival).toEqual(alone.survival);
        for (let day = 0; day <= alone.lastDay; day++) {
          const [one, other] = [curve, alone].map((each) => survivalIntervalAt(each, day, 'log-log'));
          if (cohorts.length < 6) expect(one).toEqual(other);
          expect(one?.low ?? 0).toBeLessThanOrEqual(other?.low ?? 0);
          expect(one?.high ?? 1).toBeGreaterThanOrEqual(other?.high ?? 1);
        }
      }),
    );
  });
});

test('the last day that can be used has 50 customers and 2 % of all at risk', () => {
  const until = (customers: number) =>
    observableUntil(
      kaplanMeier({
        days: Float64Array.from({length: customers}, (_, day) => day),
        events: new Float64Array(customers),
        censored: new Float64Array(customers).fill(1),
      }),
    );
  // One customer leaves a day, so day d has `customers − d` at risk.
  expect(until(1000)).toBe(950);
  expect(until(5000)).toBe(4900);
  expect(until(50)).toBe(0);
  expect(until(49)).toBe(-1);
});
