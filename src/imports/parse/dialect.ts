import {sampleRecords} from '../formats/csv';

export interface DetectedDialect {
  readonly separator: string;
  readonly quote: string;
  /** The records of the sample under this dialect, a `sep=` line left out. */
  readonly records: readonly (readonly string[])[];
  /** Number of columns of most records. */
  readonly width: number;
  /** Records before those in `records`: a `sep=` line. */
  readonly before: number;
}

const separators = [';', ',', '\t', '|', '^', '~'];
// A separator that no text contains: what a file with one column is read with.
const none = '\x1f';

/**
 * The separator and quote under which the sample is most like a table: many records of one width, wide, with cells
 * that are whole values. The last record may be cut off and is not counted.
 */
export function detectDialect(sample: string, complete: boolean): DetectedDialect {
  const told = /^(?:"?)sep=(.)(?:"?)(?:\r\n|\n|\r)/i.exec(sample);
  const before = told ? 1 : 0;
  const body = told ? sample.slice(told[0].length) : sample;
  const quotes = body.includes('"') ? ['"'] : body.includes("'") ? ['"', "'"] : ['"'];
  let best: (DetectedDialect & {score: number}) | null = null;
  for (const separator of told ? [told[1]!] : separators) {
    if (!body.includes(separator)) continue;
    for (const quote of quotes) {
      const all = sampleRecords(body, separator, quote, 1000);
      const records = complete || all.length < 2 ? all : all.slice(0, -1);
      const width = commonWidth(records);
      const score = likeness(records, width, separator) * (quote === "'" ? 0.99 : 1);
      if (width > 1 && (!best || score > best.score))
        best = {separator, quote, records, width, before, score};
    }
  }
  return (
    best ?? {separator: none, quote: '"', records: sampleRecords(body, none, '"', 1000), width: 1, before}
  );
}

/** The width most records have; of equally frequent ones the larger. */
function commonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const {length} of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || b - a)[0]?.[0] ?? 1;
}

function likeness(records: readonly (readonly string[])[], width: number, separator: string): number {
  const fitting = records.filter((record) => record.length === width);
  const others = separators.filter((other) => other !== separator && other !== '~' && other !== '^');
  let cells = 0;
  let broken = 0;
  for (const record of fitting.slice(0, 200)) {
    for (const cell of record) {
      cells++;
      // "Berlin;2024-01-02;12" as one cell: another separator would cut it into values.
      if (others.some((other) => cell.split(other).length > 2 && /\d/.test(cell))) broken++;
    }
  }
  const consistency = fitting.length / Math.max(1, records.length);
  const whole = 1 - broken / Math.max(1, cells);
  return consistency ** 2 * whole * (1 + Math.log2(width) / 8);
}
