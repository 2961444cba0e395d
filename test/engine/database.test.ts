import {beforeAll, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {numbers, rowsOf, strings} from '../../src/lib/table';
import {freshDatabase} from '../helpers/engine';

describe('the engine', () => {
  let database: Database;
  beforeAll(async () => (database = await freshDatabase()));

  test('gives plain columns of every kind, nulls included', async () => {
    const table = await database.query(
      `select * from (values
        (1::bigint, 12.34::decimal(18, 4), date '2024-02-29', true, 'a', 0.5::double, (-5)::hugeint, 3::tinyint),
        (null, -0.0001::decimal(18, 4), null, null, null, null, null, null)
      ) as t(big, money, day, flag, word, share, huge, tiny)`,
    );
    expect(rowsOf(table)).toEqual([
      {big: 1, money: 12.34, day: 19782, flag: 1, word: 'a', share: 0.5, huge: -5, tiny: 3},
      {big: null, money: -0.0001, day: null, flag: null, word: null, share: null, huge: null, tiny: null},
    ]);
  });

  test('keeps large sums of money exact to the cent', async () => {
    const table = await database.query(
      'select sum(amount) as total from (select unnest([9007199254740.99, 0.01, 0.02])::decimal(18, 4) as amount)',
    );
    expect(numbers(table, 'total')[0]).toBe(9007199254741.02);
  });

  test('an empty result has its columns', async () => {
    const table = await database.query("select 1 as a, 'x' as b where false");
    expect(table.rows).toBe(0);
    expect(numbers(table, 'a')).toHaveLength(0);
    expect(strings(table, 'b')).toEqual([]);
  });

  test('does all of a transaction or nothing of it', async () => {
    await database.query('create table counted (n integer)');
    await database.atomic(() => database.query('insert into counted values (1)'));
    const failing = database.atomic(async () => {
      await database.query('insert into counted values (2)');
      await database.query('select * from nowhere');
    });
    await expect(failing).rejects.toMatchObject({code: 'engine-query'});
    expect(rowsOf(await database.query('select n from counted'))).toEqual([{n: 1}]);
  });

  test('binds parameters by name and never pastes them', async () => {
    const name = "O'Brien'; drop table x; --";
    const table = await database.query('select $name as name, $days + 1 as next, $list as n', {
      name,
      days: 4,
      list: 3,
      unused: 1,
    });
    expect(rowsOf(table)).toEqual([{name, next: 5, n: 3}]);
    await expect(database.query('select $gone', {})).rejects.toThrow('no value for the parameter $gone');
  });

  test('a query that is cancelled stops, and the connection goes on', async () => {
    const controller = new AbortController();
    const endless = database.query(
      'select sum(a.i * b.i) as s from range(100000) a(i), range(100000) b(i)',
      {},
      controller.signal,
    );
    setTimeout(() => controller.abort(), 20);
    await expect(endless).rejects.toMatchObject({code: 'cancelled'});
    expect(rowsOf(await database.query('select 1 as one'))).toEqual([{one: 1}]);
  });

  test('too much memory is a problem with a name, and the next query works', async () => {
    const small = await freshDatabase({memoryLimit: '40MB'});
    await expect(
      small.query("create table big as select i, repeat('x', 200) || i as t from range(2000000) r(i)"),
    ).rejects.toMatchObject({code: 'engine-memory'});
    expect(rowsOf(await small.query('select 1 as one'))).toEqual([{one: 1}]);
  });
});
