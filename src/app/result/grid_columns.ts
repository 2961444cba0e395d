import type {Texts} from '../../analyses/define';
import {cell, type Table} from '../../lib/table';
import {isNumeric, type Columns} from '../../model/columns';
import type {Format} from '../../text/format';
import type {GridColumn} from '../parts/Grid.svelte';
import {wordedText} from './cell_text';

/** The columns of a table as they are read. */
export function gridColumns(
  table: Table,
  columns: Columns,
  texts: Pick<Texts, 'word'>,
  format: Format,
): readonly GridColumn[] {
  return Object.entries(columns).map(([name, {title, kind}]) => ({
    name,
    title: title[format.language],
    number: isNumeric(kind),
    text: (row) => wordedText(texts, name, cell(table, name, row), kind, format),
  }));
}
