import type {Cell, Table} from '../../lib/table';
import type {AnswerKind} from '../../model/query';
import type {Format} from '../../text/format';

/** Which columns are drawn, and how. Of a heat map `y` names its rows, and `color` the number in its cells. */
export interface Drawing {
  readonly mark: 'bar' | 'line' | 'dot' | 'heat';
  readonly x: string;
  readonly y: string;
  readonly color: string | null;
}

export interface AnswerFrame {
  readonly width: number;
  readonly format: Format;
  /** How the values of a column are written. */
  write(column: string): (value: Cell) => string;
  readonly words: {
    readonly missing: string;
    readonly others: string;
    left(count: number): string;
    /** What a matrix has no room for. */
    outside(count: {readonly columns: number; readonly rows: number}): string;
    label(x: string, y: string): string;
  };
}

/** A drawing with what it is drawn from. */
export interface Drawn extends Drawing {
  readonly table: Table;
  readonly kinds: ReadonlyMap<string, AnswerKind>;
}
