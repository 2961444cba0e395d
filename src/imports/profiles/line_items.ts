import {defineProfile} from '../define';
import {orderFields} from '../fields';
import {bySynonyms} from '../headers';

/** Any table with a price and a quantity per row and no total: the order is worth the sum of its lines. */
export const lineItems = defineProfile({
  id: 'line-items',
  name: {en: 'Line items with price × quantity', de: 'Positionen mit Preis × Menge'},
  target: 'orders',
  recognises: (headers) => {
    const columns = bySynonyms(headers, orderFields);
    const perLine = columns['unit_price'] !== undefined && columns['quantity'] !== undefined;
    const other = columns['total'] ?? columns['net'] ?? columns['line_total'];
    return perLine && other === undefined && columns['ordered_at'] !== undefined;
  },
  columns: (headers) => bySynonyms(headers, orderFields),
});
