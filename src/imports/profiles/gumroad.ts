import {defineProfile} from '../define';
import {columnsNamed, having} from '../headers';

export const gumroadSales = defineProfile({
  id: 'gumroad-sales',
  system: 'Gumroad',
  name: {en: 'Gumroad sales export', de: 'Gumroad-Verkaufsexport'},
  target: 'orders',
  recognises: having(['Purchase ID', 'Item Name', 'Purchase Date', 'Sale Price ($)']),
  columns: columnsNamed({
    order_id: 'Purchase ID',
    ordered_at: 'Purchase Date',
    email: ['Purchase Email', 'Buyer Email'],
    name: 'Buyer Name',
    net: 'Subtotal ($)',
    vat: 'Taxes ($)',
    shipping: 'Shipping ($)',
    refunded: 'Partial Refund ($)',
    status: 'Fully Refunded?',
    kind: 'Pre-order authorization?',
    country: 'Country',
    channel: 'Referrer',
    coupon: 'Discount Code',
    product: 'Item Name',
    sku: 'SKU ID',
    quantity: 'Quantity',
  }),
  constants: () => ({currency: 'USD'}),
  shape: 'order',
  states: [
    ['refunded', /^(?:1|true|yes)$/],
    ['counts', /^(?:0|false|no)$/],
  ],
  // Authorised is not paid; free trials are worth nothing.
  kinds: [['nothing', /^(?:1|true|yes)$/]],
  lacks: [
    {
      en: 'It has no customer number: customers are told apart by e-mail.',
      de: 'Die Datei hat keine Kundennummer: Kunden werden an der E-Mail unterschieden.',
    },
  ],
});
