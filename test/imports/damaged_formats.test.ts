import {readFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {unpacked} from '../../src/imports/unpack';
import {Problem} from '../../src/lib/problem';
import {createRandom} from '../../src/stats/random';
import {createShop, fileOf} from '../helpers/service';

const FILES = 200;
/** Of the damaged files that still hold a table, so many go through the whole import. */
const LOADED = 25;

const fixture = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures', name)));
const orders = Array.from({length: 12}, (_, at) => ({
  order_id: `N${at}`,
  date: `2024-01-${String(at + 1).padStart(2, '0')}`,
  email: `k${at % 5}@example.com`,
  total: 10 + at / 4,
}));
const csv = ['order_id,date,email,total', ...orders.map((order) => Object.values(order).join(','))].join(
  '\n',
);
const bytes = (text: string) => new TextEncoder().encode(text);

const formats: Readonly<Record<string, Uint8Array>> = {
  'orders.xlsx': fixture('title_hidden_error.xlsx'),
  'orders.parquet': fixture('types.snappy.parquet'),
  'orders.zip': fixture('export.zip'),
  'orders.json': bytes(JSON.stringify({orders})),
  'orders.ndjson': bytes(orders.map((order) => JSON.stringify(order)).join('\n')),
  'orders.csv.gz': new Uint8Array(gzipSync(csv)),
};

/** Cut off, some bytes changed, a stretch taken out, or a stretch written twice. */
function damaged(whole: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const random = createRandom(seed);
  const at = Math.floor(random.next() * whole.length);
  const length = 1 + Math.floor(random.next() * 40);
  switch (seed % 4) {
    case 0:
      return whole.slice(0, at) as Uint8Array<ArrayBuffer>;
    case 1: {
      const changed = whole.slice() as Uint8Array<ArrayBuffer>;
      for (let i = 0; i < length; i++)
        changed[Math.floor(random.next() * whole.length)] = Math.floor(random.next() * 256);
      return changed;
    }
    case 2:
      return Uint8Array.of(...whole.subarray(0, at), ...whole.subarray(at + length));
    default:
      return Uint8Array.of(...whole.subarray(0, at), ...whole.subarray(Math.max(0, at - length)));
  }
}

test.each(Object.entries(formats))(
  'a damaged %s ends in its tables or in a problem, and no row of them is lost',
  async (name, whole) => {
    const shop = createShop();
    let loaded = 0;
    for (let seed = 1; seed <= FILES; seed++) {
      const file = new File([damaged(whole, seed)], name);
      let tables: readonly File[];
      try {
        const parts = await unpacked(file, {pause: async () => undefined, report: () => undefined});
        tables = parts.map((part) => part.file);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        expect((error as Problem).code).toMatch(/^file-/);
        continue;
      }
      if (tables.length === 0 || loaded >= LOADED) continue;
      loaded++;
      const inspected = await shop.service.inspect(0, file, () => undefined);
      if (!inspected.ok) {
        expect(inspected.code).toMatch(/^(file-|mapping)/);
        continue;
      }
      const sources = inspected.value.map(({file, preview}) => ({file, recipe: preview.recipe}));
      const outcome = await shop.service.load(seed, `damaged-${seed}`, sources, () => undefined);
      if (!outcome.ok) expect(outcome.code).toMatch(/^(file-|nothing-usable|orders-missing|mapping)/);
      else if (outcome.value.kind === 'loaded') {
        for (const {rows, used, setAside} of outcome.value.receipt.files)
          expect(rows).toBe(used + setAside.reduce((sum, entry) => sum + entry.rows, 0));
        await shop.service.forget(`damaged-${seed}`);
      }
    }
    expect((await shop.open([fileOf(csv)])).dataset).toMatchObject({orders: 12, customers: 5});
  },
);
