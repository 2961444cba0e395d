import {parquetMetadataAsync, parquetRead, parquetSchema, type AsyncBuffer, type SchemaTree} from 'hyparquet';
import {compressors} from 'hyparquet-compressors';
import {Problem} from '../../lib/problem';
import {gunzipped} from './bytes';
import type {Unpack} from './define';
import {tableFile} from './table_file';
import {dayText, momentText, numberText} from './values';

const ROWS_AT_ONCE = 20_000;
const LARGEST = 4 * 2 ** 30;

/** Parquet files of any compression; lists and structures as JSON. */
export const unpack: Unpack = (file, unpacking) => unpackAs(numberText)(file, unpacking);

/** The same with every digit that a number has: for what was written here. */
export const unpackExactly: Unpack = (file, unpacking) => unpackAs(String)(file, unpacking);

const unpackAs =
  (written: (value: number) => string): Unpack =>
  async (packed, {pause, report}) => {
    const file = await gunzipped(packed, LARGEST);
    try {
      const source: AsyncBuffer = {
        byteLength: file.size,
        slice(from, to = file.size) {
          // Where a damaged file says that its columns stand.
          if (!(from >= 0 && from <= to && to <= file.size)) throw new RangeError(`no bytes ${from}–${to}`);
          return file.slice(from, to).arrayBuffer();
        },
      };
      const metadata = await parquetMetadataAsync(source);
      const columns = parquetSchema(metadata).children;
      const rows = Number(metadata.num_rows);
      const table = tableFile(file.name);
      table.add(columns.map(({element}) => element.name));
      for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
        await parquetRead({
          file: source,
          metadata,
          compressors,
          parsers: {
            timestampFromMilliseconds: (millis) => new Date(Number(millis)),
            timestampFromMicroseconds: (micros) => new Date(Number(micros / 1000n)),
            timestampFromNanoseconds: (nanos) => new Date(Number(nanos / 1_000_000n)),
            dateFromDays: (days) => dayText(days),
          },
          rowStart: from,
          rowEnd: Math.min(rows, from + ROWS_AT_ONCE),
          onComplete(found) {
            for (const row of found)
              table.add(columns.map((column, index) => textOf(row[index] as unknown, column, written)));
          },
        });
        await pause();
        report(Math.min(1, (from + ROWS_AT_ONCE) / rows));
      }
      return [table.done()];
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem('file-damaged', {file: file.name}, error);
    }
  };

function textOf(value: unknown, {element}: SchemaTree, written: (value: number) => string): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return momentText(value);
  switch (typeof value) {
    case 'number':
      // Decimals come as doubles: their scale says how many digits are meant.
      return element.converted_type === 'DECIMAL' ? value.toFixed(element.scale ?? 0) : written(value);
    case 'string':
      return value;
    case 'object':
      return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
    default:
      return String(value);
  }
}
