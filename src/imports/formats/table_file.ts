import type {Unpacked} from './define';

/** The separator of tables that are written here: no text contains it. */
export const SEPARATOR = '\x1f';
export const QUOTE = '"';

const ROWS_PER_PART = 5000;

/** Collects rows of texts into a file that the reader of text files takes. */
export function tableFile(name: string) {
  const parts: Blob[] = [];
  let lines: string[] = [];
  let rows = 0;
  const flush = () => {
    // A blob lies outside the memory of this thread.
    parts.push(new Blob(lines));
    lines = [];
  };
  return {
    add(cells: readonly string[]): void {
      lines.push(`${cells.map(written).join(SEPARATOR)}\n`);
      rows++;
      if (lines.length >= ROWS_PER_PART) flush();
    },
    get rows(): number {
      return rows;
    },
    done(): Unpacked {
      flush();
      return {file: new File(parts, name, {type: 'text/csv'}), table: true};
    },
  };
}

/** Whether a cell holds what cannot stand as it is; most do not. */
const special = /["\n\r\0\x1f]/;

function written(cell: string): string {
  if (!special.test(cell)) return cell;
  const text = cell.replaceAll(SEPARATOR, ' ').replaceAll('\0', '');
  return /["\n\r]/.test(text) ? QUOTE + text.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE : text;
}
