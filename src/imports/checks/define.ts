import type {Day} from '../../lib/dates';
import type {Parameters} from '../../lib/sql';
import type {Cell} from '../../lib/table';
import type {Columns} from '../../model/columns';
import type {Dataset} from '../../model/dataset';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Receipt} from '../receipt';

/** What a check looks at beside the canonical tables. */
export interface Subject {
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  /** The day on which the data are looked at. */
  readonly today: Day;
}

/** Whether a look is enough, or the numbers are likely to be wrong until something is done. */
export type Severity = 'look' | 'act';

/** What is at stake, where it can be counted. */
export interface Effect {
  readonly orders?: number;
  readonly customers?: number;
  /** Net revenue, exact. */
  readonly revenue?: number;
}

/** A sentence with numbers, written in each language. */
export type Told = Readonly<Record<Language, (format: Format) => string>>;

/** Values by column. */
export type Row = Readonly<Record<string, Cell | Text>>;

/** What a check has to say. */
export interface Found {
  readonly severity: Severity;
  readonly count: number;
  readonly effect: Effect;
  readonly sentence: Told;
  readonly why: Text;
  readonly advice: Text;
  /** Rows in the place of those of the statement. */
  readonly examples?: readonly Row[];
}

/** The facts of a check by name; missing ones count as 0. */
export interface Facts {
  number(name: string): number;
  text(name: string): string;
}

/** One question to the data of a shop. */
export interface Check {
  readonly title: Text;
  /**
   * A row with the facts for each example, and one without example where there is none. Missing where the receipt
   * answers.
   */
  readonly sql?: string;
  /** Values of the statement's parameters. */
  parameters?(subject: Subject): Parameters;
  /** Columns of the examples; nobody's name or e-mail. */
  readonly examples: Columns;
  /** What the codes in a column of text mean. */
  readonly words?: Readonly<Record<string, Text>>;
  /** What there is to say; null: nothing. */
  judge(facts: Facts, subject: Subject): Found | null;
}

/** What a check has found, as the page shows it. */
export interface Finding {
  readonly id: string;
  readonly title: Text;
  readonly severity: Severity;
  readonly count: number;
  readonly effect: Effect;
  /** One sentence with the numbers. */
  readonly sentence: Text;
  /** Why it matters. */
  readonly why: Text;
  /** What to do. */
  readonly advice: Text;
  readonly columns: Columns;
  /** At most five. */
  readonly examples: readonly Row[];
}

/** "1 order", "1,234 orders". */
export function counted({count}: Format, value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
