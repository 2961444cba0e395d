import {existsSync, readdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {freshDatabase} from '../helpers/engine';
import {sharedFile, sharedText} from '../helpers/data';
import {tableOf} from '../helpers/table';
import {readRecords} from '../oracle/ledger';

const folder = resolve(import.meta.dirname, '../../../shared/data/csv/pollock');
const names = existsSync(folder) ? readdirSync(resolve(folder, 'csv')).sort() : [];

/** A cell as the benchmark compares it: numbers, days, times and prices by value, texts without case. */
function normalised(cell: string): string {
  const text = cell.trim();
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? '1' : '0';
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return String(Number(text));
  const price = /^([$€£])\s?([\d,]+(?:\.\d+)?)$/.exec(text);
  if (price) return price[1]! + String(Number(price[2]!.replaceAll(',', '')));
  const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (day) return `${day[3]}-${day[2]!.padStart(2, '0')}-${day[1]!.padStart(2, '0')}`;
  return text.toLowerCase();
}

interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How far two multisets agree; nothing expected is nothing missed. */
function agreement(expected: readonly string[], found: readonly string[]): Agreement {
  if (expected.length === 0) return {precision: 1, recall: 1, f1: 1};
  const left = new Map<string, number>();
  for (const value of expected) left.set(value, (left.get(value) ?? 0) + 1);
  let common = 0;
  for (const value of found) {
    const count = left.get(value) ?? 0;
    if (count === 0) continue;
    left.set(value, count - 1);
    common++;
  }
  if (common === 0) return {precision: 0, recall: 0, f1: 0};
  const precision = common / found.length;
  const recall = common / expected.length;
  return {precision, recall, f1: (2 * precision * recall) / (precision + recall)};
}

const points = ({precision, recall, f1}: Agreement) => precision + recall + f1;
const asRecord = (cells: readonly string[]) => cells.map((cell) => normalised(cell) || 'null').join('');
/** What remains of a row when nothing but its letters and digits counts. */
const essence = (cells: readonly string[]) =>
  cells
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

interface Score {
  readonly file: string;
  readonly score: number;
  readonly header: number;
  readonly records: number;
  readonly cells: number;
  readonly used: number;
  readonly setAside: number;
  readonly lost: number;
}

async function scoreOf(database: Database, file: string): Promise<Score> {
  const [header = [], ...rows] = readRecords(sharedText(`csv/pollock/clean/${file}`));
  const polluted = sharedFile(`csv/pollock/csv/${file}`);
  if (polluted.size === 0) {
    // Nothing is in it, and that is what the product says.
    await expect(tableOf(database, polluted)).rejects.toMatchObject({code: 'file-empty'});
    const perfect = points(agreement(header, []));
    return {file, score: 1 + 3 * perfect, header: 3, records: 3, cells: 3, used: 0, setAside: 0, lost: 0};
  }
  const table = await tableOf(database, polluted);
  const headerPoints = points(agreement(header.map(normalised), table.headers.map(normalised)));
  const recordPoints = points(agreement(rows.map(asRecord), table.rows.map(asRecord)));
  const cellPoints = points(agreement(rows.flat().map(normalised), table.rows.flat().map(normalised)));
  expect(table.records, file).toBe(table.rows.length + table.misfits.length + table.blank);
  const kept = [...table.rows, ...table.misfits].map(essence);
  return {
    file,
    score: 1 + headerPoints + recordPoints + cellPoints,
    header: headerPoints,
    records: recordPoints,
    cells: cellPoints,
    used: table.rows.length,
    setAside: table.misfits.length,
    lost: rows.filter((row) => !kept.includes(essence(row))).length,
  };
}

describe.skipIf(names.length === 0)(
  'the Pollock benchmark, nothing given but the file (needs the shared data)',
  () => {
    let scores: Score[] = [];
    beforeAll(async () => {
      const database = await freshDatabase();
      scores = [];
      for (const name of names) scores.push(await scoreOf(database, name));
      await database.close();
    });

    const table = () =>
      scores
        .map(
          ({file, score, header, records, cells, used, setAside, lost}) =>
            `${score.toFixed(3).padStart(6)} = 1 + ${header.toFixed(3)} + ${records.toFixed(3)} + ${cells.toFixed(3)}  used ${used}, set aside ${setAside}, lost ${lost}  ${file}`,
        )
        .join('\n');

    test('scores 9.8 of 10 on average', () => {
      const mean = scores.reduce((sum, {score}) => sum + score, 0) / scores.length;
      expect(scores).toHaveLength(names.length);
      expect(mean, `mean ${mean.toFixed(4)}\n${table()}`).toBeGreaterThanOrEqual(9.8);
    });

    test('loses no row of any file', () => {
      expect(
        scores.filter(({lost}) => lost > 0).map(({file}) => file),
        table(),
      ).toEqual([]);
    });

    test('sees where a separator too many has moved cells into other columns', () => {
      const slipped = scores.filter(({file}) => /^row_more_sep_row[1-9]/.test(file));
      expect(slipped.length).toBeGreaterThan(10);
      expect(
        slipped.filter(({setAside, records}) => setAside === 0 && records < 3).map(({file}) => file),
        table(),
      ).toEqual([]);
    });
  },
);
