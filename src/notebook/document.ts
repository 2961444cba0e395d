import type {Day} from '../lib/dates';
import type {DatasetId} from '../model/dataset';
import type {RevenueBasis} from '../model/scope';

/** From when on orders are counted: all, so many months back from the as-of date, or a day. */
export type Period =
  | {readonly kind: 'all'}
  | {readonly kind: 'months'; readonly months: number}
  | {readonly kind: 'since'; readonly day: Day};

export interface AnalysisCell {
  readonly kind: 'analysis';
  readonly id: string;
  readonly analysis: string;
  /** Only what differs from the initial values; made whole by `parseValues`. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly note: string;
}

export type Cell = AnalysisCell;

/** The document: plain data, no results. */
export interface Notebook {
  readonly version: 1;
  readonly title: string;
  readonly dataset: DatasetId | null;
  /** null: the day of the last order. */
  readonly asOf: Day | null;
  readonly period: Period;
  readonly countries: readonly string[];
  readonly channels: readonly string[];
  readonly basis: RevenueBasis;
  readonly occasion: 'day' | 'order';
  readonly cells: readonly Cell[];
}
