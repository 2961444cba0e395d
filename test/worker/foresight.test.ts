import {expect, test} from 'vitest';
import {createDatabase, type Database} from '../../src/engine/database';
import {openNode} from '../../src/engine/open.node';
import {valueOf} from '../../src/lib/outcome';
import {createService} from '../../src/worker/service';
import {twelveOrders} from '../fixtures/twelve_orders';
import {createShop} from '../helpers/service';

const file = new File([twelveOrders], 'orders.csv');

/** A shop, and the questions that its engine is asked. */
function watchedShop() {
  const statements: string[] = [];
  const open = async () => {
    const database = await createDatabase(await openNode());
    const query: Database['query'] = (sql, ...rest) => {
      if (/^(?:--.*\n)*(?:with|select)\b/.test(sql)) statements.push(sql);
      return database.query(sql, ...rest);
    };
    return {...database, query};
  };
  return {shop: createShop(createService(open, null)), statements};
}

test('what stands behind a result of an earlier visit is made before it is asked for, and the next change of it', async () => {
  const {shop, statements} = watchedShop();
  const {dataset} = await shop.open([file]);
  const now = shop.request(dataset, 'overview', {grain: 'month'});
  valueOf(await shop.service.prepare(1, now));
  await expect.poll(() => statements.length).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  statements.length = 0;
  await shop.run(dataset, 'overview', {grain: 'month'});
  await shop.run(dataset, 'overview', {grain: 'quarter'});
  expect(statements).toEqual([]);
});

test.each([
  ['overview', {grain: 'month'}, {grain: 'quarter'}, 'periods'],
  ['cohorts', {convention: 'calendar'}, {convention: 'rolling'}, 'bought'],
] as const)(
  'the next change of %s is answered before it is asked, as the engine answers it when asked',
  async (analysis, now, next, table) => {
    const {shop, statements} = watchedShop();
    const {dataset} = await shop.open([file]);
    statements.length = 0;
    await shop.run(dataset, analysis, now);
    const asked = statements.splice(0).length;
    expect(asked).toBeGreaterThan(0);
    // All that is foreseen, each in a turn of its own.
    await expect.poll(() => statements.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    statements.length = 0;
    const foreseen = await shop.run(dataset, analysis, next);
    expect(statements).toEqual([]);
    const again = await shop.open([file]);
    statements.length = 0;
    const answered = await shop.run(again.dataset, analysis, next);
    expect(statements).toHaveLength(asked);
    expect(foreseen.tables[table]).toEqual(answered.tables[table]);
  },
);
