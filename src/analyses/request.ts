import type {Table} from '../lib/table';
import type {DatasetId} from '../model/dataset';
import type {Scope} from '../model/scope';

/** Everything a result depends on. */
export interface RunRequest {
  readonly dataset: DatasetId;
  readonly analysis: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
}

export type Facts = Readonly<Record<string, number | null>>;

/** By parameter: the values that the data led to, where the reader has given none. */
export type Suggested = Readonly<Record<string, readonly number[]>>;

/** A statement as it ran, with the values it was bound to: DuckDB takes it as it stands. */
export interface Statement {
  readonly table: string;
  readonly sql: string;
}

/** What a run gives back to the page. Rows of people stay behind, under `handle`. */
export interface Result {
  readonly tables: Readonly<Record<string, Table>>;
  readonly facts: Facts;
  readonly suggested: Suggested;
  readonly handle: string;
  /** Share of the run that is done, where this is its first result; null: all of it. */
  readonly done: number | null;
  /** The shared tables first, then the analysis' own statements, in the order they ran. */
  readonly statements: readonly Statement[];
}
