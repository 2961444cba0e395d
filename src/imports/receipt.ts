import type {Target} from '../model/mapping';
import type {Text} from '../text/language';
import type {Reason} from '../text/reasons';
import type {Mojibake} from './parse/mojibake';
import type {Verdict} from './verdict';

export type {Reason};

export interface SetAside {
  readonly reason: Reason;
  readonly rows: number;
  /** Orders that are missing because of it, and their goods value as exported. */
  readonly orders: number;
  readonly revenue: number;
  /** Customers who are missing because of it: they have such orders and no sale that counts. */
  readonly customers: number;
  /** The first rows, at most three and each of another order, as a spreadsheet counts them; the order where it has a number. */
  readonly examples: readonly {readonly row: number; readonly order: string | null}[];
}

/** What became of the rows of one file: `rows` = `used` + all of `setAside`, always. */
export interface FileReceipt {
  readonly file: string;
  /** Name of the layout it was read as. */
  readonly layout: Text;
  /** What exports of this layout lack, and what to do about it. */
  readonly lacks: readonly Text[];
  readonly target: Target;
  readonly rows: number;
  readonly used: number;
  /** Of the used rows: those of documents with a negative sum (refunds, credit notes, cancellations). */
  readonly refunds: number;
  /** Of the used rows: those of orders without a customer, kept as anonymous revenue. */
  readonly anonymous: number;
  /**
   * Of a file of orders: the sales that count, with their customers, and the goods value as exported, refund documents taken
   * off. Missing where an older version has read it.
   */
  readonly sales?: {readonly orders: number; readonly customers: number; readonly revenue: number};
  readonly setAside: readonly SetAside[];
  /** What was encoded twice and is put right, over the whole file. */
  readonly doubled: Mojibake | null;
  /** Cells that are filled but could not be read, by field, with examples. */
  readonly unreadable: readonly {
    readonly field: Text;
    readonly cells: number;
    readonly examples: readonly string[];
  }[];
  /** Names of the attributes that are kept from it. */
  readonly attributes: readonly string[];
  /** How sure the reading of the columns of days and amounts is. */
  readonly verdicts: readonly Verdict[];
}

/** Customers with a sale, and those of them with sales on two days or more. */
export interface Returning {
  readonly customers: number;
  readonly returned: number;
}

export interface Receipt {
  readonly files: readonly FileReceipt[];
  readonly merged: {
    /** Guest orders that belong to a known customer by their e-mail. */
    readonly guests: number;
    /** Customer numbers that share an e-mail with another. */
    readonly accounts: number;
    /** Who comes back as merged, and where every number (and every e-mail without one) were a customer of its own; null where nothing was merged. */
    readonly effect: {readonly merged: Returning; readonly apart: Returning} | null;
  };
  /** Where orders are set aside for their currency: all currencies, most orders first, with the goods value as exported; '' is none. */
  readonly currencies: readonly {
    readonly currency: string;
    readonly orders: number;
    readonly revenue: number;
  }[];
}
