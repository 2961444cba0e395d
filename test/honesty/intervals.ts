import {chanceWithin, kaplanMeier} from '../../src/stats/models/kaplan_meier';
import {createRandom} from '../../src/stats/random';
import {churnThreshold, thresholdIntervals} from '../../src/stats/threshold';
import {durationsOf, shapes} from './shapes';

export interface Coverage {
  readonly shape: string;
  readonly measure: string;
  readonly truth: number;
  readonly shops: number;
  /** Shops whose nominal 90 % interval holds the truth. */
  readonly covered: number;
  /** Shops for which no number was given. */
  readonly withheld: number;
}

const LEVEL = 0.9;
const WITHIN = 90;
/** Customers of the truth, watched for eleven years. */
const MANY = 2_000_000;

/** How often nominal 90 % intervals of the threshold and of retention hold the truth, over simulated shops of each shape. */
export async function coverageOfTiming(shops: number): Promise<Coverage[]> {
  const table: Coverage[] = [];
  for (const [index, shape] of shapes.entries()) {
    const whole = durationsOf(shape, createRandom(900 + index), MANY, false);
    const {headline} = churnThreshold(whole);
    if (!headline.known) throw new Error(`no true threshold of ${shape.name}`);
    const retained = chanceWithin(kaplanMeier(whole), 0, WITHIN);
    if (!retained.known) throw new Error(`no true retention of ${shape.name}`);
    const threshold = {covered: 0, withheld: 0};
    const retention = {covered: 0, withheld: 0};
    for (let shop = 0; shop < shops; shop++) {
      const counts = durationsOf(shape, createRandom(1000 * (index + 1) + shop), shape.customers, true);
      const {headline: interval} = await thresholdIntervals(
        counts,
        {},
        {seed: shop + 1, draws: 500, level: LEVEL, pause: async () => undefined},
      );
      if (interval === null) threshold.withheld++;
      else if ((interval.low ?? Infinity) <= headline.day && headline.day <= (interval.high ?? Infinity))
        threshold.covered++;
      const found = chanceWithin(kaplanMeier(counts), 0, WITHIN, {level: LEVEL});
      if (!found.known) retention.withheld++;
      else if (found.low <= retained.chance && retained.chance <= found.high) retention.covered++;
    }
    table.push(
      {shape: shape.name, measure: 'threshold, days', truth: headline.day, shops, ...threshold},
      {shape: shape.name, measure: 'back within 90 days', truth: retained.chance, shops, ...retention},
    );
  }
  return table;
}
