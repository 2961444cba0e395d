import type {Text} from '../text/language';
import type {Target} from './fields';
import type {Verdict} from './verdict';

/** Why a row is not used. */
export type Reason =
  | 'blank'
  | 'misfit'
  | 'total_row'
  | 'unreadable_amount'
  | 'duplicate'
  | 'no_sale'
  | 'no_day'
  | 'no_amount'
  | 'no_person'
  | 'no_customer'
  | 'cancelled'
  | 'unpaid'
  | 'test'
  | 'zero_value'
  | 'replaced'
  | 'other_currency';

export interface SetAside {
  readonly reason: Reason;
  readonly rows: number;
  /** Orders that are missing because of it, and their goods value as exported. */
  readonly orders: number;
  readonly revenue: number;
}

/** What became of the rows of one file: `rows` = `used` + all of `setAside`, always. */
export interface FileReceipt {
  readonly file: string;
  /** Name of the layout it was read as. */
  readonly layout: Text;
  readonly target: Target;
  readonly rows: number;
  readonly used: number;
  /** Of the used rows: those of documents with a negative sum (refunds, credit notes, cancellations). */
  readonly refunds: number;
  /** Of the used rows: those of orders without a customer, kept as anonymous revenue. */
  readonly anonymous: number;
  readonly setAside: readonly SetAside[];
  /** Cells that are filled but could not be read, by field, with examples. */
  readonly unreadable: readonly {
    readonly field: Text;
    readonly cells: number;
    readonly examples: readonly string[];
  }[];
  /** How sure the reading of the columns of days and amounts is. */
  readonly verdicts: readonly Verdict[];
}

export interface Receipt {
  readonly files: readonly FileReceipt[];
  /** Guest orders that belong to a known customer by their e-mail, and customer numbers that share an e-mail. */
  readonly merged: {readonly guests: number; readonly accounts: number};
}
