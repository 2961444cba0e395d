import {harmless} from './csv';
import type {Write} from './define';
import {escaped} from './escaped';
import {typedRows} from './table_text';

/** A table as HTML, which word processors and mail programs paste as a table. */
export const write: Write = async (table) => {
  const rows: string[] = [];
  for await (const cells of typedRows(table)) {
    const tag = rows.length === 0 ? 'th' : 'td';
    rows.push(`<tr>${cells.map((cell) => `<${tag}>${escaped(harmless(cell))}</${tag}>`).join('')}</tr>`);
  }
  return [`<table>${rows.join('')}</table>`];
};
