import {expect, test} from 'vitest';
import {rowsOf} from '../../src/lib/table';
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
