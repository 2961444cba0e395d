import type {Day} from './calendar';
import {closing, day, inGiftSeason, newcomerSeason, opening, yearsOpen} from './calendar';
import type {Person} from './people';
import type {Random} from './random';
import {chance, gamma, logNormal, normal, poisson, stream, weighted, whole} from './random';

export type Channel = 'google' | 'meta' | 'organic' | 'newsletter' | 'marketplace' | 'fair' | 'store';
export type Drink = 'espresso' | 'filter' | 'tea';
export type Entry = 'drink' | 'trial' | 'gift' | 'gear';
export type Source = 'newsletter_popup' | 'checkout' | 'competition' | 'fair';

export interface SignUp {
  on: Day;
  source: Source;
}

/** Somebody on the day of the first order, with the traits that decide what comes after it. */
export interface Newcomer {
  index: number;
  person: Person;
  day: Day;
  channel: Channel;
  drink: Drink;
  entry: Entry;
  /** Comes back once a year for the gifts, or not at all. */
  yearly: boolean;
  /** 1 on average; 2 drinks twice as fast. */
  pace: number;
  /** 1 in the middle; scales quantities and the number of things in the basket. */
  purse: number;
  /** Log-odds of leaving, 0 in the middle. */
  fickleness: number;
  /** The order at which the account is opened: 1 the first, Infinity never. */
  accountFrom: number;
  /** Only when it came before the first order. */
  signUp: SignUp | undefined;
  consents: boolean;
  /** As far as it was told to the shop. */
  birthday: Day | undefined;
}

export const fairs = ['2024-03-14', '2024-10-10', '2025-03-13', '2025-10-09', '2026-03-12', '2026-10-08'].map(
  day,
);

const newcomersPerDay = 2.66;
const yearlyGrowth = 0.2;

export const demand = (of: Day): number => Math.exp(yearlyGrowth * yearsOpen(of)) * newcomerSeason(of);

export function newcomers(population: (random: Random) => Person): Newcomer[] {
  const arrivals = stream('arrivals');
  const all: Newcomer[] = [];
  for (let of = opening; of <= closing; of++) {
    for (let left = poisson(arrivals, newcomersPerDay * demand(of)); left > 0; left--) {
      const index = all.length;
      all.push(newcomer(index, of, population, stream(`newcomer ${index}`)));
    }
  }
  return all;
}

function newcomer(index: number, of: Day, population: (random: Random) => Person, random: Random): Newcomer {
  const channel = channelOf(of, random);
  const signUp = signUpBefore(of, channel, random);
  const entry = entryOf(of, random);
  const account = channel === 'marketplace' ? 0.04 : 0.64;
  const person = population(random);
  return {
    index,
    person,
    day: of,
    channel,
    drink: weighted(random, {
      espresso: 46,
      filter: 28,
      tea: 26,
    }),
    entry,
    yearly: entry === 'gift' && inGiftSeason(of) && chance(random, 0.72),
    pace: gamma(random, 4) / 4,
    purse: logNormal(random, 1, 0.3),
    fickleness: 1.15 * normal(random),
    accountFrom: chance(random, account) ? 1 : chance(random, 0.45) ? whole(random, 2, 3) : Infinity,
    signUp,
    consents: signUp !== undefined || chance(random, 0.55),
    birthday: chance(random, 0.55) ? person.birthday : undefined,
  };
}

function channelOf(of: Day, random: Random): Channel {
  const years = yearsOpen(of);
  const afterFair = fairs.some((fair) => of >= fair && of < fair + 42);
  return weighted(random, {
    google: 38 - 2 * years,
    meta: 15 + 4 * years,
    organic: 27 - 3 * years,
    newsletter: 9,
    marketplace: 6 + 2 * years,
    fair: afterFair ? 20 : 0.5,
  });
}

function entryOf(of: Day, random: Random): Entry {
  const gifts = inGiftSeason(of) ? 45 : 6;
  return weighted(random, {
    drink: 58,
    trial: 19,
    gift: gifts,
    gear: 9,
  });
}

/** A page announced the shop forty days before it opened. */
const preview = opening - 40;

function signUpBefore(of: Day, channel: Channel, random: Random): SignUp | undefined {
  const lag = Math.ceil(logNormal(random, 16, 1));
  const on = of - lag >= preview ? of - lag : whole(random, preview, opening - 1);
  if (channel === 'fair') {
    const fair = fairs.findLast((start) => start + 3 < of);
    return {on: fair === undefined ? on : fair + whole(random, 0, 3), source: 'fair'};
  }
  if (channel === 'newsletter')
    return {on, source: chance(random, 0.88) ? 'newsletter_popup' : 'competition'};
  return chance(random, 0.05) ? {on, source: 'newsletter_popup'} : undefined;
}
