import type {Product} from './catalogue';
import type {Day} from './calendar';
import {closing, day, isoDay, regularSeason, yearsOpen} from './calendar';
import type {Channel, Newcomer} from './newcomers';
import type {Random} from './random';
import {chance, logistic, logNormal, normal} from './random';

// Buy till you die: after each order a customer leaves for good or stays (Fader, Hardie & Lee 2005), with
// waiting times that are log-normal instead of exponential, since a household runs out of coffee and does not
// forget its last order.

const leavingByChannel: Partial<Record<Channel, number>> = {
  meta: 0.35,
  organic: -0.3,
  newsletter: -0.4,
  marketplace: 0.85,
};

function leavingByFirstProduct({category, lasts}: Product): number {
  switch (category) {
    case 'Espresso':
      return lasts >= 40 ? -0.85 : -0.5;
    case 'Filterkaffee':
      return -0.15;
    case 'Probierpakete':
      return -0.2;
    case 'Tee':
    case 'Zubehör':
      return 0.2;
    case 'Geräte':
      return 0.55;
    case 'Geschenke':
    case 'Süßes':
      return 1.3;
  }
}

/** Whether the nth order is the last one. */
export function leaves(
  who: Newcomer,
  nth: number,
  first: Product,
  discounted: boolean,
  random: Random,
): boolean {
  const odds =
    0.26 +
    who.fickleness +
    (leavingByChannel[who.channel] ?? 0) +
    leavingByFirstProduct(first) +
    (discounted ? 0.25 : 0) -
    0.22 * Math.min(nth - 1, 4);
  return chance(random, logistic(odds));
}

/** Days to the second order, in the middle: a better welcome series has shortened it year by year. */
function firstReturn(acquired: Day): number {
  const progress = Math.min(1, Math.max(0, (yearsOpen(acquired) - 0.6) / 1.7));
  return 49 - 20 * progress * progress * (3 - 2 * progress);
}

const laterReturn = 40;
const usualSupply = 36;

/** The day of the next order, or undefined where none comes. `supply` is how many days the last one lasts. */
export function nextVisit(
  who: Newcomer,
  nth: number,
  last: Day,
  supply: number,
  leaving: boolean,
  random: Random,
): Day | undefined {
  if (who.yearly) return nextYear(last, random);
  if (leaving) return chance(random, 0.06) ? last + Math.round(logNormal(random, 250, 0.3)) : undefined;
  const stretch = Math.min(
    1.7,
    Math.max(0.65, Math.exp(0.45 * Math.log((supply || usualSupply) / usualSupply))),
  );
  const [median, sigma] = nth === 1 ? [firstReturn(who.day), 0.52] : [laterReturn, 0.4];
  return wait(last, Math.max(2, logNormal(random, (median * stretch) / who.pace, sigma)));
}

function nextYear(last: Day, random: Random): Day | undefined {
  if (!chance(random, 0.6)) return undefined;
  const year = Number(isoDay(last).slice(0, 4)) + 1;
  const on = last + 365 + Math.round(8 * normal(random));
  return Math.min(day(`${year}-12-20`), Math.max(day(`${year}-11-12`), on));
}

/** Time runs faster before Christmas and slower in the summer holidays. */
function wait(from: Day, days: number): Day {
  let on = from;
  for (let left = days; left > 0 && on <= closing; on++) left -= regularSeason(on + 1);
  return on;
}
