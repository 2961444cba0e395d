import type {Day} from '../lib/dates';
import type {Attribute} from './attributes';

export type DatasetId = string;

/** What is known of an imported dataset; its rows stay in the worker. */
export interface Dataset {
  readonly id: DatasetId;
  readonly name: string;
  /** ISO 4217, or '' where the files name none. */
  readonly currency: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly orders: number;
  readonly customers: number;
  /** Contacts without an order. */
  readonly leads: number;
  readonly anonymousOrders: number;
  /** Values of the order columns one can filter by, most orders first; empty where the files have none. */
  readonly countries: readonly string[];
  readonly channels: readonly string[];
  /** The facts about customers in the table `attributes`, by name. */
  readonly attributes: readonly Attribute[];
  /** Which parts of an amount the files name, so that the switches for them make sense. */
  readonly has: {readonly vat: boolean; readonly shipping: boolean; readonly refunds: boolean};
}
