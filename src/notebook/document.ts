import type {Day} from '../lib/dates';
import type {Audience} from '../model/audience';
import type {DatasetId} from '../model/dataset';
import type {Mapping} from '../model/mapping';
import type {Filter, Period, RevenueBasis} from '../model/scope';

interface CellBase {
  readonly id: string;
  /** The reader's own title; empty: the cell's usual one. */
  readonly title: string;
  /** Only the title and the first sentence are shown. */
  readonly folded: boolean;
  readonly note: string;
}

/** Words in Markdown; `{{cell.fact}}` quotes a number of another cell. */
export interface TextCell extends CellBase {
  readonly kind: 'text';
  readonly text: string;
}

export type InputKind = 'number' | 'share' | 'money' | 'days' | 'date' | 'choice' | 'toggle' | 'text';

/** A value that the reader sets and other cells take. */
export interface InputCell extends CellBase {
  readonly kind: 'input';
  /** Its name in SQL (`$name`) and in texts; unique in the notebook. */
  readonly name: string;
  readonly input: InputKind;
  readonly value: number | string | boolean | null;
  /** What a choice chooses from. */
  readonly options: readonly string[];
}

/** Takes the value of another cell: of an input its value, of an analysis one of its facts, of SQL a number of its first row. */
export interface Reference {
  readonly cell: string;
  /** The fact or column; empty for an input cell. */
  readonly fact: string;
}

export interface AnalysisCell extends CellBase {
  readonly kind: 'analysis';
  /** What the names of its tables begin with in the SQL of later cells (`rfm_segments`); unique in the notebook. */
  readonly name: string;
  readonly analysis: string;
  /** Only what differs from the initial values; made whole by `parseValues`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Parameters whose value comes from another cell. */
  readonly uses: Readonly<Record<string, Reference>>;
}

/** How the table of an SQL cell is drawn. */
export interface SqlChart {
  readonly mark: 'bar' | 'line' | 'dot' | 'heat';
  readonly x: string;
  readonly y: string;
  readonly color: string | null;
}

export interface SqlCell extends CellBase {
  readonly kind: 'sql';
  /** Its name in the SQL of later cells; unique in the notebook. */
  readonly name: string;
  readonly sql: string;
  /** null: a table only. */
  readonly chart: SqlChart | null;
}

export type Cell = TextCell | InputCell | AnalysisCell | SqlCell;

/** The document: plain data, no results. */
export interface Notebook {
  readonly version: 3;
  readonly title: string;
  readonly dataset: DatasetId | null;
  /** null: the day of the last order. */
  readonly asOf: Day | null;
  /** An earlier as-of date that every cell is held against; null: none. */
  readonly comparedTo: Day | null;
  readonly period: Period;
  readonly filter: Filter;
  readonly basis: RevenueBasis;
  readonly occasion: 'day' | 'order';
  /** Each question is explained in three sentences beside it. */
  readonly guided: boolean;
  /** How files were read where the notebook comes from: the next with the same headers is read alike. */
  readonly mappings: readonly Mapping[];
  readonly audiences: readonly Audience[];
  readonly cells: readonly Cell[];
}
