/** An independent reading of the real files: its own CSV reader, whole numbers instead of SQL decimals. */

/** Records of a comma-separated text with quotes, one character at a time. */
export function readRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',' || character === '\n') {
      record.push(cell.replace(/\r$/, ''));
      cell = '';
      if (character === '\n') {
        records.push(record);
        record = [];
      }
    } else cell += character;
  }
  if (cell !== '' || record.length > 0) records.push([...record, cell]);
  return records;
}

/** Such a text with a header, as objects. */
export function readCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = readRecords(text);
  return rows.map((row) => Object.fromEntries(header!.map((name, index) => [name, row[index] ?? ''])));
}

/** A decimal text as ten-thousandths, exactly. */
export function tenThousandths(text: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,4})0*)?$/.exec(text)!;
  const value = BigInt(whole!) * 10_000n + BigInt(fraction.padEnd(4, '0'));
  return sign === '-' ? -value : value;
}
