import {beforeAll, describe, expect, test} from 'vitest';
import {createDatabase} from '../../src/engine/database';
import {openNode} from '../../src/engine/open.node';
import {valueOf} from '../../src/lib/outcome';
import {reasonWords} from '../../src/text/reasons';
import {Problem} from '../../src/lib/problem';
import {rowsOf, strings} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import type {PageRequest} from '../../src/worker/api';
import {createService} from '../../src/worker/service';
import {twelveOrders} from '../fixtures/twelve_orders';
import {freshDatabase} from '../helpers/engine';
import {createShop, fileOf, type Shop} from '../helpers/service';

const recipeOf = async (shop: Shop, file: File) =>
  valueOf(await shop.service.inspect(0, file, () => undefined))[0]!.preview.recipe;

/** A service whose engines are lost when a test says so, and those that it has opened. */
function breakable() {
  const opened: {broken: boolean}[] = [];
  const service = createService(async () => {
    const database = await createDatabase(await openNode());
    const entry = {broken: false};
    opened.push(entry);
    return {
      ...database,
      query(...query) {
        if (entry.broken) throw new Problem('engine-lost');
        return database.query(...query);
      },
    };
  }, null);
  return {service, opened};
}

describe('the service of the worker', () => {
  let shop: Shop;
  let dataset: Dataset;

  beforeAll(async () => {
    shop = createShop();
    ({dataset} = await shop.open([fileOf(twelveOrders)]));
  });

  const scores = (part: Partial<PageRequest> = {}): PageRequest => ({
    request: shop.request(dataset, 'rfm'),
    table: 'scores',
    where: {},
    order: {column: 'revenue', descending: true},
    from: 0,
    to: 50,
    ...part,
  });

  test('pages customers in a total order, so that pages neither overlap nor leave gaps', async () => {
    const whole = valueOf(await shop.service.page(1, scores()));
    const parts = await Promise.all(
      [0, 1, 2, 3].map(async (from) => valueOf(await shop.service.page(1, scores({from, to: from + 1})))),
    );
    expect(parts.flatMap(({rows}) => strings(rows, 'customer_id'))).toEqual(
      strings(whole.rows, 'customer_id'),
    );
    expect(strings(whole.rows, 'customer_id')).toEqual(['K1', 'K2', 'K4', 'K3']);
    const one = valueOf(await shop.service.page(1, scores({where: {r: 5, f: 3}})));
    expect(one.total).toBe(rowsOf(one.rows).length);
  });

  test('refuses columns and tables that the analysis does not have', async () => {
    for (const wrong of [
      {table: 'orders'},
      {order: {column: 'x" desc; drop table orders; --', descending: true}},
    ]) {
      expect(await shop.service.page(1, scores(wrong))).toMatchObject({ok: false});
    }
    expect(valueOf(await shop.service.page(1, scores())).total).toBe(4);
  });

  test('saves customers without names unless they are asked for', async () => {
    const page = {
      request: shop.request(dataset, 'rfm'),
      table: 'scores',
      where: {},
      order: {column: 'revenue', descending: true},
    };
    const masked = await valueOf(
      await shop.service.save(1, {kind: 'customers', page, personal: false}),
    ).text();
    expect(masked.split('\r\n')[0]).toBe('customer,recency_days,purchases,revenue,r,f,m,segment,customer_id');
    expect(masked.split('\r\n')[1]).toMatch(/^\d+,30,2,100,5,3,5,potential,K1$/);
    const named = await valueOf(await shop.service.save(1, {kind: 'customers', page, personal: true})).text();
    expect(named.split('\r\n')[0]).toMatch(/email,name$/);
  });

  test('gives back the rows it set aside as they stand in the file, with row number and reason', async () => {
    const csv = await valueOf(
      await shop.service.save(1, {
        kind: 'set-aside',
        dataset: dataset.id,
        source: 0,
        words: reasonWords('en'),
        separator: ',',
      }),
    ).text();
    expect(csv.trimEnd().split('\r\n')).toEqual([
      'file,row,line,reason,why,Bestellnummer,Bestelldatum,Kundennummer,Gesamtbetrag,Status,Land',
      'orders.csv,10,10,cancelled,cancelled orders,1009,15.03.2024,K5,"99,00",storniert,DE',
      'orders.csv,12,12,zero_value,orders worth nothing,1011,25.03.2024,K6,"0,00",bezahlt,DE',
    ]);
  });

  test('makes formulas of a hostile export harmless and leaves numbers alone', async () => {
    const text =
      'order_id,date,email,total\n"=HYPERLINK(""http://x"")",2024-01-05,"+1@x.de",1.00\n7,x,"@SUM(A1)",-3\n';
    const {dataset: hostile} = await shop.open([fileOf(text)]);
    const orders = await valueOf(
      await shop.service.save(1, {kind: 'canonical', dataset: hostile.id, table: 'orders', as: 'csv'}),
    ).text();
    expect(orders).toContain(`"'=HYPERLINK(""http://x"")"`);
    const aside = await valueOf(
      await shop.service.save(1, {
        kind: 'set-aside',
        dataset: hostile.id,
        source: 0,
        words: reasonWords('en'),
        separator: ',',
      }),
    ).text();
    expect(aside).toContain(`no_day,no readable date,7,x,'@SUM(A1),-3`);
  });

  test('leaves nothing behind when an import is cancelled, and keeps the dataset that was there', async () => {
    const big = fileOf(`order_id,date,email,total\n${'1,2024-01-05,a@x.de,1.00\n'.repeat(600_000)}`);
    const recipe = await recipeOf(shop, big);
    let shares = 0;
    const loading = shop.service.load(500, 'cancelled', [{file: big, recipe}], () => {
      if (++shares === 1) void shop.service.cancel(500);
    });
    expect(await loading).toMatchObject({ok: false, code: 'cancelled'});
    expect((await shop.run(dataset, 'overview')).facts['revenue']).toBe(175);
    expect(
      await shop.service.run(
        1,
        {...shop.request(dataset, 'overview'), dataset: 'cancelled'},
        () => undefined,
      ),
    ).toMatchObject({
      ok: false,
      code: 'dataset-missing',
    });
  });

  test('forgets a dataset on request', async () => {
    const {dataset: other} = await shop.open([fileOf(twelveOrders)]);
    await shop.service.forget(other.id);
    expect(await shop.service.run(1, shop.request(other, 'overview'), () => undefined)).toMatchObject({
      ok: false,
      code: 'dataset-missing',
    });
  });
});

test('data that came with a notebook are taken out of it again when the engine is lost', async () => {
  const {service, opened} = breakable();
  const shop = {...createShop(), service};
  const file = fileOf(twelveOrders);
  const sources = [{file, recipe: await recipeOf(shop, file)}];
  const outcome = valueOf(await service.load(1, 'files', sources, () => undefined));
  if (outcome.kind !== 'loaded') throw new Error('asked');
  const request = {kind: 'bundle', dataset: 'files', document: '{}', personal: true} as const;
  const bundle = new File([valueOf(await service.save(2, request))], 'shop.zip');
  const bundled = valueOf(await service.unbundle(3, 'bundled', bundle)).dataset;
  opened[0]!.broken = true;
  for (const dataset of [bundled, outcome.dataset]) {
    const {facts} = valueOf(await service.run(4, shop.request(dataset, 'overview'), () => undefined));
    expect(facts['revenue']).toBe(175);
  }
});

test('data that came with a notebook are there after the worker was started again, kept or not', async () => {
  const shop = createShop();
  const {dataset} = await shop.open([fileOf(twelveOrders)]);
  const request = {kind: 'bundle', dataset: dataset.id, document: '{}', personal: true} as const;
  const bundle = new File([valueOf(await shop.service.save(2, request))], 'shop.zip');
  const next = createShop();
  valueOf(await next.service.open(3, dataset.id, bundle));
  expect((await next.run(dataset, 'overview')).facts['revenue']).toBe(175);
});

test('a lost engine is replaced with its data, and the question that lost it is asked again', async () => {
  const {service, opened} = breakable();
  const shop = {...createShop(), service};
  const file = fileOf(twelveOrders);
  const outcome = valueOf(
    await service.load(1, 'kept', [{file, recipe: await recipeOf(shop, file)}], () => undefined),
  );
  if (outcome.kind !== 'loaded') throw new Error('asked');
  opened[0]!.broken = true;
  const result = valueOf(await service.run(2, shop.request(outcome.dataset, 'overview'), () => undefined));
  expect(result.facts['revenue']).toBe(175);
  expect(opened).toHaveLength(2);
});

test('a file beyond the memory is refused with its reason, and a smaller one goes through', async () => {
  const service = createService(() => freshDatabase({memoryLimit: '80MB'}), null);
  const shop = {...createShop(), service};
  const filler = 'x'.repeat(3000);
  const rows = Array.from(
    {length: 40_000},
    (_, row) => `${row},2024-01-05,k${row}@x.de,1.00,${filler}${row}`,
  );
  const large = fileOf(['order_id,date,email,total,product', ...rows].join('\n'));
  const sources = [{file: large, recipe: await recipeOf(shop, large)}];
  expect(await service.load(1, 'large', sources, () => undefined)).toMatchObject({
    ok: false,
    code: 'engine-memory',
  });
  const small = fileOf(twelveOrders);
  const outcome = await service.load(
    2,
    'small',
    [{file: small, recipe: await recipeOf(shop, small)}],
    () => undefined,
  );
  expect(outcome).toMatchObject({ok: true, value: {kind: 'loaded', dataset: {orders: 9}}});
});
