import {DataType, RecordBatchReader, Table as ArrowTable, type Vector} from 'apache-arrow';
import type {Column, Table} from './table';

/** A result of the engine as a plain table. Statements cast what has no plain form (lists, timestamps, enums). */
export function tableFromArrow(pieces: readonly Uint8Array[]): Table {
  const arrow = new ArrowTable([...RecordBatchReader.from(pieces as Uint8Array[])]);
  const columns: Record<string, Column> = {};
  arrow.schema.fields.forEach((field, index) => {
    const vector = arrow.getChildAt(index);
    columns[field.name] = vector ? columnFrom(vector, field.name) : emptyColumn(field.type);
  });
  return {rows: arrow.numRows, columns};
}

function emptyColumn(type: DataType): Column {
  return DataType.isUtf8(type) ? [] : new Float64Array(0);
}

function columnFrom(vector: Vector, name: string): Column {
  const {type} = vector;
  if (DataType.isUtf8(type)) return Array.from(vector, (value: string | null) => value);
  const numberOf = reader(type, name);
  const column = new Float64Array(vector.length);
  for (let row = 0; row < column.length; row++) {
    const value: unknown = vector.get(row);
    column[row] = value === null ? NaN : numberOf(value);
  }
  return column;
}

const MILLISECONDS = 86_400_000;

function reader(type: DataType, name: string): (value: unknown) => number {
  if (DataType.isDecimal(type)) {
    const scale = 10 ** type.scale;
    return (value) => Number(bigintOf(value as Uint32Array)) / scale;
  }
  if (DataType.isDate(type)) return (value) => Math.round(Number(value) / MILLISECONDS);
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isBool(type)) return Number;
  throw new TypeError(`the column ${name} has a type without a plain form: ${String(type)}`);
}

/** A 128-bit two's complement integer from its four little-endian words. */
function bigintOf(words: Uint32Array): bigint {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  const unsigned = BigInt(a) | (BigInt(b) << 32n) | (BigInt(c) << 64n) | (BigInt(d) << 96n);
  return BigInt.asIntN(128, unsigned);
}
