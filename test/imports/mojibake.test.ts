import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {findMojibake, mayBeDoubled, undoubled} from '../../src/imports/parse/mojibake';
import {westernText} from '../../src/imports/parse/western';
import {createShop, fileOf, type Shop} from '../helpers/service';

const twice = (text: string) => westernText(new TextEncoder().encode(text));

describe('text that was encoded twice', () => {
  test('is read as it was before, whatever letters, signs and pictures it holds', () => {
    const words = fc.constantFrom(
      'Müller',
      'Straße',
      'Ärger',
      'Öl',
      'Übung',
      'café',
      '5 €',
      '„Gruß“',
      'naïve',
      'œuvre',
      'Šimić',
      '™',
      '–',
      '…',
      '🎁',
      '½',
      '°C',
      'Ł',
    );
    fc.assert(
      fc.property(fc.array(words), (list) => {
        const text = list.join(' ');
        expect(undoubled(twice(text))).toBe(text);
        expect(mayBeDoubled(new TextEncoder().encode(twice(text)))).toBe(/[^\x00-\x7f]/.test(text));
      }),
      {seed: 4},
    );
  });

  test.each([
    '„Spaß“',
    '„Maß“ und „Gruß…“',
    'die Taste „Ä“',
    'c’est là\u00a0»',
    'SÃO PAULO',
    'Menü…',
    'Ü“',
    'Naïveté',
    'Ça va',
    'GRÂCE',
  ])('is not seen in %s', (text) => {
    expect(findMojibake(text)).toBeNull();
    expect(undoubled(text)).toBe(text);
  });
});

describe('a file that was encoded twice from somewhere on', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test('is put right to its end, and the receipt counts the lines', async () => {
    const row = (n: number, name: string) => `${n};2024-01-05;p${n}@x.de;1,00;${name}\n`;
    const plain = Array.from({length: 30_000}, (_, n) => row(n, 'Jürgen Groß')).join('');
    const late = ['Müller', 'Weiß', 'Schäfer', 'Nuß'].map((name, n) => row(40_000 + n, twice(name))).join('');
    const text = `order_id;date;email;total;Kundenname\n${plain}${late}`;
    const file = fileOf(text);
    const {dataset, receipt} = await shop.open([file]);
    expect(receipt.files[0]!.doubled).toMatchObject({
      lines: 4,
      samples: [
        ['MÃ¼ller', 'Müller'],
        ['WeiÃŸ', 'Weiß'],
        ['SchÃ¤fer', 'Schäfer'],
      ],
    });
    const {rows} = await shop.page(dataset, 'rfm', 'scores');
    expect(rows.rows).toBe(100);
  });

  test('says nothing of it where nothing was', async () => {
    const {receipt} = await shop.open([
      fileOf('order_id;date;email;total;name\n1;2024-01-05;a@x.de;1,00;„Spaß“\n'),
    ]);
    expect(receipt.files[0]!.doubled).toBeNull();
  });
});
