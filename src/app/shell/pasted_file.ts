/** What was pasted, as a file for the import: a file itself, or the table on the clipboard; null where there is none. */
export function pastedFiles(clipboard: DataTransfer | null, name: string): readonly File[] | null {
  if (!clipboard) return null;
  if (clipboard.files.length > 0) return [...clipboard.files];
  const text = clipboard.getData('text/plain');
  const rows = isTable(text) ? text : tableOf(clipboard.getData('text/html'));
  return rows === null ? null : [new File([rows], `${name}.tsv`, {type: 'text/tab-separated-values'})];
}

/** Two lines at least, all with tabs: what spreadsheets put on the clipboard. */
function isTable(text: string): boolean {
  const lines = text.trimEnd().split(/\r?\n/);
  return lines.length > 1 && lines.every((line) => line.includes('\t'));
}

/** The largest table of a page, as tab-separated text. The parser loads nothing and runs nothing. */
function tableOf(html: string): string | null {
  if (!/<table/i.test(html)) return null;
  const page = new DOMParser().parseFromString(html, 'text/html');
  const [largest] = [...page.querySelectorAll('table')].sort((a, b) => b.rows.length - a.rows.length);
  if (!largest || largest.rows.length < 2) return null;
  return [...largest.rows]
    .map(({cells}) => [...cells].map((cell) => quoted((cell.textContent ?? '').trim())).join('\t'))
    .join('\n');
}

function quoted(value: string): string {
  return /[\t\n\r"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
