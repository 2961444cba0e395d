import fc from 'fast-check';
import {expect, test} from 'vitest';
import {personName} from '../../src/app/audience/person_name';
import {cell, type Cell} from '../../src/lib/table';
import {createShop, fileOf} from '../helpers/service';

const of =
  (facts: Readonly<Record<string, Cell>>) =>
  (column: string): Cell =>
    facts[column] ?? null;

test('a customer is named only where names are shown', () => {
  const anna = of({customer_id: 'K1', email: 'anna@x.de', name: 'Anna'});
  expect(personName(anna, true, 'en')).toBe('Anna · anna@x.de · K1');
  expect(personName(anna, false, 'de')).toMatch(/^Kunde [0-9A-F]{6}$/);
});

test('numbers in a row get codes of their own, which look nothing like each other', () => {
  const codes = new Set(
    Array.from({length: 2000}, (_, number) => personName(of({customer_id: String(number)}), false, 'en')),
  );
  expect(codes.size).toBe(2000);
  fc.assert(
    fc.property(fc.string({minLength: 1}), (email) => {
      expect(personName(of({email}), false, 'en')).toMatch(/^Customer [0-9A-F]{6}$/);
    }),
  );
});

test('a customer keeps her code when the data are read again, in another order and with more', async () => {
  const shop = createShop();
  const header = 'order_id,date,customer number,email,total\n';
  const rows = Array.from({length: 60}, (_, at) => {
    const person = (at * 7) % 23;
    return `${at},2024-0${1 + (at % 6)}-1${at % 9},K${person},p${person}@x.de,${10 + at}.00`;
  });
  const more = Array.from({length: 30}, (_, at) => `m${at},2024-07-0${1 + (at % 9)},A${at},a${at}@x.de,5.00`);
  async function codes(lines: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const {dataset} = await shop.open([fileOf(header + lines.join('\n'), 'orders.csv')]);
    await shop.run(dataset, 'rfm');
    const {rows: page} = await shop.page(dataset, 'rfm', 'scores');
    const found = Array.from({length: page.rows}, (_, row) => {
      const fact = (column: string) => cell(page, column, row);
      return [String(fact('customer_id')), personName(fact, false, 'en')] as const;
    });
    await shop.service.forget(dataset.id);
    return new Map(found);
  }
  const first = await codes(rows);
  expect(first.size).toBe(23);
  expect(new Set(first.values()).size).toBe(23);
  const later = await codes([...more, ...rows.toReversed()]);
  expect(later.size).toBe(53);
  for (const [customer, code] of first) expect(later.get(customer)).toBe(code);
});
