import {defineProfile} from '../define';
import {columnsNamed} from '../headers';

/** Sales data: a row per order line, its price for all units, returns as negative lines (FORMATS §1.24). */
export const emarsysSales = defineProfile({
  id: 'emarsys-sales',
  system: 'Emarsys',
  name: {en: 'Emarsys sales data', de: 'Emarsys-Verkaufsdaten'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('item', 'price', 'order', 'timestamp', 'quantity') &&
    (headers.has('customer') || headers.has('email')),
  columns: columnsNamed({
    order_id: 'order',
    ordered_at: 'timestamp',
    customer_id: 'customer',
    email: 'email',
    sku: 'item',
    quantity: 'quantity',
    line_total: 'price',
  }),
  shape: 'lines',
  decimals: '.',
  lacks: [
    {
      en: 'Prices are what the shop has sent, with or without VAT: state the rate under Rules if they hold it.',
      de: 'Die Preise sind, was der Shop gesendet hat, mit oder ohne MwSt.: Geben Sie unter „Regeln“ den Satz an, wenn sie enthalten ist.',
    },
  ],
});
