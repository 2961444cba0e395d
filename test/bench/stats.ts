import {betaGeometric} from '../../src/stats/models/beta_geometric';
import {paretoNbd} from '../../src/stats/models/pareto_nbd';
import type {DurationCounts} from '../../src/stats/models/kaplan_meier';
import {createRandom} from '../../src/stats/random';
import {groupPurchases, type PurchaseSummary} from '../../src/stats/summary';
import {thresholdIntervals} from '../../src/stats/threshold';

const RUNS = 5;
const pause = async () => undefined;

/** Medians in milliseconds on this thread, after one run to warm up. `cdnow`: x, t_x, T of the sample, in weeks. */
export async function measured(cdnow: readonly (readonly number[])[] | null) {
  const many = simulated(200_000);
  const durations = simulatedDurations(200_000);
  const draws = {seed: 1, draws: 500, level: 0.95, pause};
  return {
    cdnow: cdnow && (await median(() => betaGeometric.fit(summaryOf(cdnow), pause))),
    betaGeometric: await median(() => betaGeometric.fit(many, pause)),
    paretoNbd: await median(() => paretoNbd.fit(many, pause)),
    threshold: await median(() => thresholdIntervals(durations, {}, draws)),
    rows: many.x.length,
  };
}

async function median(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
}

function summaryOf(rows: readonly (readonly number[])[]): PurchaseSummary {
  const column = (index: number) => Float64Array.from(rows, (row) => row[index]!);
  return groupPurchases({x: column(0), tx: column(1), age: column(2)});
}

/** Customers of three years by the BG/NBD itself, in days. */
function simulated(customers: number): PurchaseSummary {
  const random = createRandom(17);
  const rows: number[][] = [];
  for (let customer = 0; customer < customers; customer++) {
    const age = Math.floor(random.next() * 1095);
    const rate = random.gamma(0.25) / 30;
    const leaves = random.beta(0.8, 2.5);
    let [x, at, last] = [0, 0, 0];
    while (random.next() >= leaves) {
      at += -Math.log(1 - random.next()) / rate;
      if (!(at <= age)) break;
      const day = Math.ceil(at);
      if (day > last && day <= age) [x, last] = [x + 1, day];
    }
    rows.push([x, last, age]);
  }
  return summaryOf(rows);
}

/** Days from first to second purchase over three years, 40 % ever return. */
function simulatedDurations(customers: number): DurationCounts {
  const random = createRandom(18);
  const longest = 1095;
  const events = new Float64Array(longest + 1);
  const censored = new Float64Array(longest + 1);
  for (let customer = 0; customer < customers; customer++) {
    const watched = Math.floor(random.next() * longest);
    const gap =
      random.next() < 0.4 ? Math.max(1, Math.round(35 * Math.exp(0.9 * random.normal()))) : Infinity;
    if (gap <= watched) events[gap]!++;
    else censored[watched]!++;
  }
  return {days: Float64Array.from(events.keys()), events, censored};
}
