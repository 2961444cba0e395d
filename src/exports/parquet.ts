import {ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement} from 'hyparquet-writer';
import type {Column} from '../lib/table';
import type {ColumnKind, Columns} from '../model/columns';
import type {Write} from './define';

type Values = (string | number | bigint | boolean | Date | null)[];

interface Stored {
  readonly element: Omit<SchemaElement, 'name'>;
  /** The values as the format has them; null where there is none. */
  values(column: Column): Values;
}

const SCALE = 4;

const plain = (element: Stored['element'], of: (value: number) => Values[number] = (value) => value) => ({
  element,
  values: (column: Column) =>
    Array.from(column as Float64Array, (value) => (Number.isNaN(value) ? null : of(value))),
});
const int32: Stored = plain({type: 'INT32'});
const amount: Stored = plain(
  {type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: SCALE},
  // Through the decimal text: a product of doubles may fall beside the half.
  (value) => BigInt(value.toFixed(SCALE).replace('.', '')),
);
const texts: Stored = {
  element: {type: 'BYTE_ARRAY', converted_type: 'UTF8'},
  values: (column) => column as (string | null)[],
};

/** Each kind of column as the SQL type that `model/columns` gives it. */
const stored: Readonly<Record<ColumnKind, Stored>> = {
  key: int32,
  text: texts,
  day: plain({type: 'INT32', converted_type: 'DATE'}),
  // Local times come as text; the format says that they belong to no zone.
  time: {
    element: {type: 'INT64', logical_type: {type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS'}},
    values: (column) =>
      (column as (string | null)[]).map((text) =>
        text === null ? null : new Date(`${text.replace(' ', 'T')}Z`),
      ),
  },
  days: int32,
  count: plain({type: 'INT64'}, (value) => BigInt(Math.round(value))),
  quantity: amount,
  money: amount,
  share: plain({type: 'DOUBLE'}),
  score: int32,
  flag: plain({type: 'BOOLEAN'}, (value) => value === 1),
  list: texts,
};

/** A table as Parquet, compressed with Snappy; every piece is a row group. */
export const write: Write = async ({columns, pieces}) => {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({writer, schema: schemaOf(columns), createdBy: 'Stammkunde'});
  for await (const {rows, columns: values} of pieces) {
    if (rows === 0) continue;
    const columnData = Object.entries(columns).map(([name, {kind}]): ColumnSource => ({
      name,
      data: stored[kind].values(values[name]!),
    }));
    await parquet.write({columnData, rowGroupSize: rows});
  }
  await parquet.finish();
  return [writer.getBuffer()];
};

function schemaOf(columns: Columns): SchemaElement[] {
  const entries = Object.entries(columns);
  return [
    {name: 'root', num_children: entries.length},
    ...entries.map(([name, {kind}]): SchemaElement => ({
      name,
      repetition_type: 'OPTIONAL',
      ...stored[kind].element,
    })),
  ];
}
