import {harmless} from './csv';
import type {Write} from './define';
import {typedRows} from './table_text';

/** A table as lines of cells with tabs between them, as spreadsheets paste it. */
export const write: Write = async (table) => {
  const lines: string[] = [];
  for await (const cells of typedRows(table))
    lines.push(`${cells.map((cell) => harmless(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')}\r\n`);
  return lines;
};
