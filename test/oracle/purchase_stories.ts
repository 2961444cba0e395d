import type {Random} from '../../src/stats/random';

/**
 * The stories that the models tell, one customer and one purchase after the other, in continuous time: a slow and obvious
 * twin that shares no formula with the models.
 */
export interface Story {
  readonly x: number;
  readonly tx: number;
  readonly age: number;
  /** Whether the customer can still buy at the as-of date. */
  readonly alive: boolean;
  /** Purchases within the horizon after the as-of date. */
  readonly later: number;
}

interface Telling {
  /** Purchase after the first, in order; ends at a time or with the customer. */
  readonly purchases: readonly number[];
  readonly end: number;
}

export type Teller = (random: Random, until: number) => Telling;

const exponential = (random: Random) => -Math.log(1 - random.next());

/** `first`: whether one may leave right after the first purchase (MBG/NBD). */
export function coinStory(
  {r, alpha, a, b}: Record<'r' | 'alpha' | 'a' | 'b', number>,
  first: boolean,
): Teller {
  return (random, until) => {
    const rate = random.gamma(r) / alpha;
    const chance = random.beta(a, b);
    const purchases: number[] = [];
    if (first && random.next() < chance) return {purchases, end: 0};
    for (let time = exponential(random) / rate; time <= until; time += exponential(random) / rate) {
      purchases.push(time);
      if (random.next() < chance) return {purchases, end: time};
    }
    return {purchases, end: Infinity};
  };
}

export function lifetimeStory({r, alpha, s, beta}: Record<'r' | 'alpha' | 's' | 'beta', number>): Teller {
  return (random, until) => {
    const rate = random.gamma(r) / alpha;
    const end = (exponential(random) * beta) / random.gamma(s);
    const purchases: number[] = [];
    for (
      let time = exponential(random) / rate;
      time <= Math.min(until, end);
      time += exponential(random) / rate
    )
      purchases.push(time);
    return {purchases, end};
  };
}

/** Customers of ages spread evenly over a range, and what they buy within the horizon after. */
export function storiesOf(
  teller: Teller,
  {customers, ages, horizon}: {customers: number; ages: readonly [number, number]; horizon: number},
  random: Random,
): Story[] {
  return Array.from({length: customers}, (_, i) => {
    const age = ages[0] + ((ages[1] - ages[0]) * (i + 0.5)) / customers;
    const {purchases, end} = teller(random, age + horizon);
    const before = purchases.filter((time) => time <= age);
    return {
      x: before.length,
      tx: before.at(-1) ?? 0,
      age,
      alive: end > age,
      later: purchases.length - before.length,
    };
  });
}

/** Rows of one customer each. */
export function columnsOf(stories: readonly {x: number; tx: number; age: number}[]) {
  return {
    x: Float64Array.from(stories, ({x}) => x),
    tx: Float64Array.from(stories, ({tx}) => tx),
    age: Float64Array.from(stories, ({age}) => age),
    customers: new Float64Array(stories.length).fill(1),
  };
}

/** The gradient by central differences. */
export function slopesOf(value: (point: Float64Array) => number, point: Float64Array, step = 1e-5): number[] {
  return Array.from(point, (entry, i) => {
    const moved = (shift: number) => value(Float64Array.from(point, (e, j) => (j === i ? entry + shift : e)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}

/** Pearson's correlation. */
export function correlationOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const centred = (values: ArrayLike<number>) => {
    const list = Array.from(values);
    const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
    return list.map((value) => value - mean);
  };
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const [x, y] = [centred(a), centred(b)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

export const goOn = async (): Promise<void> => undefined;
