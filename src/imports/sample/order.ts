import type {Item} from './basket';
import type {Product} from './catalogue';
import {priceOn, termsOf} from './catalogue';
import type {Day} from './calendar';
import type {Channel} from './newcomers';
import type {Country} from './people';

export type Status = 'paid' | 'refunded' | 'partially_refunded' | 'cancelled' | 'pending' | 'test';

/** All money in cents of the order's currency. */
export interface Line {
  product: Product;
  quantity: number;
  unitPrice: number;
  discount: number;
  total: number;
  vat: number;
  cost: number;
}

export interface Order {
  day: Day;
  second: number;
  /** Names one customer account; empty for a guest. */
  account: string;
  email: string;
  name: string;
  status: Status;
  currency: 'EUR' | 'CHF';
  country: Country;
  channel: Channel;
  coupon: string;
  lines: Line[];
  shipping: number;
  refunded: number;
}

export function line({product, quantity}: Item, on: Day, percentOff: number): Line {
  const {vatPercent, costShare} = termsOf(product);
  const unitPrice = priceOn(on, product);
  const gross = unitPrice * quantity;
  const discount = Math.round((gross * percentOff) / 100);
  const total = gross - discount;
  return {
    product,
    quantity,
    unitPrice,
    discount,
    total,
    vat: Math.round((total * vatPercent) / (100 + vatPercent)),
    cost: Math.round(((unitPrice * 100) / (100 + vatPercent)) * costShare) * quantity,
  };
}

/** The same goods once more, free of charge. */
export const freeOfCharge = (of: Line): Line => ({...of, unitPrice: 0, discount: 0, total: 0, vat: 0});

export const goods = (lines: readonly Line[]): number => lines.reduce((sum, {total}) => sum + total, 0);

const tariffs: Record<Country, {fee: number; freeFrom: number}> = {
  DE: {fee: 490, freeFrom: 4900},
  AT: {fee: 790, freeFrom: 7900},
  CH: {fee: 1290, freeFrom: 12000},
  LU: {fee: 990, freeFrom: 9900},
  NL: {fee: 990, freeFrom: 9900},
  FR: {fee: 1190, freeFrom: 9900},
  IT: {fee: 1190, freeFrom: 9900},
  DK: {fee: 1190, freeFrom: 9900},
};

export function shippingTo(country: Country, value: number): number {
  const {fee, freeFrom} = tariffs[country];
  return value >= freeFrom ? 0 : fee;
}
