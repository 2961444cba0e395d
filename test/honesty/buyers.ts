import type {Random} from '../../src/stats/random';

/** One purchase: who, on which day of the clock, for how many cents. */
export interface Purchase {
  readonly customer: number;
  readonly day: number;
  readonly cents: number;
}

/** A kind of shop over `days` days: a way to buy and to stop buying. */
export interface BuyerShape {
  readonly name: string;
  readonly customers: number;
  readonly days: number;
  /** Purchases a day of a customer who is alive, by her own rate and the day. */
  rate(random: Random): number;
  season(day: number): number;
  /** Days until a customer stops, or the chance to stop after each purchase. */
  readonly stops: {readonly afterDays: number} | {readonly perPurchase: readonly [a: number, b: number]};
  first(random: Random, days: number): number;
}

const calm = () => 1;
/** Half as much again before Christmas, a third less in summer. */
const christmas = (day: number) => {
  const ofYear = day % 365;
  return ofYear >= 304 ? 1.5 : ofYear >= 181 && ofYear < 243 ? 0.67 : 0.95;
};
const even = (random: Random, days: number) => Math.floor(random.next() * days);
const growing = (random: Random, days: number) => Math.floor(Math.sqrt(random.next()) * days);

export const buyerShapes: readonly BuyerShape[] = [
  {
    name: 'leave at any time, even acquisition',
    customers: 3000,
    days: 1277,
    rate: (random) => random.gamma(0.6) / 60,
    season: calm,
    stops: {afterDays: 300},
    first: even,
  },
  {
    name: 'leave after a purchase, growing acquisition',
    customers: 3000,
    days: 1277,
    rate: (random) => random.gamma(0.8) / 70,
    season: calm,
    stops: {perPurchase: [0.8, 2.5]},
    first: growing,
  },
  {
    name: 'few heavy buyers among many light ones',
    customers: 3000,
    days: 1277,
    rate: (random) => (random.next() < 0.1 ? 1 / 25 : 1 / 400),
    season: calm,
    stops: {afterDays: 500},
    first: even,
  },
  {
    name: 'Christmas season',
    customers: 3000,
    days: 1277,
    rate: (random) => random.gamma(0.7) / 60,
    season: christmas,
    stops: {afterDays: 400},
    first: even,
  },
];

/** All purchases of a simulated shop whose clock starts on a day of the year. */
export function purchasesOf(shape: BuyerShape, random: Random, starts: number): Purchase[] {
  const found: Purchase[] = [];
  const busiest = 1.5;
  for (let customer = 0; customer < shape.customers; customer++) {
    const rate = shape.rate(random) * busiest;
    const level = 20 * Math.exp(0.4 * random.normal());
    const {stops} = shape;
    const life = 'afterDays' in stops ? -stops.afterDays * Math.log(1 - random.next()) : Infinity;
    const leave = 'perPurchase' in stops ? random.beta(...stops.perPurchase) : 0;
    const cents = () => Math.max(100, Math.round(100 * level * Math.exp(0.3 * random.normal())));
    const first = shape.first(random, shape.days);
    found.push({customer, day: first, cents: cents()});
    if (random.next() < leave) continue;
    for (let at = first; ;) {
      at += -Math.log(1 - random.next()) / rate;
      if (!(at < shape.days) || at - first > life) break;
      // Purchases of the busiest season, thinned to those of the day.
      if (random.next() * busiest >= shape.season(starts + at)) continue;
      found.push({customer, day: Math.floor(at), cents: cents()});
      if (random.next() < leave) break;
    }
  }
  return found;
}
