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
  /** Everybody but the leads; the orders of some may all have been set aside. */
  readonly customers: number;
  /** Contacts without an order that counts. */
  readonly leads: number;
  /** Those of them who signed up after the last order: no cell has them before its as-of date is moved. */
  readonly laterLeads: number;
  readonly anonymousOrders: number;
  /** Values of the order columns one can filter by, most orders first; empty where the files have none. */
  readonly countries: readonly string[];
  readonly channels: readonly string[];
  /** The facts about customers in the table `attributes`, by name. */
  readonly attributes: readonly Attribute[];
  /** Which parts of an amount the files name, so that the switches for them make sense. */
  readonly has: {readonly vat: boolean; readonly shipping: boolean; readonly refunds: boolean};
}
