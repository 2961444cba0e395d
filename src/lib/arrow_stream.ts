import {
  bool,
  columnFromArray,
  columnFromValues,
  dateDay,
  float64,
  tableFromColumns,
  tableToIPC,
  utf8,
  type DataType,
} from '@uwdata/flechette';
import type {Column, Table} from './table';

const MILLISECONDS = 86_400_000;

/** A table as an Arrow stream with its end marker; of the columns with numbers those are said that hold days or yes and no. */
export function arrowStreamOf(
  {columns}: Table,
  kindOf: (name: string) => 'day' | 'flag' | 'number',
): Uint8Array<ArrayBuffer> {
  const made = Object.entries(columns).map(
    ([name, values]) => [name, columnOf(values, kindOf(name))] as const,
  );
  return tableToIPC(tableFromColumns(Object.fromEntries(made)), {
    format: 'stream',
  }) as Uint8Array<ArrayBuffer>;
}

function columnOf(values: Column, kind: 'day' | 'flag' | 'number') {
  if (!(values instanceof Float64Array)) return columnFromArray(values, utf8());
  const given = (type: DataType, factor = 1) =>
    columnFromValues(
      (give) => values.forEach((value) => give(Number.isNaN(value) ? null : value * factor)),
      type,
    );
  if (kind === 'day') return given(dateDay(), MILLISECONDS);
  return given(kind === 'flag' ? bool() : float64());
}
