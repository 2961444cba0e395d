/**
 * A header and its records, with the LF that most shop systems write. Joined in portions, so that the pieces of
 * a record are garbage before they are old: half the time of one join at the end.
 */
export function csv(header: string, records: Iterable<string>): string {
  let text = '';
  let portion = [header];
  for (const record of records) {
    if (portion.push(record) < 200) continue;
    text += `${portion.join('\n')}\n`;
    portion = [];
  }
  return portion.length === 0 ? text : `${text}${portion.join('\n')}\n`;
}

/** Free text by RFC 4180; numbers, dates and codes go in as they are. */
export const quoted = (text: string): string =>
  /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Cents as a decimal number; the only way money leaves this folder, so that no sum is ever off by a cent. */
export function money(cents: number): string {
  const fraction = cents % 100;
  return `${(cents - fraction) / 100}.${fraction < 10 ? '0' : ''}${fraction}`;
}
