import {expect, test} from 'vitest';
import {changeText, leadsText, receiptText} from '../../src/app/import/words';
import {changeOf, type Loaded} from '../../src/app/state/loaded';
import {dayFromIso as day} from '../../src/lib/dates';
import type {Dataset} from '../../src/model/dataset';
import {createFormat} from '../../src/text/format';
import type {Receipt} from '../../src/worker/api';

const format = createFormat('de', 'EUR');
const data = (orders: number, customers: number, firstDay: string, lastDay: string) =>
  ({orders, customers, firstDay: day(firstDay), lastDay: day(lastDay)}) as Dataset;
const file = (rows: number, used: number, replaced: number) => ({
  rows,
  used,
  setAside: [
    {reason: 'replaced', orders: replaced},
    {reason: 'no_day', orders: 1000},
  ],
});
const receipt = (...files: ReturnType<typeof file>[]) => ({files}) as unknown as Receipt;

test('the sentence on an import counts the orders, the customers, the days and the rows of all files', () => {
  const words = (read: Receipt) =>
    receiptText(data(1200, 345, '2025-01-02', '2026-11-14'), read, format).de.replaceAll(/\s+/g, ' ');
  expect(words(receipt(file(1300, 1250, 0), file(70, 68, 0)))).toBe(
    '1.200 Bestellungen von 345 Kunden, 2.1.2025 – 14.11.2026; 52 von 1.370 Zeilen beiseitegelegt.',
  );
  expect(words(receipt(file(1300, 1300, 0)))).toMatch(/; alle 1.300 Zeilen verwendet\.$/);
});

const nothing = {gone: [], renewed: []};
const named = (name: string, lastModified: number) => ({file: new File([''], name, {lastModified})});
const loaded = (dataset: Dataset, read: Receipt, files: readonly {file: File}[] = []) =>
  ({dataset, receipt: read, files}) as unknown as Loaded;

test('one is one', () => {
  const english = createFormat('en', 'EUR');
  const before = data(1, 1, '2026-01-01', '2026-01-01');
  const one = {orders: 1, customers: 1, replaced: 1, before, ...nothing};
  const {en, de} = changeText(one, before, english);
  expect(en).toBe('Added: 1 order and 1 customer. 1 order was in both and is taken from the newer file.');
  expect(de).toBe(
    'Dazugekommen: 1 Bestellung und 1 Kunde. 1 Bestellung stand in beiden und gilt nach der neueren Datei.',
  );
  const words = receiptText(before, receipt(file(3, 3, 0)), english).en;
  expect(words).toMatch(/^1 order of 1 customer, /);
  expect(words).toMatch(/; all 3 rows used\.$/);
  expect(receiptText(before, receipt(file(1, 1, 0)), english).de).toMatch(/; die eine Zeile verwendet\.$/);
});

test('what a new file has changed is the difference, with the orders that it has again and the days it adds', () => {
  const before = loaded(data(1000, 300, '2025-02-01', '2026-10-31'), receipt(file(1100, 1097, 3)));
  const after = data(1234, 310, '2025-01-02', '2026-11-14');
  const change = changeOf(before, loaded(after, receipt(file(1100, 1080, 20), file(300, 300, 1))));
  expect(changeText(change, after, format).de).toBe(
    [
      'Dazugekommen: 234 Bestellungen und 10 Kunden.',
      '18 Bestellungen standen in beiden und gelten nach der neueren Datei.',
      'Die Daten beginnen jetzt am 2.1.2025 statt am 1.2.2025.',
      'Sie reichen jetzt bis 14.11.2026 statt bis 31.10.2026.',
    ].join(' '),
  );
});

test('a folder that is read again names what is gone and what was changed there, and says so where nothing was', () => {
  const before = data(80, 23, '2024-01-01', '2024-02-28');
  const after = data(84, 22, '2024-02-01', '2024-03-28');
  const old = [named('01.csv', 1), named('book.xlsx › A', 1), named('book.xlsx › B', 1)];
  const change = changeOf(
    loaded(before, receipt(), old),
    loaded(after, receipt(), [named('03.csv', 3), named('book.xlsx › A', 2)]),
  );
  expect(changeText(change, after, format).de).toBe(
    [
      'Nicht mehr da: 01.csv.',
      'Geändert: book.xlsx.',
      'Jetzt sind es 84 Bestellungen von 22 Kunden, vorher waren es 80 von 23.',
      'Die Daten beginnen jetzt am 1.2.2024 statt am 1.1.2024.',
      'Sie reichen jetzt bis 28.3.2024 statt bis 28.2.2024.',
    ].join(' '),
  );
  const longer = {...before, orders: 81, lastDay: day('2024-02-29')};
  expect(changeText(changeOf(loaded(before, receipt()), loaded(longer, receipt())), longer, format).de).toBe(
    'Dazugekommen: 1 Bestellung und 0 Kunden. Die Daten reichen jetzt bis 29.2.2024 statt bis 28.2.2024.',
  );
  const again = changeOf(loaded(before, receipt(), old), loaded(before, receipt(), old));
  expect(changeText(again, before, format).de).toBe('Es hat sich nichts geändert.');
});

test('the sentence on leads says how many of them no cell has yet', () => {
  const words = (leads: number, laterLeads: number) =>
    leadsText({leads, laterLeads} as Dataset, createFormat('de', 'EUR')).de;
  expect(words(1, 0)).toBe('1 Interessent: Kontakte ohne Bestellung, die zählt.');
  expect(words(2310, 12)).toBe(
    '2.310 Interessenten: Kontakte ohne Bestellung, die zählt; davon haben sich 12 erst nach der letzten Bestellung angemeldet und zählen erst ab einem späteren Stichtag.',
  );
  expect(leadsText({leads: 3, laterLeads: 1} as Dataset, createFormat('en', 'EUR')).en).toBe(
    '3 leads: contacts without an order that counts; 1 of them signed up after the last order, so a later as-of date is needed to see them.',
  );
});
