import {describe, expect, test} from 'vitest';
import {Problem} from '../../src/lib/problem';
import {createShop, fileOf} from '../helpers/service';

const head = 'order_id,date,email,total';
const good = `${head}\n1,2024-01-05,a@x.de,10.00\n2,2024-01-06,b@x.de,5.00\n`;
const orders = (count: number) =>
  Array.from({length: count}, (_, n) => `${n + 1000},2024-01-0${1 + (n % 9)},p${n}@x.de,1.00`);

/** What is in each file beside the two orders that count, worth fifteen; or the code of the problem that is told. */
const files: readonly (readonly [title: string, text: string, expected: number | `file-${string}`])[] = [
  [
    'with 16,384 columns',
    good
      .trimEnd()
      .split('\n')
      .map(
        (line, row) =>
          line + Array.from({length: 16_380}, (_, n) => `,${row === 0 ? `c${n}` : 'x'}`).join(''),
      )
      .join('\n'),
    15,
  ],
  [
    'with cells of a megabyte',
    good.replace('10.00', `10.00,${'x'.repeat(1 << 20)}`).replace(head, `${head},note`),
    15,
  ],
  [
    'with a first cell of a megabyte in quotes',
    `note,${head}\n"${'x'.repeat(1 << 20)}",1,2024-01-05,a@x.de,15.00\n`,
    15,
  ],
  ['with a quote that never closes', `${good}3,"2024-01-05,c@x.de,1.00\n${orders(200).join('\n')}\n`, 215],
  ['with NULs in cells and between', good.replace('a@x.de', 'a\0@x.de').replace('5.00', '5.00\0'), 15],
  [
    'with every kind of line end',
    `${head}\r\n1,2024-01-05,a@x.de,10.00\r2,2024-01-06,b@x.de,4.00\n3,2024-01-07,c@x.de,1.00\r\n`,
    15,
  ],
  [
    'with headers that objects inherit',
    good
      .replace(head, `${head},__proto__,constructor,toString`)
      .replace('10.00', '10.00,x,y,z')
      .replace('5.00', '5.00,x,y,z'),
    15,
  ],
  [
    'with SQL, HTML and formulas for names',
    `${head},Kundenname\n1,2024-01-05,a@x.de,10.00,"x'); drop table orders; --"\n2,2024-01-06,b@x.de,5.00,"<img src=x onerror=alert(1)>=cmd|'/c calc'!A1"\n`,
    15,
  ],
  ['of binary zeros', '\0'.repeat(100_000), 'file-not-a-table'],
  ['of one line without end', 'x'.repeat(3 << 20), 'file-no-rows'],
];

describe('a file', () => {
  test.each(files)(
    '%s is imported as it should be, or refused in words, and a good one afterwards',
    async (_, text, expected) => {
      const shop = createShop();
      const valueOfShop = async (file: File) => {
        const {dataset, receipt} = await shop.open([file]);
        const {rows, used, setAside} = receipt.files[0]!;
        expect(used + setAside.reduce((sum, entry) => sum + entry.rows, 0)).toBe(rows);
        return (await shop.run(dataset, 'overview')).facts['revenue'];
      };
      const outcome = await valueOfShop(fileOf(text)).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Problem);
        return (error as Problem).code;
      });
      expect(outcome).toBe(expected);
      expect(await valueOfShop(fileOf(good))).toBe(15);
    },
  );
});
