import type {Day} from './calendar';
import {closing, day, opening} from './calendar';
import type {Newcomer, SignUp, Source} from './newcomers';
import {demand, fairs} from './newcomers';
import type {Order} from './order';
import type {Country, Person} from './people';
import {fullName} from './people';
import type {Random} from './random';
import {poisson, stream, whole} from './random';

/** Somebody in the shop's address book, with an account or without, with orders or without. */
export interface Contact {
  /** As in `Order.account`. */
  account: string;
  email: string;
  name: string;
  country: Country;
  signedUpOn: Day;
  source: Source;
  consents: boolean;
  birthday: Day | undefined;
  orders: readonly Order[];
}

/** Account customers, and those who left their address before the first order. */
export function buyers(who: Newcomer, orders: readonly Order[]): Contact[] {
  const {person, signUp, consents, birthday} = who;
  const opened = orders.find(({account}) => account !== '');
  if (!opened) return signUp ? [{...lead(person, signUp), birthday, orders}] : [];

  const newest = orders.findLast(({account}) => account !== '') ?? opened;
  const {on, source} = signUp ?? {on: opened.day, source: 'checkout' as const};
  const first = {...lead(person, {on, source}), account: opened.account, consents, birthday, orders};
  if (newest.account === opened.account) return [{...first, email: newest.email}];
  const again = {...first, account: newest.account, consents: false, orders: []};
  const reopened = orders.find(({account}) => account === newest.account) ?? newest;
  return [first, {...again, email: newest.email, signedUpOn: reopened.day, source: 'checkout'}];
}

/** The account behind some orders of which the shop knows no more than they say. */
export function accountHolder(orders: readonly Order[]): Contact[] {
  return orders.slice(0, 1).map(({account, email, name, country, day: signedUpOn}) => {
    return {
      account,
      email,
      name,
      country,
      signedUpOn,
      source: 'checkout',
      consents: false,
      birthday: undefined,
      orders,
    };
  });
}

/** Those who signed up and have not ordered, most of whom never will. */
export function leads(population: (random: Random) => Person): Contact[] {
  const random = stream('leads');
  const all: Contact[] = [];
  const sign = (on: Day, source: Source) => all.push(lead(population(random), {on, source}));

  for (let on = opening; on <= closing; on++)
    for (let left = poisson(random, 0.42 * demand(on)); left > 0; left--) sign(on, 'newsletter_popup');
  for (const fair of fairs)
    for (let left = whole(random, 30, 44); left > 0; left--) sign(fair + whole(random, 0, 3), 'fair');
  for (const [first, entrants] of competitions)
    for (let left = entrants; left > 0; left--) sign(first + whole(random, 0, 13), 'competition');
  return all;
}

const competitions = [
  [day('2024-09-02'), 80],
  [day('2025-05-05'), 140],
] as const;

const lead = (person: Person, {on, source}: SignUp): Contact => ({
  account: '',
  email: person.email,
  name: fullName(person),
  country: person.country,
  signedUpOn: on,
  source,
  consents: true,
  birthday: undefined,
  orders: [],
});
