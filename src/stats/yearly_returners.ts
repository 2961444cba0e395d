import {
  atRiskRule,
  kaplanMeier,
  observableUntil,
  type AtRiskRule,
  type DurationCounts,
} from './models/kaplan_meier';
import {normalReach} from './special/normal';
import {binomialTail} from './tests/proportions';

export type YearlyReturners =
  | {
      readonly known: true;
      /** Events from day 335 to 395, and as many as the days beside them let expect. */
      readonly events: number;
      readonly expected: number;
      /** The chance of so many or more where the year makes no difference. */
      readonly p: number;
      /** Whether p is below 1 − level. */
      readonly bump: boolean;
      /** How many such customers come in as many days of as many customers: events beyond the expected, never below 0. */
      readonly returners: {readonly estimate: number; readonly low: number; readonly high: number};
      /** The part of all who return within 395 days that the bump adds; censoring is allowed for. */
      readonly shareOfReturners: number;
      /** The last day of the later of the two spans beside the bump; 395 where nothing can be seen after it. */
      readonly comparedUntil: number;
    }
  | {
      readonly known: false;
      readonly reason: 'not-enough-history' | 'no-events';
      readonly have: number;
      readonly needed: number;
    };

const YEAR = {from: 335, to: 395, beside: 60};

/**
 * Customers who come back once a year (gifts, Christmas): the events on days 365 ± 30 against the hazard of the 60 days on
 * either side. Given the events of both, those of the bump are binomial with its share of the customer-days at risk
 * (Przyborowski & Wilenski 1940); p is one-sided. A hazard that falls with time is on average higher beside the bump
 * than in it, so the test errs towards "no bump". Needs enough customers at risk to day 395; the later span counts as far
 * as it can be seen. Without an event in either: 'no-events'.
 */
export function yearlyReturners(
  counts: DurationCounts,
  {level = 0.95, rule = atRiskRule}: {level?: number; rule?: AtRiskRule} = {},
): YearlyReturners {
  const curve = kaplanMeier(counts);
  const until = observableUntil(curve, rule);
  if (until < YEAR.to) return {known: false, reason: 'not-enough-history', have: until, needed: YEAR.to};
  const comparedUntil = Math.min(until, YEAR.to + YEAR.beside);
  const count = (from: number, to: number) => {
    let events = 0;
    let exposure = 0;
    counts.days.forEach((day, i) => (events += day >= from && day <= to ? counts.events[i]! : 0));
    for (let day = from; day <= to; day++) exposure += curve.atRisk[day]!;
    return {events, exposure};
  };
  const inside = count(YEAR.from, YEAR.to);
  const before = count(YEAR.from - YEAR.beside, YEAR.from - 1);
  const later = count(YEAR.to + 1, comparedUntil);
  const beside = {events: before.events + later.events, exposure: before.exposure + later.exposure};
  const trials = inside.events + beside.events;
  if (trials === 0) return {known: false, reason: 'no-events', have: 0, needed: 1};

  const expectedShare = inside.exposure / (inside.exposure + beside.exposure);
  const p = binomialTail({successes: inside.events, trials}, expectedShare);
  const hazard = beside.events / beside.exposure;
  const expected = hazard * inside.exposure;
  const added = 1 - expected / Math.max(inside.events, expected);
  const {survival} = curve;
  const share = ((survival[YEAR.from - 1]! - survival[YEAR.to]!) * added) / (1 - survival[YEAR.to]!);
  return {
    known: true,
    events: inside.events,
    expected,
    p,
    bump: p < 1 - level,
    returners: excessOf(inside.events, beside.events, inside.exposure / beside.exposure, level),
    shareOfReturners: added > 0 ? share : 0,
    comparedUntil,
  };
}

/**
 * x − r y of two Poisson counts, with the interval from the score interval of each mean, x + z²/2 ± z √(x + z²/4), put
 * together by squares (Zou & Donner 2008); cut at 0.
 */
function excessOf(
  x: number,
  y: number,
  ratio: number,
  level: number,
): {estimate: number; low: number; high: number} {
  const z = normalReach(level);
  const limits = (count: number) => {
    const middle = (z * z) / 2;
    const reach = z * Math.sqrt(count + (z * z) / 4);
    return {down: reach - middle, up: reach + middle};
  };
  const [one, other] = [limits(x), limits(y)];
  const excess = x - ratio * y;
  return {
    estimate: Math.max(0, excess),
    low: Math.max(0, excess - Math.hypot(one.down, ratio * other.up)),
    high: Math.max(0, excess + Math.hypot(one.up, ratio * other.down)),
  };
}
