import {beforeAll, describe, expect, test} from 'vitest';
import {DATASET, DOCUMENT, isBundle, tablePath} from '../../src/exports/bundle';
import {unzipped, zipped} from '../../src/exports/zip';
import {valueOf} from '../../src/lib/outcome';
import type {Dataset} from '../../src/model/dataset';
import {canonicalTables, type CanonicalTable} from '../../src/model/tables';
import type {Source} from '../../src/worker/api';
import {createShop, type Shop} from '../helpers/service';

const tables = Object.keys(canonicalTables) as CanonicalTable[];
const document = '{"version": 2, "title": "Für März"}\n';
let shop: Shop;
let dataset: Dataset;
let sources: Source[];

beforeAll(async () => {
  shop = createShop();
  sources = valueOf(await shop.service.inspect(1, 'sample', () => undefined)).map(
    ({file, preview: {recipe}}) => ({file, recipe}),
  );
  const outcome = valueOf(await shop.service.load(2, 'sample', sources, () => undefined));
  if (outcome.kind === 'loaded') ({dataset} = outcome);
});

const bundle = async (personal: boolean) => {
  const blob = valueOf(await shop.service.save(3, {kind: 'bundle', dataset: dataset.id, document, personal}));
  return new File([blob], 'shop.zip');
};
const csvOf = async (from: Shop, id: string, table: CanonicalTable) => {
  const blob = valueOf(await from.service.save(4, {kind: 'canonical', dataset: id, table, as: 'csv'}));
  return (await blob.text()).split('\r\n').sort();
};

describe('a notebook with its data', () => {
  test('opens elsewhere with the same rows, the same document and the same receipt', async () => {
    const file = await bundle(true);
    expect(await isBundle(file)).toBe(true);
    const other = createShop();
    const opened = valueOf(await other.service.unbundle(1, 'elsewhere', file));
    expect(opened.document).toBe(document);
    expect(opened.recipes).toEqual(sources.map(({recipe}) => recipe));
    expect({...opened.dataset, id: dataset.id}).toEqual(dataset);
    for (const table of tables) {
      const before = await csvOf(shop, dataset.id, table);
      const after = await csvOf(other, 'elsewhere', table);
      expect(after.length).toBe(before.length);
      expect(after.filter((line, index) => line !== before[index]).slice(0, 3)).toEqual([]);
    }
    const facts = async (where: Shop, of: Dataset) => (await where.run(of, 'overview')).facts;
    expect(await facts(other, opened.dataset)).toEqual(await facts(shop, dataset));
  });

  test('names nobody unless that is asked for, and gives the same numbers', async () => {
    const file = await bundle(false);
    const other = createShop();
    const opened = valueOf(await other.service.unbundle(1, 'masked', file));
    const customers = (await csvOf(other, 'masked', 'customers')).join('\n');
    expect(customers).not.toMatch(/@/);
    expect((await csvOf(shop, dataset.id, 'customers')).join('\n')).toMatch(/@/);
    expect(JSON.stringify(opened.receipt)).not.toMatch(/@/);
    expect((await other.run(opened.dataset, 'rfm')).facts).toEqual((await shop.run(dataset, 'rfm')).facts);
    expect((await other.page(opened.dataset, 'rfm', 'scores')).rows.columns['email']).toEqual(
      Array<null>(100).fill(null),
    );
  });

  test('is refused with its reason where it is damaged', async () => {
    const file = await bundle(false);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const half = new File([bytes.subarray(0, bytes.length / 2)], 'half.zip');
    expect(await shop.service.unbundle(1, 'half', half)).toMatchObject({ok: false, code: 'file-damaged'});
    expect(await shop.run(dataset, 'overview')).toBeDefined();
  });

  test.each([
    ['what is told of its data is no JSON', DATASET, '{"version": 1, "dataset": {'],
    ['what is told of its data is of another kind', DATASET, '[1, 2]'],
    ['nothing is told of its data', DATASET, 'null'],
    ['a table is none', tablePath('orders'), 'PAR1 and then something else'],
  ])('is refused as damaged where the archive is whole and %s', async (_, name, text) => {
    const archive = await unzipped(await bundle(false), 2 ** 31);
    const entries = {
      [DOCUMENT]: archive.text(DOCUMENT)!,
      [DATASET]: archive.text(DATASET)!,
      ...Object.fromEntries(tables.map((table) => [tablePath(table), archive.file(tablePath(table))!])),
      [name]: text,
    };
    const whole = new File([await zipped(entries)], 'shop.zip');
    expect(await shop.service.unbundle(1, 'damaged', whole)).toMatchObject({
      ok: false,
      code: 'file-damaged',
      facts: {file: 'shop.zip'},
    });
  });

  test('is refused as newer where a later program has told of its data in other words', async () => {
    const entries = {[DOCUMENT]: document, [DATASET]: '{"version": 2, "shops": []}'};
    const later = new File([await zipped(entries)], 'shop.zip');
    expect(await shop.service.unbundle(1, 'later', later)).toMatchObject({code: 'document-newer'});
  });
});
