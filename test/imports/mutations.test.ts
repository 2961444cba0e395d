import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {inspect} from '../../src/imports/inspect';
import {Problem} from '../../src/lib/problem';
import type {Recipe} from '../../src/worker/api';
import {freshDatabase} from '../helpers/engine';
import {createShop} from '../helpers/service';
import {tableOf, typedTable} from '../helpers/table';
import {writtenFile, type Writing} from '../helpers/written';

/** Mulberry32: the same damage in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const rows = [
  ['Bestellnummer', 'Bestelldatum', 'Kundennummer', 'Artikelname', 'Gesamtbetrag'],
  ...Array.from({length: 80}, (_, index) => [
    String(5001 + index),
    `${String(1 + ((index * 7) % 28)).padStart(2, '0')}.${String(1 + (index % 12)).padStart(2, '0')}.2024`,
    `K-${1 + (index % 17)}`,
    ['Tüte Tee', 'Kännchen', 'Löffel', 'Straßenkarte'][index % 4]!,
    `${10 + index},${String((index * 37) % 100).padStart(2, '0')}`,
  ]),
];

const known = new Set(rows.map((row) => row.join('\0')));

const writings: readonly Writing[] = [
  {separator: ';', quote: '"', quoting: 'needed', newline: '\n', encoding: 'UTF-8'},
  {separator: '\t', quote: '"', quoting: 'needed', newline: '\r\n', encoding: 'Windows-1252'},
  {separator: ';', quote: '"', quoting: 'all', newline: '\r\n', encoding: 'UTF-8 with mark'},
  {separator: ',', quote: '"', quoting: 'all', newline: '\n', encoding: 'UTF-8'},
  {separator: ';', quote: '"', quoting: 'needed', newline: '\n', encoding: 'UTF-16 LE with mark'},
];

type Damage = (bytes: Uint8Array, random: (below: number) => number) => Uint8Array;

const LF = 10;

function without(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);
}

function inserted(bytes: Uint8Array, at: number, more: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, at), ...more, ...bytes.subarray(at)]);
}

const damages: Readonly<Record<string, Damage>> = {
  truncated: (bytes, random) => bytes.slice(0, 80 + random(bytes.length - 80)),
  'bytes flipped': (bytes, random) => {
    const damaged = bytes.slice();
    for (let flips = 1 + random(20); flips > 0; flips--) {
      const at = random(damaged.length);
      damaged[at] = damaged[at]! ^ (1 << random(8));
    }
    return damaged;
  },
  'lines joined': (bytes, random) => {
    let damaged = bytes;
    for (let joins = 1 + random(4); joins > 0; joins--) {
      const end = damaged.indexOf(LF, random(damaged.length));
      if (end >= 0) damaged = without(damaged, end, end + 1);
    }
    return damaged;
  },
  'a piece missing': (bytes, random) => {
    const from = random(bytes.length - 200);
    return without(bytes, from, from + 1 + random(199));
  },
  'quotes sown': (bytes, random) => {
    let damaged = bytes;
    for (let quotes = 1 + random(5); quotes > 0; quotes--)
      damaged = inserted(damaged, random(damaged.length), [34]);
    return damaged;
  },
  'noise sown': (bytes, random) =>
    inserted(
      bytes,
      random(bytes.length),
      Array.from({length: 1 + random(12)}, () => random(256)),
    ),
};

const kinds = Object.entries(damages);
const mutated = Array.from({length: 200}, (_, index) => {
  const [kind, damage] = kinds[index % kinds.length]!;
  const writing = writings[Math.floor(index / kinds.length) % writings.length]!;
  return {index, kind, writing, random: randomFrom(1000 + index), damage};
});

/** Lines of a text of one byte per character, by any line end; what stands behind the last is a line if it is anything. */
function linesOf(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

/** Damage may leave open what the file means; that is another test's matter. */
const asGerman = (recipe: Recipe): Recipe => ({
  ...recipe,
  answers: {
    dates: Object.fromEntries(Object.keys(recipe.columns).map((field) => [field, 'day-first'])),
    decimals: Object.fromEntries(Object.keys(recipe.columns).map((field) => [field, ','])),
  },
});

const UNHURRIED = 180_000;

describe('200 damaged files', () => {
  let database: Database;
  let damaged: {name: string; file: File; bytes: Uint8Array; writing: Writing}[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    damaged = [];
    for (const {index, kind, writing, random, damage} of mutated) {
      const bytes = damage(new Uint8Array(await writtenFile(rows, writing).arrayBuffer()), random);
      const name = `${index} ${kind}, ${writing.encoding}.csv`;
      damaged.push({name, bytes, writing, file: new File([Uint8Array.from(bytes)], name)});
    }
  });
  afterAll(() => database.close());

  test(
    'are read, every record of each once, or refused by name; nothing crashes',
    async () => {
      const refused: string[] = [];
      const few: string[] = [];
      for (const {name, file, bytes, writing} of damaged) {
        try {
          const table = await tableOf(database, file);
          expect(table.rows.length + table.misfits.length + table.blank, name).toBe(table.records);
          // Without quotes a line is a row, whatever else has happened to it.
          if (!writing.encoding.startsWith('UTF-16') && !bytes.includes(34))
            expect(table.preview.recipe.dialect.skip + table.records, name).toBe(linesOf(bytes));
          expect((await typedTable(database, file)).rows, name).toHaveLength(table.records);
          const intact = table.rows.filter((row) => known.has(row.join('\0'))).length;
          if (!/truncated|UTF-16/.test(name) && intact < 50) few.push(`${name}: ${intact} rows as they were`);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          refused.push(`${name}: ${error.code}`);
        }
      }
      expect(refused.length, refused.join('\n')).toBeLessThan(damaged.length / 20);
      // One damaged place does not cost the rest of the file, but where every other byte counts.
      expect(few.length, few.join('\n')).toBeLessThan(damaged.length / 20);
    },
    UNHURRIED,
  );

  test(
    'leave every row used or set aside in the product, and it reads a good file afterwards',
    async () => {
      const shop = createShop();
      const part: File[] = [];
      for (const {file} of damaged.filter((_, index) => index % 11 === 0)) {
        const preview = await inspect(file).catch(() => null);
        const columns = preview?.recipe.columns ?? {};
        if (preview?.required.every((fields) => fields.some((field) => columns[field] !== undefined)))
          part.push(file);
      }
      expect(part.length).toBeGreaterThan(15);
      const {receipt} = await shop.open(part, asGerman);
      for (const [index, entry] of receipt.files.entries()) {
        const {records} = await tableOf(database, part[index]!);
        const setAside = entry.setAside.reduce((sum, {rows: some}) => sum + some, 0);
        expect({file: entry.file, rows: entry.rows}).toEqual({file: part[index]!.name, rows: records});
        expect(entry.used + setAside, entry.file).toBe(records);
      }
      const {dataset, receipt: good} = await shop.open([writtenFile(rows, writings[0]!)]);
      expect(dataset.orders).toBe(80);
      expect(good.files[0]).toMatchObject({rows: 80, used: 80, setAside: []});
    },
    UNHURRIED,
  );
});
