import {expect, test} from 'vitest';
import {changeText, receiptText} from '../../src/app/import/words';
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

test('one is one', () => {
  const english = createFormat('en', 'EUR');
  const one = {orders: 1, customers: 1, replaced: 1, before: data(1, 1, '2026-01-01', '2026-01-01')};
  const {en, de} = changeText(one, one.before, english);
  expect(en).toBe('Added: 1 order and 1 customer. 1 order was in both and is taken from the newer file.');
  expect(de).toBe(
    'Dazugekommen: 1 Bestellung und 1 Kunde. 1 Bestellung stand in beiden und gilt nach der neueren Datei.',
  );
  expect(receiptText(one.before, receipt(file(3, 3, 0)), english).en).toMatch(/^1 order of 1 customer, /);
});

test('what a new file has changed is the difference, with the orders that it has again and the days it adds', () => {
  const before = {
    dataset: data(1000, 300, '2025-02-01', '2026-10-31'),
    receipt: receipt(file(1100, 1097, 3)),
  } as Loaded;
  const after = data(1234, 310, '2025-01-02', '2026-11-14');
  const change = changeOf(before, after, receipt(file(1100, 1080, 20), file(300, 300, 1)));
  expect(changeText(change, after, format).de).toBe(
    [
      'Dazugekommen: 234 Bestellungen und 10 Kunden.',
      '18 Bestellungen standen in beiden und gelten nach der neueren Datei.',
      'Die Daten beginnen jetzt am 2.1.2025 statt am 1.2.2025.',
      'Sie reichen jetzt bis 14.11.2026 statt bis 31.10.2026.',
    ].join(' '),
  );
});
