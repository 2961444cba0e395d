import type {Database} from '../engine/database';
import {piecewise} from '../engine/parts';
import {Problem} from '../lib/problem';
import {cell, numbers, rowsOf} from '../lib/table';
import type {Reason} from '../text/reasons';
import type {Attribute} from '../model/attributes';
import type {Dataset} from '../model/dataset';
import type {ReadFile} from './read_files';
import type {FileReceipt, Receipt} from './receipt';
import {keptFrom, type Source} from './recipe';
import attributeValues from './steps/attribute_values.sql?raw';
import currenciesSql from './steps/currencies.sql?raw';
import datasetSql from './steps/dataset.sql?raw';
import mergeEffect from './steps/merge_effect.sql?raw';
import mergedSql from './steps/merged.sql?raw';
import orderValues from './steps/order_values.sql?raw';
import reasonsSql from './steps/reasons.sql?raw';
import setAsideExamples from './steps/set_aside_examples.sql?raw';
import usedSql from './steps/used.sql?raw';

/** What became of every row of every file. */
export async function receiptOf(
  database: Database,
  sources: readonly Source[],
  files: readonly ReadFile[],
): Promise<Receipt> {
  const {profileOf} = await import('./index');
  const reasons = rowsOf(await database.query(reasonsSql));
  const used = await usedOrders(database);
  const examples = rowsOf(await database.query(setAsideExamples));
  const several = reasons.some(({reason}) => reason === 'other_currency');
  return {
    files: sources.map(({file, recipe}, source): FileReceipt => {
      const setAside = reasons
        .filter((row) => row['source'] === source)
        .map((row) => ({
          reason: row['reason'] as Reason,
          rows: Number(row['rows']),
          orders: Number(row['orders']),
          revenue: Number(row['revenue']),
          customers: Number(row['customers']),
          examples: examples
            .filter((example) => example['source'] === source && example['reason'] === row['reason'])
            .map((example) => ({
              row: recipe.dialect.skip + Number(example['row']) + 1,
              order: example['order_id'] as string | null,
            })),
        }));
      const {rows, doubled, unreadable, verdicts} = files[source]!;
      const own = used.find((row) => row['source'] === source);
      return {
        file: file.name,
        layout: profileOf(recipe.profile).name,
        lacks: profileOf(recipe.profile).lacks ?? [],
        target: recipe.target,
        rows,
        used: rows - setAside.reduce((sum, entry) => sum + entry.rows, 0),
        refunds: Number(own?.['refunds'] ?? 0),
        anonymous: Number(own?.['anonymous'] ?? 0),
        ...(recipe.target === 'orders' && {
          sales: {
            orders: Number(own?.['orders'] ?? 0),
            customers: Number(own?.['customers'] ?? 0),
            revenue: Number(own?.['revenue'] ?? 0),
          },
        }),
        setAside,
        doubled,
        unreadable,
        attributes: keptFrom(recipe).map(([name]) => name),
        verdicts,
      };
    }),
    merged: await mergedPersons(database),
    currencies: several
      ? rowsOf(await database.query(currenciesSql)).map(({currency, orders, revenue}) => ({
          currency: String(currency),
          orders: Number(orders),
          revenue: Number(revenue),
        }))
      : [],
  };
}

/** What is used of the orders of each file. */
async function usedOrders(database: Database): Promise<ReturnType<typeof rowsOf>> {
  const counts = await database.query(
    'select (select count(*) from order_groups) as orders, (select max(customer) from identities) as persons',
  );
  const [orders, persons] = ['orders', 'persons'].map((name) => Number(cell(counts, name, 0))) as [
    number,
    number,
  ];
  await database.query(`create table used (source integer, refunds decimal(38, 0), anonymous decimal(38, 0),
    orders bigint, customers bit, revenue decimal(38, 4))`);
  await piecewise(orders, (part) => database.query(`insert into used ${usedSql}`, {...part, persons}));
  const used = await database.query(
    `select source, sum(refunds) as refunds, sum(anonymous) as anonymous, sum(orders) as orders,
      bit_count(bit_or(customers)) as customers, sum(revenue) as revenue
    from used group by source`,
  );
  await database.query('drop table used');
  return rowsOf(used);
}

/** What was merged into one person, and what that does to the share of those who come back. */
async function mergedPersons(database: Database): Promise<Receipt['merged']> {
  const merged = await database.query(mergedSql);
  const guests = numbers(merged, 'guests')[0]!;
  const accounts = numbers(merged, 'accounts')[0]!;
  if (guests + accounts === 0) return {guests, accounts, effect: null};
  const found = await database.query(mergeEffect);
  const returning = (customers: string, returned: string) => ({
    customers: numbers(found, customers)[0]!,
    returned: numbers(found, returned)[0]!,
  });
  return {
    guests,
    accounts,
    effect: {
      merged: returning('customers', 'returned'),
      apart: returning('apart_customers', 'apart_returned'),
    },
  };
}

/** What is known of the dataset that was made. */
export async function describeDataset(
  database: Database,
  id: string,
  sources: readonly Source[],
  currency: string,
): Promise<Dataset> {
  const [facts] = rowsOf(await database.query(datasetSql));
  const fact = (name: string) => Number(facts![name] ?? 0);
  if (fact('orders') === 0) {
    const orders = sources.find(({recipe}) => recipe.target === 'orders');
    if (!orders) throw new Problem('orders-missing', {file: sources[0]!.file.name});
    const [most] = rowsOf(await database.query(reasonsSql))
      .filter(({source}) => sources[Number(source)]!.recipe.target === 'orders')
      .sort((a, b) => Number(b['rows']) - Number(a['rows']));
    const why = most && {reason: String(most['reason']), rows: Number(most['rows'])};
    throw new Problem('nothing-usable', {file: orders.file.name, ...why});
  }
  const values = rowsOf(await database.query(orderValues));
  const valuesOf = (field: string) =>
    values.filter((row) => row['field'] === field).map((row) => String(row['value']));
  return {
    id,
    name: sources[0]!.file.name.replace(/(\.\w{1,5}){1,2}$/, ''),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : '',
    firstDay: fact('first_day'),
    lastDay: fact('last_day'),
    orders: fact('orders'),
    customers: fact('customers'),
    leads: fact('leads'),
    laterLeads: fact('later_leads'),
    anonymousOrders: fact('anonymous'),
    countries: valuesOf('country'),
    channels: valuesOf('channel'),
    attributes: await attributesIn(database),
    has: {
      vat: fact('has_vat') === 1,
      shipping: fact('has_shipping') === 1,
      refunds: fact('has_refunds') === 1,
    },
  };
}

async function attributesIn(database: Database): Promise<readonly Attribute[]> {
  const rows = rowsOf(await database.query(attributeValues));
  const names = [...new Set(rows.map(({name}) => String(name)))];
  return names.map((name) => {
    const own = rows.filter((row) => row['name'] === name);
    return {
      name,
      customers: Number(own[0]!['known_of']),
      distinct: Number(own[0]!['different']),
      values: own.map(({value}) => String(value)),
    };
  });
}
