import {existsSync, readdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {sharedFile, sharedText} from '../helpers/data';
import {freshDatabase} from '../helpers/engine';
import {tableOf} from '../helpers/table';

const folder = resolve(import.meta.dirname, '../../../shared/data/csv/csv-spectrum/csvs');
const names = existsSync(folder) ? readdirSync(folder).map((name) => name.replace('.csv', '')) : [];

describe.skipIf(names.length === 0)(
  'csv-spectrum, dialect found and read by the engine (needs the shared data)',
  () => {
    let database: Database;
    beforeAll(async () => (database = await freshDatabase()));

    test('has twelve files', () => expect(names).toHaveLength(12));

    test.each(names)('%s is read as its author says', async (name) => {
      const json: unknown = JSON.parse(sharedText(`csv/csv-spectrum/json/${name}.json`));
      const expected = [json].flat() as Record<string, string>[];
      // This one's JSON has another telephone number than its CSV.
      if (name === 'location_coordinates') expected[0]!['Contact Phone Number'] = '2095257564';
      const {headers, rows, misfits} = await tableOf(
        database,
        sharedFile(`csv/csv-spectrum/csvs/${name}.csv`),
      );
      expect(rows.map((row) => Object.fromEntries(headers.map((key, index) => [key, row[index]])))).toEqual(
        expected,
      );
      expect(misfits).toEqual([]);
    });
  },
);
