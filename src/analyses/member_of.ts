import byCategory from './cohorts/by_category.sql?raw';
import byChannel from './cohorts/by_channel.sql?raw';
import byCountry from './cohorts/by_country.sql?raw';
import byCoupon from './cohorts/by_coupon.sql?raw';
import byProduct from './cohorts/by_product.sql?raw';

/** Of each customer a field of her first order, and no other: what is not asked for is not looked for. */
export const memberOf = {
  product: byProduct,
  category: byCategory,
  channel: byChannel,
  country: byCountry,
  coupon: byCoupon,
} as const;
