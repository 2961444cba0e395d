import {beforeAll, describe, expect, test} from 'vitest';
import {valueOf} from '../../src/lib/outcome';
import type {Recipe} from '../../src/worker/api';
import {createShop, fileOf, type Shop} from '../helpers/service';

describe('times that name a zone', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  const orders = (cells: readonly string[], header = 'Created at') =>
    fileOf(
      [`order_id;${header};email;total`, ...cells.map((cell, n) => `${n + 1};${cell};a@x.de;10.00`)].join(
        '\n',
      ),
    );
  const inZone =
    (zone: string | undefined) =>
    (recipe: Recipe): Recipe => ({...recipe, answers: zone === undefined ? {} : {zones: {ordered_at: zone}}});

  /** When the orders were placed, by the tables that are made. */
  const timesOf = async (file: File, zone?: string) => {
    const {dataset} = await shop.open([file], inZone(zone));
    const csv = await valueOf(
      await shop.service.save(0, {kind: 'canonical', dataset: dataset.id, table: 'orders', as: 'csv'}),
    ).text();
    return [...csv.matchAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g)].map(([time]) => time);
  };

  test('are read as they stand until somebody says where the shop is', async () => {
    const file = orders(['2024-01-05T23:30:00Z', '2024-07-05T22:30:00Z']);
    expect(await timesOf(file)).toEqual(['2024-01-05 23:30:00', '2024-07-05 22:30:00']);
  });

  test('become the time on the clocks of the shop, in winter and in summer', async () => {
    const cells = [
      '2024-01-05T23:30:00Z',
      '2024-07-05T22:30:00Z',
      '2024-03-31T00:59:59Z',
      '2024-03-31T01:00:00Z',
      '2024-01-05 10:14:00 -0400',
      '2024-01-05 10:14:00 +01:00',
      '2024-01-05 10:14:00+05:30',
      '2024-01-05 10:14:00.123+02',
      '2024-01-05 10:14:00',
    ];
    expect(await timesOf(orders(cells), 'Europe/Berlin')).toEqual([
      '2024-01-06 00:30:00',
      '2024-07-06 00:30:00',
      '2024-03-31 01:59:59',
      '2024-03-31 03:00:00',
      '2024-01-05 15:14:00',
      '2024-01-05 10:14:00',
      '2024-01-05 05:44:00',
      '2024-01-05 09:14:00',
      // Whoever names no zone means the shop's own.
      '2024-01-05 10:14:00',
    ]);
  });

  test('may stand under a header that names it for all of them', async () => {
    const file = orders(['2024-01-05 23:30:00', '2024-01-06 12:00:00'], 'Order Date (UTC)');
    const recipe = valueOf(await shop.service.inspect(0, file, () => undefined))[0]!.preview.recipe;
    const mapped = {...recipe, columns: {...recipe.columns, ordered_at: 'Order Date (UTC)'}};
    const trial = valueOf(
      await shop.service.trial(0, {file, recipe: {...mapped, answers: {zones: {ordered_at: 'Asia/Tokyo'}}}}),
    );
    expect(trial.fields['ordered_at']!.samples).toEqual([
      {raw: '2024-01-05 23:30:00', read: '2024-01-06 08:30:00'},
      {raw: '2024-01-06 12:00:00', read: '2024-01-06 21:00:00'},
    ]);
    expect(trial.verdicts.find(({field}) => field === 'ordered_at')!.zoned).toEqual({cells: 2, utc: 2});
  });

  test.each(['Created (UTC)', 'date_created_gmt', 'Order Date GMT'])(
    'under %s are in UTC, and the receipt knows that nobody has said where the shop is',
    async (header) => {
      const file = orders(['2024-01-05 23:30:00', '2024-01-06 12:00:00'], header);
      const mapped = (recipe: Recipe): Recipe => ({
        ...recipe,
        columns: {...recipe.columns, ordered_at: header},
      });
      const zonedOf = async (zone?: string) => {
        const {receipt} = await shop.open([file], (recipe) => {
          const {answers} = inZone(zone)(recipe);
          return {...mapped(recipe), answers};
        });
        return receipt.files[0]!.verdicts.find(({field}) => field === 'ordered_at')!.zoned;
      };
      expect(await zonedOf()).toEqual({cells: 2, utc: 2, asTheyStand: true});
      expect(await zonedOf('Europe/Berlin')).toEqual({cells: 2, utc: 2});
    },
  );

  test('are told apart from days that end like a zone', async () => {
    const file = orders(['05-01-2024', '06-02-2024', '2024-01-05', '13-02-2024']);
    const {receipt} = await shop.open([file]);
    expect(receipt.files[0]!.verdicts.find(({field}) => field === 'ordered_at')!.zoned).toBeUndefined();
    expect(await timesOf(file, 'Asia/Tokyo')).toEqual(await timesOf(file));
  });
});
