import {expect, test} from 'vitest';
import {inspect} from '../../src/imports/inspect';
import {load, type LoadProgress} from '../../src/imports/load';
import {progressOf} from '../../src/imports/progress';
import {freshDatabase} from '../helpers/engine';

const month = (number: number, orders = 50) =>
  new File(
    [
      'Bestellnummer;Datum;E-Mail;Artikelnummer;Menge;Einzelpreis\n',
      ...Array.from({length: orders}, (_, order) => {
        const row = `${number}-${order};${1 + (order % 28)}.${number}.2024;k${order}@example.org;A${order % 5};1;10,00\n`;
        return order % 3 === 0 ? row.repeat(2) : row;
      }),
    ],
    `monat ${number}.csv`,
  );

const sourcesOf = (files: readonly File[]) =>
  Promise.all(files.map(async (file) => ({file, recipe: (await inspect(file)).recipe})));

test('steps add up to the whole, each by its usual part', () => {
  const shares: number[] = [];
  const report = progressOf({short: 1, long: 3}, (share) => shares.push(share));
  report('short', 0.5);
  report('long', 0);
  report('long', 1);
  expect(shares).toEqual([0.125, 0.25, 1]);
});

test('the percentage of an import goes on while its tables are joined, and never goes back', async () => {
  const database = await freshDatabase();
  const reports: LoadProgress[] = [];
  const sources = await sourcesOf([month(1), month(2)]);
  await load(database, 'test', sources, new AbortController().signal, (progress) => reports.push(progress));
  await database.close();
  for (const phase of ['reading', 'joining']) {
    const shares = reports.filter((report) => report.phase === phase).map(({share}) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(new Set(shares).size).toBeGreaterThan(9);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  }
  expect(reports.findIndex(({phase}) => phase === 'joining')).toBe(
    reports.findLastIndex(({phase}) => phase === 'reading') + 1,
  );
});

test('an import that is cancelled sends the engine no statement more, wherever it is', async () => {
  const sources = await sourcesOf([month(1), month(2)]);
  const database = await freshDatabase();
  for (const [index, [phase, from]] of (
    [
      ['reading', 0.9],
      ['joining', 0],
      ['joining', 0.05],
      ['joining', 0.5],
      ['joining', 0.93],
    ] as const
  ).entries()) {
    await database.query(`create schema attempt_${index}`);
    await database.look(`attempt_${index}`);
    const cancelled = new AbortController();
    let later = 0;
    const watched = {
      ...database,
      query: (...asked: Parameters<typeof database.query>) => {
        const signal = asked[2];
        if (cancelled.signal.aborted && !signal?.aborted) later++;
        return database.query(...asked);
      },
    };
    const loading = load(watched, 'test', sources, cancelled.signal, (progress) => {
      if (progress.phase === phase && progress.share >= from) cancelled.abort();
    });
    await expect(loading).rejects.toMatchObject({code: 'cancelled'});
    expect(later).toBe(0);
  }
  await database.close();
});

test('the work for many files grows with their rows, not with their pairs', async () => {
  const statements = async (files: number) => {
    const database = await freshDatabase();
    let asked = 0;
    const counting = {
      ...database,
      query: (...query: Parameters<typeof database.query>) => {
        asked++;
        return database.query(...query);
      },
    };
    const months = Array.from({length: files}, (_, index) => month(1 + index, 5));
    await load(counting, 'test', await sourcesOf(months), new AbortController().signal, () => undefined);
    await database.close();
    return asked;
  };
  const [two, four, eight] = [await statements(2), await statements(4), await statements(8)];
  expect((eight! - four!) / 4).toBe((four! - two!) / 2);
});
