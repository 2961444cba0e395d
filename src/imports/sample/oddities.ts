import {closing, day, opening, orderSecond} from './calendar';
import type {Day} from './calendar';
import {product} from './catalogue';
import type {Order} from './order';
import {goods, line, shippingTo} from './order';
import {fullName} from './people';
import type {Person} from './people';
import type {Random} from './random';
import {chance, normal, pick, poisson, stream, whole} from './random';

// What every shop's export holds beside its customers, and what a repeat rate must not count.

/** A café that drinks as much as sixty households. */
export function cafe(): Order[] {
  const random = stream('cafe');
  const orders: Order[] = [];
  for (let on = day('2024-02-05'); on <= closing; on += Math.max(3, Math.round(7 + 1.5 * normal(random)))) {
    const items = [
      {product: product('ESP-BAR-1000'), quantity: whole(random, 3, 6)},
      {product: product('FIL-HAU-1000'), quantity: whole(random, 1, 3)},
    ];
    if (chance(random, 0.3)) items.push({product: product('SUE-CAN'), quantity: whole(random, 4, 10)});
    orders.push(
      order(on, whole(random, 8 * 3600, 11 * 3600), {
        account: 'cafe',
        email: 'einkauf@example.net',
        name: 'Café Morgenrot GmbH, Einkauf',
        coupon: 'GASTRO12',
        lines: items.map((item) => line(item, on, 12)),
      }),
    );
  }
  return orders;
}

/** The three who pack the parcels, at a third off. */
export function staff(population: (random: Random) => Person): Order[][] {
  return [0, 1, 2].map((who) => {
    const random = stream(`staff ${who}`);
    const person = population(random);
    const orders: Order[] = [];
    for (let on = opening + whole(random, 20, 200); on <= closing; on += whole(random, 24, 60)) {
      const sku = pick(random, ['ESP-LIN-1000', 'FIL-HAU-500', 'TEE-DAR-100', 'SUE-CAN']);
      orders.push(
        order(on, orderSecond(random), {
          account: `staff ${who}`,
          email: person.email,
          name: fullName(person),
          coupon: 'TEAM30',
          lines: [line({product: product(sku), quantity: whole(random, 1, 3)}, on, 30)],
        }),
      );
    }
    return orders;
  });
}

/** Sold over the counter to people whose name nobody asked. */
export function counter(): Order[] {
  const random = stream('counter');
  const orders: Order[] = [];
  for (let on = day('2025-04-05'); on <= closing; on += 7) {
    for (let left = poisson(random, 1.1); left > 0; left--) {
      const sku = pick(random, [
        'ESP-LIN-250',
        'FIL-HAU-500',
        'TEE-EAR-100',
        'SUE-CAN',
        'GES-TEE',
        'ZUB-SIE',
      ]);
      const lines = [line({product: product(sku), quantity: whole(random, 1, 2)}, on, 0)];
      orders.push(order(on, whole(random, 9 * 3600, 14 * 3600), {channel: 'store', lines, shipping: 0}));
    }
  }
  return orders;
}

export function tests(): Order[] {
  const random = stream('tests');
  return Array.from({length: 14}, (_, i) => {
    const on = i < 6 ? opening + i : whole(random, opening, closing);
    return order(on, orderSecond(random), {
      email: 'test@example.com',
      name: 'Test Bestellung',
      status: 'test',
      lines: [line({product: product('ESP-LIN-250'), quantity: whole(random, 1, 99)}, on, 0)],
    });
  });
}

function order(on: Day, second: number, known: Partial<Order> & Pick<Order, 'lines'>): Order {
  return {
    day: on,
    second,
    account: '',
    email: '',
    name: '',
    status: 'paid',
    currency: 'EUR',
    country: 'DE',
    channel: 'organic',
    coupon: '',
    shipping: shippingTo('DE', goods(known.lines)),
    refunded: 0,
    ...known,
  };
}
