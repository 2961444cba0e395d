import {defineProfile} from '../define';
import {columnsNamed, countIn} from '../headers';

/** One row per product; the day and the time of an order stand in two columns (FORMATS §1.11, headers from importers). */
export const wixOrders = defineProfile({
  id: 'wix-orders',
  system: 'Wix',
  name: {en: 'Wix Stores, orders', de: 'Wix Stores, Bestellungen'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Order number', 'Date created') &&
    countIn(headers, [
      'Total order quantity',
      'Contact email',
      'Note from customer',
      'Additional checkout info',
      'Quantity refunded',
      'Recipient name',
      'Shipping rate',
      'Gift card amount',
    ]) >= 3,
  // `Net amount` is what is left after refunds, VAT included.
  columns: columnsNamed({
    order_id: 'Order number',
    ordered_at: 'Date created',
    email: 'Contact email',
    name: ['Billing name', 'Recipient name'],
    country: 'Delivery country',
    total: 'Total',
    vat: 'Total tax',
    shipping: 'Shipping rate',
    refunded: 'Refunded amount',
    status: 'Payment status',
    currency: 'Currency',
    coupon: 'Coupon code',
    sku: 'SKU',
    product: 'Item',
    quantity: 'Qty',
    unit_price: 'Price',
  }),
  shape: 'every-row',
  lacks: [
    {
      en: 'Wix does not say how it writes orders of several products; their total is counted once. Compare one of them with your shop.',
      de: 'Wix sagt nicht, wie es Bestellungen mehrerer Produkte schreibt; ihre Summe zählt einmal. Vergleichen Sie eine davon mit Ihrem Shop.',
    },
  ],
});
