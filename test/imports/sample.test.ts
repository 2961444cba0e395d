import {createHash} from 'node:crypto';
import {expect, test} from 'vitest';
import {sampleShop} from '../../src/imports/sample/index';

type Row = Record<string, string>;

function rowsOf(text: string): Row[] {
  const [header = [], ...records] = text
    .trimEnd()
    .split('\n')
    .map((line) => [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)])
    .map((cells) => cells.map(([, inQuotes, bare]) => inQuotes?.replaceAll('""', '"') ?? bare ?? ''));
  return records.map((cells) => {
    if (cells.length !== header.length) throw new Error(`${cells.length} cells: ${cells.join('|')}`);
    return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));
  });
}

const files = new Map(sampleShop().map(({name, text}) => [name, text]));
const textOf = (name: string): string => files.get(`lindenhof-${name}.csv`) ?? '';
const lines = rowsOf(textOf('orders'));
const contacts = rowsOf(textOf('contacts'));
const events = rowsOf(textOf('events'));
const spend = rowsOf(textOf('spend'));

const cents = (amount: string | undefined): number => Math.round(Number(amount) * 100);
const dayOf = (date: string | undefined): number =>
  Date.parse(`${date?.slice(0, 10)}T00:00:00Z`) / 86_400_000;
const normal = (email: string | undefined): string => (email ?? '').trim().toLowerCase();
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function groups<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const all = new Map<string, T[]>();
  for (const value of values) {
    const group = all.get(key(value));
    if (group) group.push(value);
    else all.set(key(value), [value]);
  }
  return all;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

interface Order {
  first: Row;
  lines: Row[];
  day: number;
  goods: number;
}

const orders: Order[] = [...groups(lines, ({order_id}) => order_id ?? '').values()].map((its) => {
  const first = its[0] ?? {};
  return {
    first,
    lines: its,
    day: dayOf(first.ordered_at),
    goods: sum(its.map((line) => cents(line.line_total))),
  };
});

/** One person behind a customer number or an e-mail address, whichever was seen before. */
const people = new Map<string, Order[]>();
const known = new Map<string, string>();
for (const order of orders) {
  const names = [order.first.customer_id, normal(order.first.email)].filter((name) => name) as string[];
  if (names.length === 0) continue;
  const person = names.map((name) => known.get(name)).find((name) => name) ?? names[0] ?? '';
  for (const name of names) known.set(name, person);
  people.set(person, [...(people.get(person) ?? []), order]);
}

const counts = ({first, goods}: Order): boolean =>
  (first.status === 'paid' || first.status === 'partially_refunded') && goods > 0;

const occasions = [...people.values()]
  .map((its) => [...new Set(its.filter(counts).map(({day}) => day))].sort((a, b) => a - b))
  .filter((days) => days.length > 0);

const opening = dayOf('2023-11-01');
const closing = dayOf('2026-10-31');

test('The sample shop is the same at each visit', () => {
  expect(sampleShop()).toEqual(sampleShop());
  expect([...files.keys()]).toEqual(
    ['orders', 'contacts', 'events', 'spend'].map((name) => `lindenhof-${name}.csv`),
  );
});

test('The sample shop changes only on purpose', () => {
  const digest = createHash('sha256')
    .update([...files.values()].join(''))
    .digest('hex');
  expect([lines, orders, contacts, events, spend].map(({length}) => length)).toEqual([
    18693, 10451, 3899, 27127, 114,
  ]);
  expect(textOf('orders').split('\n')[1]).toBe(
    'LH-20001,2023-11-01 16:34:25,,kerstin.brandt@example.com,Kerstin Brandt,paid,EUR,DE,organic,,ESP-LIN-1000,"Espresso Lindenhof, 1 kg",Espresso,2,26.90,53.80,3.52,0.00,24.64,0.00,0.00',
  );
  expect(digest.slice(0, 16)).toBe('95703aa54a629fc5');
});

test('The sample shop has about four thousand customers, who buy for about forty euros', () => {
  expect(people.size).toBeGreaterThan(3600);
  expect(people.size).toBeLessThan(4600);
  const baskets = orders.filter(counts).map(({goods}) => goods / 100);
  expect(sum(baskets) / baskets.length).toBeGreaterThan(38);
  expect(sum(baskets) / baskets.length).toBeLessThan(45);
  expect(median(baskets)).toBeLessThan(0.85 * (sum(baskets) / baskets.length));
});

test('The sample shop is small enough to load at once', () => {
  expect(sum([...files.values()].map((text) => new TextEncoder().encode(text).length))).toBeLessThan(
    8_000_000,
  );
});

test('More than half of the customers of the sample shop bought once', () => {
  const share = occasions.filter(({length}) => length === 1).length / occasions.length;
  expect(share).toBeGreaterThan(0.55);
  expect(share).toBeLessThan(0.6);
});

test('The sample shop covers three whole years up to the last day', () => {
  const days = orders.map(({day}) => day);
  expect(Math.min(...days)).toBe(opening);
  expect(Math.max(...days)).toBe(closing);
});

test('The sample shop peaks in November and December and rests in July and August', () => {
  const byMonth = groups(orders.filter(counts), ({first}) => first.ordered_at?.slice(0, 7) ?? '');
  const sold = (month: string): number => byMonth.get(month)?.length ?? 0;
  for (const year of [2024, 2025]) {
    const around = (sold(`${year}-10`) + sold(`${year + 1}-01`)) / 2;
    for (const month of ['11', '12']) expect(sold(`${year}-${month}`)).toBeGreaterThan(1.25 * around);
  }
  for (const year of [2024, 2025, 2026]) {
    const around = (sold(`${year}-06`) + sold(`${year}-09`)) / 2;
    for (const month of ['07', '08']) expect(sold(`${year}-${month}`)).toBeLessThan(0.95 * around);
  }
});

test('Customers of the last year return earlier than those of the first year', () => {
  const gaps = (year: number): number[] =>
    occasions.flatMap(([first = 0, second = Infinity]) =>
      Math.floor((first - opening) / 365.25) === year && first <= closing - 90 && second - first <= 90
        ? [second - first]
        : [],
    );
  expect(gaps(0).length).toBeGreaterThan(200);
  expect(gaps(2).length).toBeGreaterThan(200);
  expect(median(gaps(0)) - median(gaps(2))).toBeGreaterThanOrEqual(8);
});

test('Half of those who return to the sample shop do so within about six weeks', () => {
  const gaps = occasions.flatMap(([first = 0, second]) => (second === undefined ? [] : [second - first]));
  expect(median(gaps)).toBeGreaterThanOrEqual(38);
  expect(median(gaps)).toBeLessThanOrEqual(50);
});

test('Gift buyers of the sample shop come back after a year', () => {
  const gaps = occasions.flatMap(([first = 0, second = Infinity]) => [second - first]);
  const around = (days: number): number => gaps.filter((gap) => Math.abs(gap - days) <= 20).length;
  expect(around(365)).toBeGreaterThan(2 * around(310));
  expect(around(365)).toBeGreaterThan(2 * around(420));
});

test('Beans bring customers back to the sample shop, gifts do not', () => {
  const returning = (category: string): number => {
    const its = [...people.values()]
      .map((all) => all.filter(counts))
      .filter(([first]) => first?.lines[0]?.category === category && first.day <= closing - 180);
    const back = its.filter(([first, ...later]) =>
      later.some(({day}) => first !== undefined && day > first.day && day <= first.day + 180),
    );
    return back.length / its.length;
  };
  expect(returning('Espresso')).toBeGreaterThan(0.5);
  expect(returning('Geschenke')).toBeLessThan(0.2);
});

test('Machines are sent back more often than coffee', () => {
  const returned = (category: string): number => {
    const its = orders.filter((order) => counts(order) || order.first.status === 'refunded');
    const those = its.filter((order) => order.lines[0]?.category === category);
    return those.filter(({first}) => cents(first.refunded) > 0).length / those.length;
  };
  expect(returned('Geräte')).toBeGreaterThan(3 * returned('Espresso'));
});

test('Each line of a sample order adds up to the cent', () => {
  const wrong = lines.filter((line) => {
    const total = cents(line.line_total);
    const percent = line.category === 'Geräte' || line.category === 'Zubehör' ? 19 : 7;
    return (
      Number(line.quantity) * cents(line.unit_price) - cents(line.line_discount) !== total ||
      Math.round((total * percent) / (100 + percent)) !== cents(line.line_vat) ||
      cents(line.line_vat) > total ||
      cents(line.line_cost) <= 0
    );
  });
  expect(wrong).toEqual([]);
});

test('No sample order gives back more than was paid, and a refunded one gives back all', () => {
  const wrong = orders.filter(({first, goods}) => {
    const refunded = cents(first.refunded);
    const paid = goods + cents(first.shipping);
    if (first.status === 'refunded') return refunded !== paid;
    if (first.status === 'partially_refunded') return refunded <= 0 || refunded >= paid;
    return refunded !== 0;
  });
  expect(wrong).toEqual([]);
});

test('The lines of a sample order stand together and repeat what belongs to the order', () => {
  const ofOrder = Object.keys(lines[0] ?? {}).filter(
    (name) => !/^(sku|product|category|quantity|unit_price|line_.*)$/.test(name),
  );
  const head = (row: Row): string => JSON.stringify(ofOrder.map((name) => row[name]));
  expect(orders.filter((order) => order.lines.some((line) => head(line) !== head(order.first)))).toEqual([]);
  const changes = lines.filter((line, i) => line.order_id !== lines[i - 1]?.order_id).length;
  expect(changes).toBe(orders.length);
});

test('The sample shop holds what a careful import must set aside or merge', () => {
  const some = (holds: (order: Order) => boolean): number => orders.filter(holds).length;
  for (const status of ['cancelled', 'pending', 'test', 'refunded', 'partially_refunded'])
    expect(
      some(({first}) => first.status === status),
      status,
    ).toBeGreaterThan(5);
  expect(some(({goods}) => goods === 0)).toBeGreaterThan(10);
  expect(some(({first}) => !first.customer_id && !first.email && first.channel === 'store')).toBeGreaterThan(
    30,
  );
  expect(some(({first}) => first.email !== normal(first.email))).toBeGreaterThan(50);
  expect(some(({first}) => first.currency === 'CHF')).toBeGreaterThan(20);

  const withAndWithoutAccount = [...people.values()].filter(
    (its) => its.some(({first}) => first.customer_id) && its.some(({first}) => !first.customer_id),
  );
  expect(withAndWithoutAccount.length).toBeGreaterThan(100);
  const twiceADay = [...people.values()].filter((its) => new Set(its.map(({day}) => day)).size < its.length);
  expect(twiceADay.length).toBeGreaterThan(30);
  expect(Math.max(...occasions.map(({length}) => length))).toBeGreaterThan(100);
});

test('Every account of the sample shop is in its address book, beside people who never bought', () => {
  const ids = new Set(contacts.map((contact) => contact.customer_id));
  expect(orders.filter(({first}) => !ids.has(first.customer_id ?? '') && first.customer_id)).toEqual([]);

  const firstDays = new Map<string, number>();
  for (const {first, day} of orders) {
    const email = normal(first.email);
    firstDays.set(email, Math.min(day, firstDays.get(email) ?? Infinity));
  }
  const never = contacts.filter(({email}) => !firstDays.has(email ?? ''));
  const earlier = contacts.filter(
    ({email, signed_up_on}) => (firstDays.get(email ?? '') ?? 0) > dayOf(signed_up_on),
  );
  expect(never.length).toBeGreaterThan(900);
  expect(earlier.length).toBeGreaterThan(400);
  expect(never.length + earlier.length).toBeGreaterThan(1600);
  expect(never.length + earlier.length).toBeLessThan(2000);
});

test('Newsletter readers of the sample shop are contacts, and nobody is written to after leaving', () => {
  const emails = new Set(contacts.map(({email}) => email));
  expect(events.filter(({email}) => !emails.has(email))).toEqual([]);

  const left = new Map<string, string>();
  for (const {email = '', kind, occurred_on = ''} of events)
    if (kind === 'unsubscribe' || kind === 'complaint') left.set(email, occurred_on);
  expect(left.size).toBeGreaterThan(30);
  expect(
    events.filter(
      ({email = '', channel, kind, occurred_on = ''}) =>
        channel === 'email' && kind === 'sent' && occurred_on > (left.get(email) ?? '9999'),
    ),
  ).toEqual([]);
  expect(
    contacts.filter(({email = '', newsletter_consent}) => left.has(email) && newsletter_consent === 'yes'),
  ).toEqual([]);
});

test('The sample shop knows what each month of marketing cost', () => {
  expect(new Set(spend.map(({month}) => month)).size).toBe(36);
  expect([...new Set(spend.map(({channel}) => channel))].sort()).toEqual([
    'fair',
    'google',
    'meta',
    'newsletter',
  ]);
  expect(spend.filter(({amount}) => cents(amount) <= 0)).toEqual([]);
});

test('No address of the sample shop can reach anybody', () => {
  const addresses = [...lines, ...contacts, ...events]
    .map(({email}) => normal(email))
    .filter((email) => email);
  expect(addresses.filter((email) => !/^[a-z0-9.-]+@example\.(com|org|net)$/.test(email))).toEqual([]);
});
