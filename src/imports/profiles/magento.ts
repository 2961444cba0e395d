import {defineProfile} from '../define';
import {columnsNamed, countIn, having} from '../headers';

/** Sales > Orders > Export: the visible columns of the grid (FORMATS §1.6). */
export const magentoOrders = defineProfile({
  id: 'magento-orders',
  system: 'Magento 2',
  name: {en: 'Magento 2, orders grid', de: 'Magento 2, Bestellübersicht'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Grand Total (Base)') &&
    countIn(headers, ['Purchase Point', 'Purchase Date', 'Bill-to Name', 'Grand Total (Purchased)']) >= 1,
  columns: columnsNamed({
    order_id: 'ID',
    ordered_at: 'Purchase Date',
    email: 'Customer Email',
    name: ['Customer Name', 'Bill-to Name'],
    total: 'Grand Total (Base)',
    shipping: 'Shipping and Handling',
    refunded: 'Total Refunded',
    status: 'Status',
    channel: 'Purchase Point',
  }),
  shape: 'order',
  states: [
    ['refunded', /^closed$/],
    ['cancelled', /^(?:fraud|suspected fraud)$/],
    ['unpaid', /^(?:holded|on hold|payment[ _]review)$/],
  ],
  dates: 'month-first',
  lacks: [
    {
      en: 'The grid names no VAT, no currency and no products: state the VAT rate under Rules.',
      de: 'Die Übersicht nennt keine MwSt., keine Währung und keine Produkte: Geben Sie unter „Regeln“ den MwSt.-Satz an.',
    },
  ],
});

/** System > Export > Customers Main File. */
export const magentoCustomers = defineProfile({
  id: 'magento-customers',
  system: 'Magento 2',
  name: {en: 'Magento 2, customers', de: 'Magento 2, Kunden'},
  target: 'customers',
  recognises: having(['email', '_website', 'created_at', 'group_id']),
  columns: columnsNamed({
    email: 'email',
    name: 'lastname',
    first_seen_on: 'created_at',
    birthday: 'dob',
  }),
  dates: 'month-first',
  lacks: [
    {
      en: 'It does not say who agreed to the newsletter.',
      de: 'Die Datei sagt nicht, wer dem Newsletter zugestimmt hat.',
    },
  ],
});
