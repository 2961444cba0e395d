import {addMonths, dayFromIso, isoFromDay, type Day} from '../../src/lib/dates';
import type {Dataset} from '../../src/model/dataset';
import {chanceWithin, inCohorts, kaplanMeier} from '../../src/stats/models/kaplan_meier';
import {createRandom} from '../../src/stats/random';
import {churnThreshold, thresholdIntervals} from '../../src/stats/threshold';
import {createShop, fileOf} from '../helpers/service';
import {buyerShapes, purchasesOf} from './buyers';
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
const NEW_YEAR = dayFromIso('2022-01-01');

/** How often nominal 90 % intervals of the threshold and of retention hold the truth, over simulated shops of each shape. */
export async function* coverageOfTiming(shops: number): AsyncGenerator<Coverage> {
  for (const [index, shape] of shapes.entries()) {
    const {counts: whole} = durationsOf(shape, createRandom(900 + index), MANY, false);
    const {headline} = churnThreshold(whole);
    if (!headline.known) throw new Error(`no true threshold of ${shape.name}`);
    const retained = chanceWithin(kaplanMeier(whole), 0, WITHIN);
    if (!retained.known) throw new Error(`no true retention of ${shape.name}`);
    const threshold = {covered: 0, withheld: 0};
    const retention = {covered: 0, withheld: 0};
    for (let shop = 0; shop < shops; shop++) {
      const {counts, months} = durationsOf(
        shape,
        createRandom(1000 * (index + 1) + shop),
        shape.customers,
        true,
      );
      const {headline: interval} = await thresholdIntervals(
        counts,
        {},
        {seed: shop + 1, draws: 500, level: LEVEL, pause: async () => undefined},
      );
      if (interval === null) threshold.withheld++;
      else if ((interval.low ?? Infinity) <= headline.day && headline.day <= (interval.high ?? Infinity))
        threshold.covered++;
      const found = chanceWithin(inCohorts(kaplanMeier(counts), months), 0, WITHIN, {level: LEVEL});
      if (!found.known) retention.withheld++;
      else if (found.low <= retained.chance && retained.chance <= found.high) retention.covered++;
    }
    yield {shape: shape.name, measure: 'threshold, days', truth: headline.day, shops, ...threshold};
    yield {shape: shape.name, measure: 'back within 90 days', truth: retained.chance, shops, ...retention};
  }
}

/**
 * How often the nominal 90 % interval of the next six months' revenue from existing customers holds what they then
 * bought, through the whole product: file, as-of date half a year before its end, projection. As readers come in every
 * month, the as-of dates of the shops lie in all twelve.
 */
export async function* coverageOfRevenue(shops: number): AsyncGenerator<Coverage> {
  const service = localShop();
  for (const [index, shape] of buyerShapes.entries()) {
    let [covered, withheld, total] = [0, 0, 0];
    for (let shop = 0; shop < shops; shop++) {
      const start = addMonths(NEW_YEAR, shop % 12);
      const purchases = purchasesOf(shape, createRandom(10_000 * (index + 1) + shop), start - NEW_YEAR);
      const end = start + shape.days - 1;
      const asOf = addMonths(end, -6);
      const dataset = await service.open(
        purchases.map(({customer, day, cents}) => [customer, isoFromDay(start + day), cents / 100]),
      );
      const facts = await service.project(dataset, asOf);
      const known = new Set(purchases.filter(({day}) => start + day <= asOf).map(({customer}) => customer));
      const actual =
        purchases
          .filter(({customer, day}) => start + day > asOf && known.has(customer))
          .reduce((sum, {cents}) => sum + cents, 0) / 100;
      total += actual;
      const {revenue_low: low, revenue_high: high} = facts;
      if (typeof low !== 'number' || typeof high !== 'number' || facts['hidden'] === 1) withheld++;
      else if (low <= actual && actual <= high) covered++;
    }
    yield {
      shape: shape.name,
      measure: 'revenue of six months',
      truth: total / shops,
      shops,
      covered,
      withheld,
    };
  }
}

/** The product without its pages, for one simulated shop after the other. */
function localShop() {
  const shop = createShop();
  return {
    async open(rows: readonly (readonly [number, string, number])[]): Promise<Dataset> {
      const lines = rows.map(([customer, on, amount]) => `${customer},${on},${amount.toFixed(2)}`);
      return (await shop.open([fileOf(['customer_id,date,amount', ...lines].join('\n'))])).dataset;
    },
    async project(dataset: Dataset, asOf: Day) {
      const {facts} = await shop.run(dataset, 'projection', {horizon: '6'}, {asOf});
      await shop.service.forget(dataset.id);
      return facts;
    },
  };
}
