import {firstBasket, nextBasket} from './basket';
import type {Item, Memory} from './basket';
import {leaves, nextVisit} from './behaviour';
import type {Day} from './calendar';
import {closing, day, inBlackWeek, orderSecond} from './calendar';
import {termsOf} from './catalogue';
import type {Channel, Newcomer} from './newcomers';
import type {Line, Order, Status} from './order';
import {freeOfCharge, goods, line, shippingTo} from './order';
import {fullName} from './people';
import type {Random} from './random';
import {chance, stream, weighted, whole} from './random';

/** Everything one customer orders until the closing day. */
export function history(who: Newcomer): Order[] {
  const random = stream(`history ${who.index}`);
  const identity = identityOf(who, random);
  const {country} = who.person;
  const firstItems = firstBasket(who, random);
  const first = mainOf(firstItems);
  const memory: Memory = {favourite: first, owned: new Set()};
  const orders: Order[] = [];

  let next: Day | undefined = who.day;
  for (let nth = 1, previous = who.day; next !== undefined && next <= closing; nth++) {
    const on: Day = next;
    const channel = nth === 1 ? who.channel : returnChannel(who, random);
    const coupon = couponFor(who, nth, channel, on, on - previous, random);
    const leaving = leaves(who, nth, first, nth === 1 && coupon.percentOff > 0, random);
    const items = nth === 1 ? firstItems : nextBasket(who, memory, nth, on, leaving ? 0.6 : 1, random);
    for (const {product} of items) memory.owned.add(product.sku);

    const lines = items.map((item) => line(item, on, coupon.percentOff));
    const order: Order = {
      day: on,
      second: orderSecond(random),
      ...identity(nth),
      currency: country === 'CH' && who.index % 5 < 2 && on >= swissFrancsFrom ? 'CHF' : 'EUR',
      country,
      channel,
      coupon: coupon.code,
      lines,
      shipping: shippingTo(country, goods(lines)),
      ...outcome(lines, on, leaving ? 1.9 : 0.8, random),
    };
    if (order.status === 'refunded') order.refunded += order.shipping;
    orders.push(order, ...afterthoughts(order, random));

    const supply = items.reduce((days, {product, quantity}) => days + product.lasts * quantity, 0);
    next = nextVisit(who, nth, on, supply, leaving, random);
    previous = on;
  }
  return orders;
}

const swissFrancsFrom = day('2026-03-01');

function mainOf(items: readonly Item[]): Item['product'] {
  const main = items[0];
  if (!main) throw new RangeError('an empty basket');
  return main.product;
}

type Identity = Pick<Order, 'account' | 'email' | 'name'>;

/** Who the shop believes it sees: guests, accounts opened late, forgotten passwords, new addresses. */
function identityOf(who: Newcomer, random: Random): (nth: number) => Identity {
  const account = String(who.index);
  const {person} = who;
  const forgetsLogin = chance(random, 0.25);
  const secondAccountFrom = chance(random, 0.02) ? 3 : Infinity;
  const newAddressFrom = chance(random, 0.02) ? 3 : Infinity;
  return (nth) => {
    const loggedIn = nth >= who.accountFrom && !(nth > 1 && forgetsLogin && chance(random, 0.3));
    const email = nth >= newAddressFrom ? laterEmail(person.email) : person.email;
    if (loggedIn)
      return {
        account: nth >= secondAccountFrom ? `${account} again` : account,
        email,
        name: fullName(person),
      };
    const name = who.channel === 'marketplace' ? `${person.lastName}, ${person.firstName}` : fullName(person);
    return {account: '', email: asTyped(email, random), name};
  };
}

const laterEmail = (email: string): string => email.replace('@', '.neu@');

function asTyped(email: string, random: Random): string {
  switch (weighted(random, {plain: 84, shouted: 4, capital: 7, leadingBlank: 3, trailingBlank: 2})) {
    case 'plain':
      return email;
    case 'shouted':
      return email.toUpperCase();
    case 'capital':
      return email.slice(0, 1).toUpperCase() + email.slice(1);
    case 'leadingBlank':
      return ` ${email}`;
    case 'trailingBlank':
      return `${email} `;
  }
}

function returnChannel(who: Newcomer, random: Random): Channel {
  const reader = who.consents && who.accountFrom === 1;
  return weighted<Channel>(random, {
    organic: 48,
    newsletter: reader ? 40 : 0,
    google: 18,
    meta: 5,
    marketplace: who.channel === 'marketplace' ? 110 : 1,
  });
}

interface Coupon {
  code: string;
  percentOff: number;
}

const noCoupon: Coupon = {code: '', percentOff: 0};

function couponFor(
  who: Newcomer,
  nth: number,
  channel: Channel,
  on: Day,
  silence: number,
  random: Random,
): Coupon {
  if (channel === 'marketplace') return noCoupon;
  if (inBlackWeek(on) && chance(random, 0.62)) return {code: 'BLACKFRIDAY15', percentOff: 15};
  if (nth === 1) {
    const wanted = who.signUp ? 0.72 : who.channel === 'meta' ? 0.46 : 0.24;
    return chance(random, wanted) ? {code: 'WILLKOMMEN10', percentOff: 10} : noCoupon;
  }
  if (silence > 120 && silence < 330 && chance(random, 0.4)) return {code: 'WIEDERDA15', percentOff: 15};
  return chance(random, 0.03) ? {code: 'DANKE5', percentOff: 5} : noCoupon;
}

/** What became of the order; `discontent` scales how much is sent back. */
function outcome(
  lines: readonly Line[],
  on: Day,
  discontent: number,
  random: Random,
): {status: Status; refunded: number} {
  if (chance(random, on > closing - 5 ? 0.1 : 0.003)) return {status: 'pending', refunded: 0};
  if (chance(random, 0.014)) return {status: 'cancelled', refunded: 0};
  const returned = lines.filter(({product}) => chance(random, termsOf(product).returnRate * discontent));
  const refunded = goods(returned);
  if (returned.length === 0) return {status: 'paid', refunded};
  return {status: returned.length === lines.length ? 'refunded' : 'partially_refunded', refunded};
}

/** The thing forgotten an hour ago, and the parcel sent again because the first one broke. */
function afterthoughts(order: Order, random: Random): Order[] {
  const more: Order[] = [];
  const kept = order.lines[0];
  if (!kept || order.status === 'cancelled') return more;
  if (order.second < 20 * 3600 && chance(random, 0.014)) {
    const lines = [line({product: kept.product, quantity: 1}, order.day, 0)];
    more.push({
      ...order,
      second: order.second + whole(random, 300, 9000),
      coupon: '',
      lines,
      shipping: shippingTo(order.country, goods(lines)),
      status: 'paid',
      refunded: 0,
    });
  }
  const on = order.day + whole(random, 5, 14);
  if (order.status === 'paid' && on <= closing && chance(random, 0.004))
    more.push({
      ...order,
      day: on,
      second: whole(random, 9 * 3600, 16 * 3600),
      coupon: '',
      lines: [freeOfCharge({...kept, quantity: 1, cost: Math.round(kept.cost / kept.quantity)})],
      shipping: 0,
    });
  return more;
}
