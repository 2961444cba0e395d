import {defineProfile} from '../define';
import {named} from '../headers';

const columns = {
  order_id: 'Name',
  email: 'Email',
  name: 'Billing Name',
  ordered_at: 'Created at',
  total: 'Total',
  subtotal: 'Subtotal',
  vat: 'Taxes',
  shipping: 'Shipping',
  refunded: 'Refunded Amount',
  status: 'Financial Status',
  cancelled_at: 'Cancelled at',
  currency: 'Currency',
  country: 'Shipping Country',
  channel: 'Source',
  coupon: 'Discount Code',
  quantity: 'Lineitem quantity',
  product: 'Lineitem name',
  unit_price: 'Lineitem price',
  sku: 'Lineitem sku',
  category: 'Vendor',
};

/** One row per line item, order fields on the first row of an order only (FORMATS §1.1). */
export const shopifyOrders = defineProfile({
  id: 'shopify-orders',
  name: {en: 'Shopify orders export', de: 'Shopify-Bestellexport'},
  target: 'orders',
  // Squarespace has the same names but for these two differences.
  recognises: (headers) =>
    headers.has('Name', 'Created at', 'Lineitem name', 'Total') &&
    !headers.has('Order ID') &&
    !headers.has('Channel Type'),
  columns: (headers) => named(headers, columns),
});

const customers = {
  customer_id: 'Customer ID',
  email: 'Email',
  country: 'Default Address Country Code',
  consent: 'Accepts Email Marketing',
};

export const shopifyCustomers = defineProfile({
  id: 'shopify-customers',
  name: {en: 'Shopify customer export', de: 'Shopify-Kundenexport'},
  target: 'customers',
  recognises: (headers) =>
    headers.has('First Name', 'Email', 'Accepts Email Marketing') && !headers.has('Lineitem name'),
  columns: (headers) => ({...named(headers, {country: 'Country Code'}), ...named(headers, customers)}),
});
