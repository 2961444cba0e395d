import {describe, expect, test} from 'vitest';
import {createRandom} from '../../src/stats/random';
import {churnThreshold} from '../../src/stats/threshold';
import {yearlyReturners} from '../../src/stats/yearly_returners';
import {acquired, countsOf, everyThird, times} from '../helpers/durations';

describe('yearly returners', () => {
  const shop = (seed: number, yearly: number, days = 900) => {
    const random = createRandom(seed);
    const usual = everyThird(random);
    return countsOf(
      acquired(20_000, days, random, () =>
        random.next() < yearly ? Math.round(365 + 10 * random.normal()) : usual(),
      ),
    );
  };

  test('are found and counted where gifts are bought each year', () => {
    // One in twenty of those who are watched for a year: 20,000 × 0.05 × (1 − 365/900).
    const yearly = 594;
    const shops = Array.from({length: 40}, (_, seed) => yearlyReturners(shop(seed, 0.05)));
    let inside = 0;
    for (const found of shops) {
      if (!found.known) throw new Error(found.reason);
      expect(found.bump).toBe(true);
      expect(found.p).toBeLessThan(1e-9);
      expect(found.comparedUntil).toBe(455);
      expect(Math.abs(found.returners.estimate - yearly)).toBeLessThan(100);
      if (found.returners.low <= yearly && found.returners.high >= yearly) inside++;
      // 5 in 100 of the 5 + 0.95 × 30 in 100 who return at all, nearly all of them within the year.
      expect(Math.abs(found.shareOfReturners - 0.05 / (0.05 + 0.95 * 0.3))).toBeLessThan(0.03);
    }
    expect(inside).toBeGreaterThanOrEqual(34);
  });

  test('are not seen where there are none, but for about 5 in 100 shops', () => {
    const alarms = Array.from({length: 40}, (_, seed) => yearlyReturners(shop(seed, 0, 700))).filter(
      (found) => found.known && found.bump,
    );
    expect(alarms.length).toBeLessThanOrEqual(6);
  });

  test('need a year and 30 days, and somebody who returns', () => {
    expect(yearlyReturners(shop(1, 0.05, 380))).toMatchObject({
      known: false,
      reason: 'not-enough-history',
      needed: 395,
    });
    expect(yearlyReturners(countsOf([...times(100, 20, true), ...times(300, 500, false)]))).toEqual({
      known: false,
      reason: 'no-events',
      have: 0,
      needed: 1,
    });
    expect(yearlyReturners(countsOf([...times(100, 420, true), ...times(300, 500, false)]))).toMatchObject({
      known: true,
      bump: false,
      p: 1,
      shareOfReturners: 0,
    });
    expect(yearlyReturners(countsOf([...times(100, 365, true), ...times(300, 400, false)]))).toMatchObject({
      known: true,
      bump: true,
      comparedUntil: 400,
      shareOfReturners: 1,
    });
  });

  test('bring the chance above the level again after the threshold', () => {
    const {headline} = churnThreshold(shop(2, 0.1), {chance: 0.08});
    if (!headline.known) throw new Error(headline.reason);
    expect(headline.day).toBeLessThan(90);
    expect(headline.aboveAgain).toBeGreaterThan(250);
    expect(headline.aboveAgain).toBeLessThan(365);
  });
});
