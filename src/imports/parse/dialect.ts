import {sampleRecords} from '../formats/csv';
import {SEPARATOR} from '../formats/table_file';

export interface DetectedDialect {
  readonly separator: string;
  readonly quote: string;
  readonly escape?: '\\';
  readonly wrapped?: true;
  /** The records of the sample under this dialect, a `sep=` line left out. */
  readonly records: readonly (readonly string[])[];
  /** Number of columns of most records. */
  readonly width: number;
  /** Records before those in `records`: a `sep=` line. */
  readonly before: number;
}

const separators = [';', ',', '\t', '|', '^', '~', '\x01'];
// Marks that stand in ordinary text as well: believed only where every record agrees.
const lesserSeparators = [':', ' '];
// A separator that no text contains: what a file with one column is read with.
const none = SEPARATOR;
const RECORDS = 1000;
const MUCH = 1.5;

/**
 * The separator and quote under which the sample is most like a table: many records of one width, wide, with cells
 * that are whole values. The last record may be cut off and is not counted.
 */
export function detectDialect(sample: string, complete: boolean): DetectedDialect {
  const told = /^"?sep=([\x01-\x7f])"?(?:\r\n|\n|\r)/i.exec(sample);
  const before = told ? 1 : 0;
  const body = told ? sample.slice(told[0].length) : sample;
  const own = told && bestOf(body, complete, [told[1]!]);
  const usual = bestOf(body, complete, separators);
  const found =
    // A table out of another format.
    bestOf(body, complete, [SEPARATOR]) ??
    // What the file says of itself counts unless another separator makes much more of a table.
    (own && own.score * MUCH > (usual?.score ?? 0) ? own : usual) ??
    unlessLost(bestOf(body, complete, lesserSeparators));
  if (found) return {...found, before};
  return {separator: none, quote: '"', records: sampleRecords(body, none, '"', RECORDS), width: 1, before};
}

type Candidate = Omit<DetectedDialect, 'before'> & {readonly score: number};

function bestOf(body: string, complete: boolean, candidates: readonly string[]): Candidate | null {
  let best: Candidate | null = null;
  const consider = (
    text: string,
    form: Pick<Candidate, 'separator' | 'quote' | 'escape' | 'wrapped'>,
    weight: number,
  ) => {
    const {separator, quote, escape = ''} = form;
    const all = sampleRecords(text, separator, quote, RECORDS, {escape});
    const records = complete || all.length < 2 ? all : all.slice(0, -1);
    const width = commonWidth(records);
    const score = likeness(records, width, separator) * weight;
    if (width > 1 && (!best || score > best.score)) best = {...form, records, width, score};
    return records;
  };
  for (const separator of candidates) {
    if (!body.includes(separator)) continue;
    const records = consider(body, {separator, quote: '"'}, 1);
    if (body.includes('\\"')) consider(body, {separator, quote: '"', escape: '\\'}, 0.999);
    if (quotesBeside(body, separator)) consider(body, {separator, quote: "'"}, 0.99);
    const whole = records.filter(([cell, ...others]) => others.length === 0 && cell!.includes(separator));
    if (whole.length * 3 > records.length)
      consider(withoutWrapping(body), {separator, quote: '"', wrapped: true}, 0.999);
  }
  return best;
}

/** The dialect again if no record of the sample contradicts it. */
function unlessLost(candidate: Candidate | null): Candidate | null {
  if (!candidate || candidate.width < 3 || candidate.records.length < 3) return null;
  return candidate.records.every(({length}) => length === candidate.width) ? candidate : null;
}

/** Whether a single quote opens or closes cells. */
function quotesBeside(body: string, separator: string): boolean {
  return body.includes(`${separator}'`) && body.includes(`'${separator}`);
}

/** The sample without the quotes around whole lines. */
function withoutWrapping(body: string): string {
  return sampleRecords(body, none, '"', 2 * RECORDS)
    .map(([line]) => line)
    .join('\n');
}

/** The width most records have; of equally frequent ones the larger. */
function commonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const {length} of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || b - a)[0]?.[0] ?? 1;
}

function likeness(records: readonly (readonly string[])[], width: number, separator: string): number {
  const filled = records.filter(({length}, index) => length > 1 || records[index]![0] !== '');
  const fitting = filled.filter((record) => record.length === width);
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
  const consistency = fitting.length / Math.max(1, filled.length);
  const whole = 1 - broken / Math.max(1, cells);
  return consistency ** 2 * whole * (1 + Math.log2(width) / 8);
}
