import {defineProfile} from '../define';
import {columnsNamed, countIn} from '../headers';

/** Like Shopify's, but with `Order ID` (FORMATS §1.10). */
export const squarespaceOrders = defineProfile({
  id: 'squarespace-orders',
  system: 'Squarespace',
  name: {en: 'Squarespace orders export', de: 'Squarespace-Bestellexport'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Order ID', 'Lineitem name', 'Financial Status') &&
    countIn(headers, ['Amount Refunded', 'Lineitem variant', 'Channel Type', 'Channel Order Number']) >= 1,
  columns: columnsNamed({
    order_id: 'Order ID',
    email: 'Email',
    name: 'Billing Name',
    ordered_at: 'Created at',
    total: 'Total',
    subtotal: 'Subtotal',
    discount: 'Discount Amount',
    vat: 'Taxes',
    shipping: 'Shipping',
    refunded: 'Amount Refunded',
    status: 'Financial Status',
    cancelled_at: 'Cancelled at',
    currency: 'Currency',
    country: ['Shipping Country', 'Billing Country'],
    channel: ['Channel Name', 'Channel Type'],
    coupon: 'Discount Code',
    quantity: 'Lineitem quantity',
    product: 'Lineitem name',
    unit_price: 'Lineitem price',
    sku: 'Lineitem sku',
  }),
  shape: 'first-row',
  lacks: [
    {
      en: 'It has no customer number: customers are told apart by e-mail.',
      de: 'Die Datei hat keine Kundennummer: Kunden werden an der E-Mail unterschieden.',
    },
  ],
});
