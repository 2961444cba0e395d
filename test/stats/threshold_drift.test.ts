import {describe, expect, test} from 'vitest';
import {kaplanMeier, survivalAt} from '../../src/stats/models/kaplan_meier';
import {createRandom, type Random} from '../../src/stats/random';
import type {BootstrapOptions} from '../../src/stats/tests/bootstrap';
import {thresholdDrift, type DriftCohort} from '../../src/stats/threshold_drift';
import {countsOf, type Duration} from '../helpers/durations';

const options: BootstrapOptions = {seed: 1, draws: 500, level: 0.95, pause: () => Promise.resolve()};

function dayOf({headline}: DriftCohort): number {
  if (!headline.known) throw new Error(headline.reason);
  return headline.day;
}

describe('drift over acquisition quarters', () => {
  /** A quarter of first-time buyers whose age at the end is `age` to `age` + 90 days. */
  function quarter(random: Random, age: number, median: number, customers = 2000) {
    return countsOf(
      Array.from({length: customers}, (): Duration => {
        const watched = age + Math.floor(91 * random.next());
        const gap =
          random.next() < 0.4 ? Math.max(1, Math.round(median * Math.exp(0.9 * random.normal()))) : Infinity;
        return gap <= watched ? {day: gap, event: true} : {day: watched, event: false};
      }),
    );
  }
  const named = (
    ages: readonly number[],
    median: (index: number) => number,
    seed: number,
    customers = 2000,
  ) => {
    const random = createRandom(seed);
    return ages.map((age, i) => ({name: `Q${i + 1}`, counts: quarter(random, age, median(i), customers)}));
  };
  const ages = [455, 364, 273, 182, 91];
  const quick = {...options, draws: 200};

  test('is found where customers return later from quarter to quarter', async () => {
    const drift = await thresholdDrift(
      named(ages, (i) => 30 + 6 * i, 1),
      {},
      quick,
    );
    if (!drift.known) throw new Error(drift.reason);
    expect(drift.followUp).toBeGreaterThan(150);
    expect(drift.followUp).toBeLessThan(182);
    expect(drift.trend).toMatchObject({known: true, direction: -1});
    expect(drift.trend.known && drift.trend.p).toBeLessThan(0.001);
    const [was, now] = [drift.cohorts[0]!, drift.cohorts.at(-1)!];
    expect(dayOf(now)).toBeGreaterThan(dayOf(was) + 5);
    expect(now.interval!.low!).toBeGreaterThan(dayOf(was));
  });

  test('is not seen where only the age of the quarters differs', async () => {
    let alarms = 0;
    for (let seed = 0; seed < 30; seed++) {
      const drift = await thresholdDrift(
        named(ages, () => 40, seed, 400),
        {},
        {...options, draws: 1},
      );
      if (!drift.known) throw new Error(drift.reason);
      if (drift.trend.known && drift.trend.p < 0.05) alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(5);
  });

  test('is not cut short by a quarter in which no threshold could be seen yet', async () => {
    const cohorts = named([...ages, 0], () => 40, 4);
    const drift = await thresholdDrift(cohorts, {}, quick);
    if (!drift.known) throw new Error(drift.reason);
    expect(drift.setAside).toEqual(['Q6']);
    expect(drift.cohorts.every(({headline}) => headline.known)).toBe(true);
    expect(drift).toEqual({...(await thresholdDrift(cohorts.slice(0, 5), {}, quick)), setAside: ['Q6']});
    // Where all are as young there is no other choice.
    const young = await thresholdDrift(cohorts.slice(-1).concat(named([0], () => 40, 5)), {}, quick);
    if (!young.known) throw new Error(young.reason);
    expect(young.followUp).toBeGreaterThanOrEqual(73);
    expect(young.cohorts.map(({headline}) => headline.known)).toEqual([false, false]);
    expect(young.cohorts.every(({returned}) => returned.known)).toBe(true);
  });

  test('leaves aside the quarters that are too young, and says when too few are left', async () => {
    const cohorts = named([200, 100, 0], () => 40, 3);
    const drift = await thresholdDrift(cohorts, {followUp: 150}, quick);
    expect(drift).toMatchObject({known: true, followUp: 150, setAside: ['Q3']});
    if (!drift.known) return;
    const {returned} = drift.cohorts[0]!;
    const curve = kaplanMeier(cohorts[0]!.counts);
    expect(returned.known && returned.chance).toBeCloseTo(1 - survivalAt(curve, 150)!, 12);
    expect(await thresholdDrift(cohorts, {followUp: 250}, quick)).toEqual({
      known: false,
      reason: 'too-few-cohorts',
      have: 1,
      needed: 2,
    });
    expect(await thresholdDrift([], {}, quick)).toMatchObject({known: false, have: 0});
  });
});
