import {expect, test} from 'vitest';
import {texts} from '../../src/analyses/engagement/texts';
import {rowsOf} from '../../src/lib/table';
import {createFormat} from '../../src/text/format';
import {createShop, fileOf} from '../helpers/service';

test('an engagement score goes by the last reaction, and an unsubscription ends it', async () => {
  const shop = createShop();
  // As-of date 2024-06-30. Ann clicked 10 days before, Ben opened 100 days before, Cem unsubscribed after opening, Dan never reacted.
  const orders = fileOf(
    'order_id,date,email,amount\n1,2024-01-05,ann@x.de,10\n2,2024-01-05,ben@x.de,10\n3,2024-01-05,cem@x.de,10\n4,2024-06-30,dan@x.de,10\n',
    'orders.csv',
  );
  const events = fileOf(
    'email,event,date\nann@x.de,click,2024-06-20\nben@x.de,open,2024-03-22\ncem@x.de,open,2024-06-10\ncem@x.de,unsubscribe,2024-06-15\ndan@x.de,sent,2024-06-20\nann@x.de,open,2024-07-15\n',
    'newsletter-events.csv',
  );
  const {dataset} = await shop.open([orders, events]);
  const page = await shop.page(dataset, 'engagement', 'reached');
  const found = rowsOf(page.rows).map((row) => [
    row['email'],
    row['e'],
    row['silent_days'],
    row['unsubscribed'],
  ]);
  expect(found.sort()).toEqual([
    ['ann@x.de', 5, 10, 0],
    ['ben@x.de', 3, 100, 0],
    ['cem@x.de', 1, 20, 1],
    ['dan@x.de', 1, null, 0],
  ]);
  const {facts} = await shop.run(dataset, 'engagement');
  expect(facts).toMatchObject({customers: 4, contacted: 4, unsubscribed: 1});
});

test('names the readers who have stopped buying, and the regulars who do not read', async () => {
  const shop = createShop();
  // As-of date 2024-06-30. Twelve customers, so thirds: the four who bought longest ago, once and for little, are lost.
  const lost = ['l1', 'l2', 'l3', 'l4'];
  const middle = ['m1', 'm2', 'm3', 'm4'];
  const regular = ['r1', 'r2', 'r3', 'r4'];
  const lines = [
    ...lost.map((name) => `${name}@x.de,2022-01-05,10`),
    ...middle.flatMap((name) => [`${name}@x.de,2023-12-01,20`, `${name}@x.de,2024-01-01,20`]),
    ...regular.flatMap((name) =>
      ['2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01', '2024-06-01', '2024-06-30'].map(
        (day) => `${name}@x.de,${day},50`,
      ),
    ),
  ];
  const orders = fileOf(
    ['order_id,email,date,amount', ...lines.map((line, at) => `${at},${line}`)].join('\n'),
    'orders.csv',
  );
  // Two of the lost read last week and one half a year ago; of the regulars one reads, one was written to, two are no readers.
  const events = fileOf(
    'email,event,date\nl1@x.de,open,2024-06-25\nl2@x.de,click,2024-06-25\nl3@x.de,open,2024-01-25\nr1@x.de,open,2024-06-25\nr2@x.de,sent,2024-06-25\n',
    'newsletter-events.csv',
  );
  const {dataset} = await shop.open([orders, events]);
  const {facts} = await shop.run(dataset, 'engagement');
  expect(facts).toMatchObject({
    customers: 12,
    contacted: 5,
    quiet_readers: 2,
    quiet_readers_revenue: 20,
    silent_regulars: 3,
    silent_regulars_revenue: 900,
  });
});

test('events after the as-of date, or of strangers, are not taken for missing files', async () => {
  const shop = createShop();
  const orders = fileOf('order_id,date,email,amount\n1,2024-01-05,ann@x.de,10\n2,2024-06-30,ben@x.de,10\n');
  const said = async (events: string) => {
    const {dataset} = await shop.open([orders, fileOf(events, 'newsletter-events.csv')]);
    const {facts} = await shop.run(dataset, 'engagement');
    return {facts, en: texts.takeaways(facts, createFormat('en', 'EUR')).en.join(' ')};
  };
  const later = await said('email,event,date\nann@x.de,open,2024-07-02\nben@x.de,click,2024-07-09\n');
  expect(later.facts).toMatchObject({contacted: 0, events: 2, later_events: 2});
  expect(later.en).toContain('after the as-of date, the first on 2 Jul 2024');
});
