import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {dayFromIso} from '../../src/lib/dates';
import {Problem} from '../../src/lib/problem';
import {breakEvenChance, breakEvenUplift} from '../../src/stats/break_even';
import {mergedDurations, survivalAt} from '../../src/stats/models/kaplan_meier';
import {createRandom} from '../../src/stats/random';
import {kaplanMeier} from '../../src/stats/models/kaplan_meier';
import {reactivationChance} from '../../src/stats/reactivation_chance';
import type {BootstrapOptions} from '../../src/stats/tests/bootstrap';
import {churnThreshold, thresholdIntervals, type ThresholdDay} from '../../src/stats/threshold';
import type {ThresholdGap} from '../../src/stats/threshold/gap';
import type {ReturnerDay} from '../../src/stats/threshold/returner_day';
import type {ThresholdRule} from '../../src/stats/threshold/rule';
import {thresholdDrift} from '../../src/stats/threshold_drift';
import {yearlyReturners} from '../../src/stats/yearly_returners';
import {hasSharedData, sharedText} from '../helpers/data';
import {acquired, countsOf, everyThird, times, type Duration} from '../helpers/durations';

const options: BootstrapOptions = {seed: 1, draws: 500, level: 0.95, pause: () => Promise.resolve()};

function dayOf(found: ThresholdDay | ReturnerDay | ThresholdGap): number {
  if (!found.known) throw new Error(found.reason);
  return found.day;
}

describe.skipIf(!hasSharedData)('CDNOW sample (needs the shared data)', () => {
  const end = dayFromIso('1998-06-30');

  /** The purchase days of each customer; rows without an amount count for timing (STATISTICS §3.5). */
  function purchases(): number[][] {
    const days = new Map<string, Set<number>>();
    for (const line of sharedText('cdnow-sample-orders.csv').trim().split('\n').slice(1)) {
      const [customer, , date] = line.split(',');
      days.set(customer!, (days.get(customer!) ?? new Set()).add(dayFromIso(date!)));
    }
    return Array.from(days.values(), (own) => [...own].sort((a, b) => a - b));
  }

  /** Gaps after the purchases that are asked for, 0 the first; the last one of each customer is censored. */
  function gaps(asked: (index: number) => boolean): Duration[] {
    return history.flatMap((days) =>
      days.flatMap((day, index): Duration[] => {
        if (!asked(index)) return [];
        const next = days[index + 1];
        return [next === undefined ? {day: end - day, event: false} : {day: next - day, event: true}];
      }),
    );
  }

  const history = hasSharedData ? purchases() : [];
  const first = countsOf(gaps((index) => index === 0));
  const found = (changes: Partial<ThresholdRule>) => churnThreshold(first, changes);

  test('gives the thresholds of the table in STATISTICS §3.1', () => {
    // The table looks at c(d) as it is; averaged over ± 3 days the crossings come a day later.
    expect(dayOf(found({chance: 0.1, smoothing: 0}).headline)).toBe(53);
    expect(dayOf(found({smoothing: 0}).headline)).toBe(36);
    expect(dayOf(found({chance: 0.1}).headline)).toBe(54);
    expect(dayOf(found({}).headline)).toBe(37);
    const share = (q: number, horizon: number) => dayOf(found({share: q, horizon}).returners);
    expect([share(0.8, 180), share(0.8, 365), share(0.5, 365), share(0.9, 365)]).toEqual([101, 166, 50, 247]);
    expect(found({}).naive).toBe(198);
    expect(churnThreshold(countsOf(gaps(() => true))).naive).toBe(117);
  });

  test('prints beside the day what has to stand there', () => {
    const {curve, observableUntil, headline, returners} = found({});
    if (!headline.known || !returners.known) throw new Error('no day');
    // At risk on day 545 − n are about 18 a day more; from 542 on there are fewer than 50.
    expect(observableUntil).toBe(541);
    expect(headline.atRisk).toBe(curve.atRisk[37]);
    expect(headline.chanceAtStart).toBeCloseTo(1 - survivalAt(curve, 60)!, 12);
    expect(headline.level).toBe(headline.chanceAtStart / 2);
    expect(headline.chanceAtDay).toBeLessThan(headline.level);
    const returned = (day: number) => 1 - survivalAt(curve, day)!;
    expect(headline.laterReturners).toBeCloseTo(1 - returned(37) / returned(365), 12);
    expect(returners).toMatchObject({horizon: 365, provisional: false});
  });

  test('gives the bootstrap intervals of STATISTICS §3.1 within their own error', async () => {
    const published = [
      [0.5, 44, 55],
      [0.8, 151, 175],
      [0.9, 229, 258],
    ] as const;
    for (const [share, low, high] of published) {
      const {returners} = await thresholdIntervals(first, {share}, {...options, draws: 5000});
      expect(Math.abs(returners!.low! - low)).toBeLessThanOrEqual(1);
      expect(Math.abs(returners!.high! - high)).toBeLessThanOrEqual(1);
    }
    const {headline, naive} = await thresholdIntervals(first, {}, options);
    expect(headline!.low!).toBeLessThan(37);
    expect(headline!.high!).toBeGreaterThan(37);
    expect(naive!.low!).toBeLessThan(198);
    expect(naive!.high!).toBeGreaterThan(198);
    const narrow = await thresholdIntervals(first, {}, {...options, level: 0.9});
    expect(narrow.returners!.level).toBe(0.9);
    expect(narrow.returners!.low!).toBeGreaterThanOrEqual(151);
  });

  test.each([
    [9.1, 'first', (index: number) => index === 0],
    [17.8, 'second', (index: number) => index === 1],
    [24.9, 'third', (index: number) => index === 2],
    [37.5, 'fourth and later', (index: number) => index >= 3],
  ])(
    'finds that %d in 100 return within 60 days after 60 silent ones after the %s purchase',
    (percent, _, asked) => {
      const chance = reactivationChance(kaplanMeier(countsOf(gaps(asked))), {silent: 60, within: 60});
      if (!chance.known) throw new Error(chance.reason);
      expect(100 * chance.chance).toBeCloseTo(percent, 1);
      expect(chance.low).toBeLessThan(chance.chance);
      expect(chance.high).toBeGreaterThan(chance.chance);
    },
  );

  test('stops contact on day 42 where it has to pay (STATISTICS §3.2)', () => {
    const plan = {cost: 0.25, uplift: 0.2, margin: 0.3, value: 35.08};
    const breakEven = breakEvenChance(plan);
    if (!breakEven.known) throw new Error(breakEven.reason);
    expect(100 * breakEven.chance).toBeCloseTo(11.9, 1);
    const {headline, chances} = found({chance: breakEven.chance});
    expect(dayOf(headline)).toBe(42);
    expect(breakEvenUplift(plan, chances[41]!)).toBeLessThan(0.2);
    expect(breakEvenUplift(plan, chances[42]!)).toBeGreaterThan(0.2);
  });

  test('has no yearly returners, and quarters that do not drift', async () => {
    expect(yearlyReturners(first)).toMatchObject({known: true, bump: false});
    const months = [0, 1, 2].map((month) => dayFromIso(`1997-0${month + 1}-01`));
    const cohorts = months.map((from, i) => ({
      name: `month ${i + 1}`,
      counts: countsOf(
        history
          .filter(([day]) => day! >= from && day! < (months[i + 1] ?? Infinity))
          .map(([day, next]) =>
            next === undefined ? {day: end - day!, event: false} : {day: next - day!, event: true},
          ),
      ),
    }));
    const drift = await thresholdDrift(cohorts, {followUp: 180}, {...options, draws: 100});
    if (!drift.known) throw new Error(drift.reason);
    expect(drift.cohorts.map(({customers}) => customers).reduce((a, b) => a + b)).toBe(2357);
    expect(drift.difference).toMatchObject({known: true, df: 2});
  });
});

describe('20,000 customers of whom 30 % return (A16)', () => {
  const shop = (customers: number, days: number, seed: number) => {
    const random = createRandom(seed);
    return countsOf(acquired(customers, days, random, everyThird(random)));
  };

  test('have their 80 % day within 5 days of 75; the observed gaps alone say about 63', () => {
    const seeds = [1, 2, 3, 4, 5];
    const found = seeds.map((seed) => churnThreshold(shop(20_000, 365, seed)));
    for (const {returners} of found) {
      expect(Math.abs(dayOf(returners) - 75)).toBeLessThanOrEqual(5);
      expect(returners).toMatchObject({provisional: false});
    }
    const naive = found.reduce((sum, one) => sum + one.naive!, 0) / seeds.length;
    expect(Math.abs(naive - 63)).toBeLessThan(1.5);
  });

  test('have the same threshold when exported for 90, 180 and 365 days, or not enough history (S4)', async () => {
    const answers: {day: number; low: number; high: number}[] = [];
    for (const days of [45, 90, 180, 365]) {
      const counts = shop(Math.round((20_000 * days) / 365), days, 7);
      const {headline, returners} = churnThreshold(counts);
      if (days < 365 && returners.known) expect(returners.provisional).toBe(true);
      if (!headline.known) {
        expect(headline.reason).toBe('not-enough-history');
        expect(headline.needed).toBeGreaterThan(headline.have);
        continue;
      }
      const interval = (await thresholdIntervals(counts, {}, options)).headline!;
      answers.push({day: headline.day, low: interval.low!, high: interval.high!});
    }
    expect(answers.length).toBeGreaterThanOrEqual(2);
    for (const one of answers) {
      for (const other of answers) {
        expect(one.day).toBeGreaterThanOrEqual(other.low);
        expect(one.day).toBeLessThanOrEqual(other.high);
      }
    }
  });

  test('lie inside the interval of the 80 % day in about 95 of 100 shops', async () => {
    // Gaps are rounded, so F(d) = Φ(ln((d + ½)/35)/0.9); it first reaches 0.8 F(365) = 0.796 on day 74.
    const random = createRandom(23);
    const shops = 60;
    let inside = 0;
    for (let i = 0; i < shops; i++) {
      const counts = countsOf(acquired(3000, 500, random, everyThird(random)));
      const {returners} = await thresholdIntervals(counts, {}, {...options, seed: i, draws: 200});
      if (returners!.low! <= 74 && returners!.high! >= 74) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(50);
  });
});

/** c(d) and the rule, worked out by listing customers: slow, and nothing shared. */
function listedThreshold(
  all: readonly Duration[],
  window: number,
  chance: number | null,
  hold: number,
): number | null {
  const survival = (at: number) => {
    let product = 1;
    for (let day = 0; day <= at; day++) {
      const atRisk = all.filter((one) => one.day >= day).length;
      const happened = all.filter((one) => one.day === day && one.event).length;
      if (happened > 0) product *= 1 - happened / atRisk;
    }
    return product;
  };
  const needed = Math.max(50, 0.02 * all.length);
  let last = 0;
  while (all.filter((one) => one.day >= last + 1).length >= needed) last++;
  const raw: number[] = [];
  for (let day = 0; day + window <= last; day++) raw.push(1 - survival(day + window) / survival(day));
  const smooth = raw.map((_, day) => {
    const reach = Math.min(3, day, raw.length - 1 - day);
    const near = raw.slice(day - reach, day + reach + 1);
    return near.reduce((a, b) => a + b, 0) / near.length;
  });
  const level = chance ?? raw[0]! / 2;
  for (let day = 0; day + hold <= smooth.length; day++)
    if (smooth.slice(day, day + hold).every((value) => value < level)) return day;
  return null;
}

describe('the threshold', () => {
  const customers = fc.array(fc.record({day: fc.integer({min: 1, max: 60}), event: fc.boolean()}), {
    minLength: 90,
    maxLength: 200,
  });
  const small: Partial<ThresholdRule> = {window: 8, hold: 5, horizon: 30};

  test('is that of a list of customers', () => {
    fc.assert(
      fc.property(customers, fc.constantFrom(null, 0.05, 0.1, 0.2), (all, chance) => {
        const {headline} = churnThreshold(countsOf(all), {...small, chance});
        const twin = listedThreshold(all, 8, chance, 5);
        if (headline.known) {
          expect(twin).toBe(headline.day);
          expect(headline.day).toBeGreaterThan(0);
          expect(headline.firstBelow).toBeLessThanOrEqual(headline.day);
        } else if (headline.reason === 'already-below') expect(twin).toBe(0);
        else expect(twin).toBeNull();
      }),
      {numRuns: 60},
    );
  });

  test('never gives a number that is none, whatever the table', () => {
    const sparse = fc.array(fc.record({day: fc.integer({min: 0, max: 500}), event: fc.boolean()}), {
      maxLength: 120,
    });
    const rule = fc.record({
      window: fc.integer({min: 1, max: 90}),
      chance: fc.option(fc.double({min: -1, max: 2, noNaN: true})),
      horizon: fc.integer({min: 1, max: 400}),
      hold: fc.integer({min: 1, max: 20}),
      smoothing: fc.nat(5),
      leastRepeaters: fc.constantFrom(0, 1, 20),
      atRisk: fc.constantFrom(
        {least: 50, leastShare: 0.02},
        {least: 1, leastShare: 0},
        {least: 0, leastShare: 0},
      ),
    });
    fc.assert(
      fc.property(sparse, rule, (all, changes) => {
        const {headline, returners, chances, naive} = churnThreshold(countsOf(all), changes);
        const numbers = [headline, returners].flatMap((one) =>
          Object.values(one).filter((value) => typeof value === 'number'),
        );
        for (const number of [...numbers, ...chances, naive ?? 0]) expect(number).not.toBeNaN();
        if (returners.known) {
          expect(returners.day).toBeLessThanOrEqual(returners.horizon);
          expect(Number.isInteger(returners.day)).toBe(true);
        }
        if (headline.known && headline.laterReturners !== null) {
          expect(headline.laterReturners).toBeGreaterThanOrEqual(0);
          expect(headline.laterReturners).toBeLessThanOrEqual(1);
        }
      }),
      {numRuns: 400},
    );
  });

  test('by share comes later the larger the share, and never after the horizon', () => {
    fc.assert(
      fc.property(customers, (all) => {
        const days = [0.2, 0.5, 0.8, 1].map((share) => {
          const {returners} = churnThreshold(countsOf(all), {...small, share});
          return returners.known ? returners.day : 0;
        });
        expect(days).toEqual([...days].sort((a, b) => a - b));
        expect(days.at(-1)).toBeLessThanOrEqual(30);
      }),
    );
  });

  test('of two halves of a shop put together is that of the whole shop', () => {
    const random = createRandom(8);
    const all = acquired(2000, 400, random, everyThird(random));
    const halves = mergedDurations([countsOf(all.slice(0, 900)), countsOf(all.slice(900))]);
    expect(churnThreshold(halves)).toEqual(churnThreshold(countsOf(all.toReversed())));
  });

  test('with a common end sees nothing after it', () => {
    const random = createRandom(9);
    const all = acquired(4000, 700, random, everyThird(random));
    const cut = all.map((one) => (one.day > 200 ? {day: 200, event: false} : one));
    const early = churnThreshold(countsOf(all), {until: 200});
    const byHand = churnThreshold(countsOf(cut));
    expect(early.headline).toEqual(byHand.headline);
    expect(early.returners).toEqual(byHand.returners);
    expect(early.chances).toEqual(byHand.chances);
  });
});

describe('there is no threshold, and the reason is said,', () => {
  const reasonOf = (all: readonly Duration[], changes: Partial<ThresholdRule> = {}) => {
    const {headline} = churnThreshold(countsOf(all), changes);
    if (headline.known) throw new Error(`day ${headline.day}`);
    return headline;
  };
  /** So many customers a day, watched for 1 to `days` days, of whom a share `daily` of those left returns each day. */
  function steady(days: number, daily: (day: number) => number): Duration[] {
    const random = createRandom(4);
    return acquired(40 * days, days, random, () => {
      let day = 1;
      while (day <= days && random.next() >= daily(day)) day++;
      return day;
    });
  }

  test('without customers or with a handful', () => {
    expect(reasonOf([])).toEqual({known: false, reason: 'too-few-customers', have: 0, needed: 50});
    expect(reasonOf([...times(20, 3, true), ...times(29, 300, false)])).toMatchObject({
      reason: 'too-few-customers',
      have: 49,
    });
  });

  test('without repeaters, all censored, or with a few of them', () => {
    const silent = Array.from({length: 400}, (_, day) => ({day, event: false}));
    expect(reasonOf(silent)).toEqual({known: false, reason: 'no-repeaters', have: 0, needed: 20});
    expect(churnThreshold(countsOf(silent)).naive).toBeNull();
    expect(reasonOf([...silent, ...times(19, 5, true)])).toMatchObject({
      reason: 'too-few-repeaters',
      have: 19,
    });
  });

  test('with one day of acquisition', () => {
    const one = [...times(60, 10, true), ...times(60, 30, true), ...times(300, 400, false)];
    expect(reasonOf(one)).toMatchObject({reason: 'one-cohort-day'});
    expect(churnThreshold(countsOf([...one, ...times(1, 399, false)])).headline.known).toBe(true);
  });

  test('where orders of the same day were counted as returns', () => {
    const silent = Array.from({length: 400}, (_, day) => ({day, event: false}));
    expect(reasonOf([...silent, ...times(30, 0, true)])).toMatchObject({
      reason: 'same-day-repeats',
      have: 30,
    });
  });

  test('with a short history: how many days there are and how many it takes', () => {
    const gap = reasonOf(steady(70, () => 0.01));
    expect(gap).toMatchObject({reason: 'not-enough-history', needed: 73});
    expect(gap.have).toBeLessThan(73);
    // Long enough to look, but the fall has begun too late to hold for 14 days.
    const late = reasonOf(steady(130, (day) => (day < 100 ? 0.02 : 0.0001)));
    expect(late.reason).toBe('not-enough-history');
    expect(late.needed).toBeGreaterThan(late.have);
  });

  test('where the chance never falls: not yet within a year, or not at all', () => {
    expect(reasonOf(steady(200, () => 0.004)).reason).toBe('not-enough-history');
    const never = reasonOf(
      steady(600, () => 0.004),
      {atRisk: {least: 200, leastShare: 0}},
    );
    expect(never.reason).toBe('never-falls-below');
    expect(never.have).toBeGreaterThan(never.needed);
  });

  test('where the chance is below the level from the first day on, and when it rises above it', () => {
    const replenishment = steady(500, (day) => (day >= 100 && day < 130 ? 0.02 : 0.0005));
    const gap = reasonOf(replenishment, {chance: 0.2});
    expect(gap).toMatchObject({reason: 'already-below', needed: 0.2});
    expect(gap.have).toBeLessThan(0.2);
    expect(gap.aboveAgain).toBeGreaterThan(30);
    expect(gap.aboveAgain).toBeLessThan(100);
    expect(reasonOf(replenishment, {chance: 1.5})).toMatchObject({reason: 'already-below', aboveAgain: null});
  });

  test('where nobody returns within the window', () => {
    expect(reasonOf(steady(500, (day) => (day > 80 ? 0.01 : 0)))).toMatchObject({
      reason: 'none-within-window',
      needed: 60,
    });
  });

  test('where all return later than the horizon', () => {
    const late = steady(500, (day) => (day > 80 ? 0.01 : 0));
    const {returners} = churnThreshold(countsOf(late), {horizon: 70});
    expect(returners).toMatchObject({known: false, reason: 'none-within-window', needed: 70});
    expect(returners.known || returners.have).toBeGreaterThan(80);
  });

  test('where it dips below the level but does not stay there', () => {
    // Every ten days a wave: a short window rises and falls with it. The end lies on a crest.
    const waves = steady(500, (day) => (day % 10 === 0 ? 0.08 : 0.0001));
    const gap = reasonOf(waves, {window: 5, chance: 0.04, smoothing: 0, until: 304});
    expect(gap).toMatchObject({reason: 'not-stable', needed: 14});
    expect(gap.have).toBeLessThan(14);
  });

  test('but a rule that makes no sense is refused', () => {
    const broken: Partial<ThresholdRule>[] = [
      {window: 0},
      {window: 1.5},
      {horizon: 0},
      {hold: 0},
      {smoothing: -1},
      {share: 0},
      {share: 1.1},
      {chance: NaN},
    ];
    for (const changes of broken) expect(() => churnThreshold(countsOf([]), changes)).toThrow(RangeError);
  });
});

describe('the intervals', () => {
  const random = createRandom(31);
  const counts = countsOf(acquired(1500, 365, random, everyThird(random)));

  test('are missing for a day that is missing', async () => {
    const none = await thresholdIntervals(counts, {chance: 0.0001}, options);
    expect(none.headline).toBeNull();
    expect(none.returners).not.toBeNull();
    const silent = countsOf(times(400, 100, false));
    expect(await thresholdIntervals(silent, {}, options)).toEqual({
      headline: null,
      returners: null,
      naive: null,
    });
    expect(await thresholdIntervals(countsOf([]), {}, options)).toEqual({
      headline: null,
      returners: null,
      naive: null,
    });
  });

  test('are cancelled where the pause throws', async () => {
    const pause = () => Promise.reject(new Problem('cancelled'));
    await expect(thresholdIntervals(counts, {}, {...options, pause})).rejects.toThrow('cancelled');
  });

  test('hold the days they are of', async () => {
    const {headline, returners, naive} = churnThreshold(counts);
    const intervals = await thresholdIntervals(counts, {}, options);
    const days = [dayOf(headline), dayOf(returners), naive!];
    [intervals.headline, intervals.returners, intervals.naive].forEach((interval, i) => {
      expect(interval!.low!).toBeLessThanOrEqual(days[i]!);
      expect(interval!.high!).toBeGreaterThanOrEqual(days[i]!);
    });
  });
});
