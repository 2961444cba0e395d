import {tableFromIPC, Type, type Column as ArrowColumn, type DataType} from '@uwdata/flechette';
import type {Column, Table} from './table';

/** A result of the engine as a plain table. Statements cast what has no plain form (lists, timestamps, enums). */
export function tableFromArrow(pieces: Uint8Array[]): Table {
  // Days come as milliseconds, 64-bit integers and decimals as numbers: exact up to 2^53, which no shop reaches.
  const arrow = tableFromIPC(pieces, {useDate: false, useBigInt: false, useDecimalInt: false});
  const columns: Record<string, Column> = {};
  arrow.schema.fields.forEach(({name, type}, index) => {
    columns[name] = columnFrom(type, arrow.getChildAt(index), name);
  });
  return {rows: arrow.numRows, columns};
}

function columnFrom(type: DataType, values: ArrowColumn<unknown>, name: string): Column {
  if (type.typeId === Type.Utf8) return values.toArray() as (string | null)[];
  const numberOf = numberReader(type, name);
  const column = new Float64Array(values.length);
  let row = 0;
  // The iterator of a column takes several times as long.
  for (const batch of values.data)
    for (let place = 0; place < batch.length; place++) {
      const value = batch.at(place);
      column[row++] = value === null ? NaN : numberOf(value);
    }
  return column;
}

const MILLISECONDS = 86_400_000;

function numberReader(type: DataType, name: string): (value: unknown) => number {
  switch (type.typeId) {
    case Type.Date:
      return (value) => Math.round(Number(value) / MILLISECONDS);
    case Type.Int:
    case Type.Float:
    case Type.Bool:
    case Type.Decimal:
      return Number;
    default:
      throw new TypeError(`the column ${name} has a type without a plain form`);
  }
}
