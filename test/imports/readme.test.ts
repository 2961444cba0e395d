import {readFileSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {expect, test} from 'vitest';
import {profileOf, refusals} from '../../src/imports';
import type {Profile, RowShape} from '../../src/imports/define';
import {headerSet} from '../../src/imports/headers';
import {inspect} from '../../src/imports/inspect';
import {contactFixtures, knownFrom, orderFixtures} from './systems';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const section = readme.split('\n## Exports it knows\n')[1]?.split('\n## ')[0] ?? '';

const shapes: Readonly<Record<RowShape, string>> = {
  order: 'an order',
  'first-row': 'a product; the order on its first',
  'every-row': 'a product; the order on each',
  lines: 'a product with its amount',
  cell: 'an order, products in one cell',
};

/** What an export may lack, and the fields that would say it. */
const said: Readonly<Record<'orders' | 'customers', Readonly<Record<string, readonly string[]>>>> = {
  orders: {
    '**customer**': ['customer_id', 'email'],
    VAT: ['vat', 'net', 'line_vat', 'line_net', 'unit_net'],
    shipping: ['shipping', 'shipping_net'],
    products: ['sku', 'product', 'basket'],
    currency: ['currency'],
  },
  customers: {country: ['country'], 'sign-up': ['first_seen_on'], consent: ['consent']},
};

/** The row of a fixture in README; where this fails, these are the cells to put there. */
async function row(file: string, id: string): Promise<readonly string[]> {
  const {system = '', name, shape, target, columns, constants, kinds = []}: Profile = profileOf(id);
  const bytes = readFileSync(resolve(import.meta.dirname, '../fixtures/exports', file));
  const headers = headerSet(await headersOf(new File([bytes], basename(file))));
  const fields = [...Object.keys(columns(headers)), ...Object.keys(constants?.(headers, file) ?? {})];
  if (kinds.some(([kind]) => kind === 'shipping')) fields.push('shipping');
  const lacks = Object.entries(said[target === 'customers' ? 'customers' : 'orders'])
    .filter(([, saying]) => !saying.some((field) => fields.includes(field)))
    .map(([word]) => word);
  if (orderFixtures.some((fixture) => fixture.file === file && fixture.refunded === 0)) lacks.push('refunds');
  const rows = shape === undefined ? 'a person' : shapes[shape];
  return [system, name.en, rows, lacks.join(', ') || '–', knownFrom[id] ?? '', `\`${file}\``];
}

async function headersOf(file: File): Promise<readonly string[]> {
  const found = await inspect(file);
  return [found].flat()[0]!.recipe.headers;
}

test('README lists the export of every shop system, what a row is and what it lacks', async () => {
  const expected = await Promise.all(
    [...orderFixtures, ...contactFixtures].map(({file, profile}) => row(file, profile)),
  );
  const lines = section
    .split('\n')
    .filter((text) => text.startsWith('| '))
    .slice(2)
    .map((text) =>
      text
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(lines).toEqual(expected);
});

test('README lists every file that is refused', () => {
  const expected = refusals.map(({name, instead}) => `- ${name.en}: ${instead.en}`);
  expect(section.split('\n').filter((text) => text.startsWith('- '))).toEqual(expected);
});
