import {gzipSync} from 'node:zlib';
import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {valueOf} from '../../src/lib/outcome';
import type {Problem} from '../../src/lib/problem';
import {problemText} from '../../src/text/problems';
import type {Recipe} from '../../src/worker/api';
import {twelveOrders} from '../fixtures/twelve_orders';
import {createShop, day, fileOf, type Shop} from '../helpers/service';

describe('an orders file', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  const revenueOf = async (file: File, correct?: (recipe: Recipe) => Recipe) => {
    const {dataset} = await shop.open([file], correct);
    return (await shop.run(dataset, 'overview')).facts['revenue'];
  };

  test('gives the same result in every dialect', async () => {
    const [header, ...rows] = twelveOrders
      .trimEnd()
      .split('\n')
      .map((line) => line.split(';'));
    const write = (separator: string, quote: boolean, newline: string, iso: boolean, comma: boolean) =>
      [
        header!,
        ...rows.map((row) =>
          row.map((cell, column) => {
            if (column === 1 && iso) return cell.split('.').reverse().join('-');
            return column === 3 && !comma ? cell.replace(',', '.') : cell;
          }),
        ),
      ]
        .map((row) =>
          row.map((cell) => (quote || cell.includes(separator) ? `"${cell}"` : cell)).join(separator),
        )
        .join(newline);
    const dialects = fc.record({
      separator: fc.constantFrom(';', ',', '\t', '|'),
      quote: fc.boolean(),
      newline: fc.constantFrom('\n', '\r\n'),
      iso: fc.boolean(),
      comma: fc.boolean(),
      encoding: fc.constantFrom('utf8', 'mark', 'western', 'utf16', 'gzip'),
    });
    await fc.assert(
      fc.asyncProperty(dialects, async ({separator, quote, newline, iso, comma, encoding}) => {
        const text = write(separator, quote, newline, iso, comma)
          .replaceAll('Land', 'Länd')
          .replace('Länd', 'Land');
        const bytes = {
          utf8: () => Buffer.from(text),
          mark: () => Buffer.from(`\ufeff${text}`),
          western: () => Buffer.from(text.replaceAll('bezahlt', 'bezahlt für'), 'latin1'),
          utf16: () => Buffer.from(`\ufeff${text}`, 'utf16le'),
          gzip: () => gzipSync(text),
        }[encoding]();
        expect(await revenueOf(new File([bytes], 'orders.csv'))).toBe(175);
      }),
      {numRuns: 20, seed: 7},
    );
  });

  test('that names an amount on every line of an order counts it once', async () => {
    const text =
      'order_id,date,email,total,product\n1,2024-01-05,a@x.de,30.00,Tea\n1,2024-01-05,a@x.de,30.00,Cup\n2,2024-01-06,b@x.de,5.00,Tea\n';
    expect(await revenueOf(fileOf(text))).toBe(35);
    const perLine = (recipe: Recipe): Recipe => ({...recipe, answers: {amounts: 'line'}});
    expect(await revenueOf(fileOf(text), perLine)).toBe(65);
  });

  test('whose amounts differ between the lines of an order adds them up', async () => {
    const text =
      'order_id,date,email,amount,product\n1,2024-01-05,a@x.de,30.00,Tea\n1,2024-01-05,a@x.de,12.00,Cup\n2,2024-01-06,b@x.de,5.00,Tea\n';
    expect(await revenueOf(fileOf(text))).toBe(47);
  });

  test('with a credit note under the same order number takes it off that order', async () => {
    const text =
      'Bestellnummer;Datum;E-Mail;Summe\n1;05.01.2024;a@x.de;50,00\n1;09.01.2024;a@x.de;-20,00\n2;06.01.2024;b@x.de;5,00\n';
    expect(await revenueOf(fileOf(text))).toBe(35);
  });

  test('that names VAT, net or a rate gives net revenue', async () => {
    expect(
      await revenueOf(fileOf('Bestellnummer;Datum;E-Mail;Brutto;MwSt\n1;05.01.2024;a@x.de;119,00;19,00\n')),
    ).toBe(100);
    expect(
      await revenueOf(fileOf('Bestellnummer;Datum;E-Mail;Brutto;Netto\n1;05.01.2024;a@x.de;119,00;100,00\n')),
    ).toBe(100);
    const rate = (recipe: Recipe): Recipe => ({...recipe, rules: {...recipe.rules, vatRate: 19}});
    expect(
      await revenueOf(fileOf('Bestellnummer;Datum;E-Mail;Brutto\n1;05.01.2024;a@x.de;119,00\n'), rate),
    ).toBe(100);
  });

  test('asks whether day or month comes first when the data cannot say', async () => {
    const text = 'order_id,date,email,total\n1,03/04/2024,a@x.de,10.00\n2,05/06/2024,b@x.de,20.00\n';
    const outcome = await shop.load([fileOf(text)]);
    expect(outcome).toMatchObject({
      kind: 'asks',
      questions: [{kind: 'date-order', field: 'ordered_at', rows: 2, source: 0}],
    });
    const answered =
      (order: 'day-first' | 'month-first') =>
      (recipe: Recipe): Recipe => ({
        ...recipe,
        answers: {dates: {ordered_at: order}},
      });
    expect((await shop.open([fileOf(text)], answered('day-first'))).dataset.lastDay).toBe(day('2024-06-05'));
    expect((await shop.open([fileOf(text)], answered('month-first'))).dataset.lastDay).toBe(
      day('2024-05-06'),
    );
  });

  test('does not ask when one row in thirty thousand settles it', async () => {
    const rows = Array.from(
      {length: 30_000},
      (_, index) => `${index},0${1 + (index % 9)}/0${1 + (index % 8)}/2024,a@x.de,1.00`,
    );
    const text = ['order_id,date,email,total', ...rows, '30001,12/25/2024,b@x.de,1.00'].join('\n');
    const {dataset, receipt} = await shop.open([fileOf(text)]);
    expect(dataset.lastDay).toBe(day('2024-12-25'));
    expect(receipt.files[0]!.used).toBe(30_001);
  });

  test('asks what 1.234 means when no other amount says it', async () => {
    const text = 'Bestellnummer;Datum;E-Mail;Summe\n1;05.01.2024;a@x.de;1.234\n2;06.01.2024;b@x.de;2.500\n';
    expect(await shop.load([fileOf(text)])).toMatchObject({
      kind: 'asks',
      questions: [{kind: 'decimal-mark', field: 'total', rows: 2}],
    });
    expect(await revenueOf(fileOf(text), (recipe) => ({...recipe, answers: {decimals: {total: ','}}}))).toBe(
      3734,
    );
    expect(
      await revenueOf(fileOf(text), (recipe) => ({...recipe, answers: {decimals: {total: '.'}}})),
    ).toBeCloseTo(3.734, 10);
  });

  test('keeps ids of twenty digits and with leading zeros apart', async () => {
    const text =
      'order_id,date,customer_id,total\n12345678901234567890,2024-01-05,007,1.00\n12345678901234567891,2024-01-06,7,2.00\n';
    const {dataset} = await shop.open([fileOf(text)]);
    expect(dataset).toMatchObject({orders: 2, customers: 2});
  });

  test('merges guests by e-mail, whatever its spelling, and accounts that share one', async () => {
    const text =
      'order_id,date,customer_id,email,total\n1,2024-01-01,A,Anna@X.de,1\n2,2024-01-02,, anna@x.de ,1\n3,2024-01-03,B,anna@x.de,1\n4,2024-01-04,B,ben@x.de,1\n5,2024-01-05,,ben@x.de,1\n6,2024-01-06,,cem@x.de,1\n7,2024-01-07,,,1\n';
    const {dataset, receipt} = await shop.open([fileOf(text)]);
    expect(dataset).toMatchObject({orders: 7, customers: 2, anonymousOrders: 1});
    expect(receipt.merged).toMatchObject({guests: 2, accounts: 1});
  });

  test('of sixty thousand guests is not compared guest by guest', async () => {
    const guests = 60_000;
    const rows = Array.from({length: guests}, (_, guest) => `${guest},2024-01-05,guest${guest}@x.de,10.00`);
    const {dataset} = await shop.open([fileOf(['order_id,date,email,total', ...rows].join('\n'))]);
    expect(dataset).toMatchObject({orders: guests, customers: guests});
  });

  test('loses no row, however it is damaged', async () => {
    const lines = twelveOrders.trimEnd().split('\n');
    const damage = fc.record({
      line: fc.integer({min: 1, max: lines.length - 1}),
      kind: fc.constantFrom('cut', 'double', 'separator', 'quote', 'letters', 'empty', 'total'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, {minLength: 1, maxLength: 5}), async (damages) => {
        const broken = [...lines];
        for (const {line, kind} of damages) {
          const text = broken[line]!;
          broken[line] = {
            cut: text.slice(0, Math.floor(text.length / 2)),
            double: `${text}\n${text}`,
            separator: `${text};;mehr`,
            quote: text.replace(';', ';"'),
            letters: text.replace(/,\d\d/, ',xx'),
            empty: '',
            total: 'Summe;;;373,00;;',
          }[kind];
        }
        const outcome = await shop.load([fileOf(broken.join('\n'))]);
        if (outcome.kind === 'asks') throw new Error('asked');
        const {rows, used, setAside} = outcome.receipt.files[0]!;
        expect(rows).toBe(used + setAside.reduce((sum, entry) => sum + entry.rows, 0));
        expect(rows).toBeGreaterThanOrEqual(lines.length - 1 - damages.length);
      }),
      {numRuns: 20, seed: 11},
    );
  });

  test('that replaces an older one under the same numbers is not counted twice', async () => {
    const older = 'order_id,date,email,total\n1,2024-01-05,a@x.de,10.00\n2,2024-01-06,b@x.de,20.00\n';
    const newer = 'order_id,date,email,total\n2,2024-01-06,b@x.de,15.00\n3,2024-01-07,a@x.de,1.00\n';
    const {dataset, receipt} = await shop.open([fileOf(older, 'old.csv'), fileOf(newer, 'new.csv')]);
    expect((await shop.run(dataset, 'overview')).facts).toMatchObject({revenue: 26, orders: 3, customers: 2});
    expect(receipt.files[0]!.setAside).toMatchObject([{reason: 'replaced', rows: 1, orders: 1, revenue: 20}]);
  });

  test('in two currencies keeps the one with more orders and says so', async () => {
    const text =
      'order_id,date,email,total,currency\n1,2024-01-05,a@x.de,10,EUR\n2,2024-01-06,b@x.de,20,EUR\n3,2024-01-06,b@x.de,20,CHF\n';
    const {dataset, receipt} = await shop.open([fileOf(text)]);
    expect(dataset).toMatchObject({currency: 'EUR', orders: 2});
    expect(receipt.files[0]!.setAside).toMatchObject([
      {reason: 'other_currency', rows: 1, orders: 1, revenue: 20},
    ]);
  });
});

describe('what is not an orders file', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  const inspected = async (content: string | Uint8Array<ArrayBuffer>, name = 'orders.csv') =>
    shop.service.inspect(0, new File([content], name), () => undefined);

  test.each([
    ['nothing at all', '', 'file-empty'],
    ['blanks only', ' \n\n ', 'file-empty'],
    ['a header only', 'order_id,date,email,total\n', 'file-no-rows'],
  ])('%s is refused with its reason', async (_, content, code) => {
    expect(await inspected(content)).toMatchObject({ok: false, code, facts: {file: 'orders.csv'}});
  });

  test('a picture named .csv is refused as what it is', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
    expect(await inspected(png, 'photo.csv')).toMatchObject({
      ok: false,
      code: 'file-not-a-table',
      facts: {kind: 'PNG'},
    });
  });

  test('a damaged archive is refused, and a good file is read afterwards', async () => {
    const whole = gzipSync('order_id,date,email,total\n'.repeat(5000));
    expect(await inspected(new Uint8Array(whole.subarray(0, 60)), 'orders.csv.gz')).toMatchObject({
      ok: false,
      code: 'file-damaged',
    });
    expect(await inspected(twelveOrders)).toMatchObject({ok: true});
  });

  test('a table without a customer or without any usable row says what is missing', async () => {
    const [file] = valueOf(await inspected('date,total\n2024-01-05,1.00\n'));
    expect(
      file!.preview.required.filter(
        (options) => !options.some((field) => file!.preview.recipe.columns[field]),
      ),
    ).toEqual([['customer_id', 'email']]);
    const unusable = await shop
      .load([fileOf('date,email,total\nx,a@x.de,1.00\n')])
      .catch((error: unknown) => error);
    expect(unusable).toMatchObject({code: 'nothing-usable', facts: {reason: 'no_day', rows: 1}});
    expect(problemText(unusable as Problem).de).toContain(
      ': Eine Zeile ist beiseitegelegt als „kein lesbares Datum“.',
    );
    const contacts = fileOf('email,consent\na@x.de,yes\n', 'newsletter.csv');
    await expect(shop.load([contacts])).rejects.toMatchObject({
      code: 'orders-missing',
      facts: {file: 'newsletter.csv'},
    });
    const {dataset} = await shop.open([fileOf(twelveOrders)]);
    expect(dataset.orders).toBe(9);
  });
});
