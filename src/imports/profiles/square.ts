import {defineProfile} from '../define';
import {columnsNamed, countIn, having} from '../headers';

const kinds = [['refund', /refund|erstattung/]] as const;

const lacks = [
  {
    en: 'Most sales at a till have no customer: they count as anonymous revenue.',
    de: 'Die meisten Verkäufe an der Kasse haben keinen Kunden: Sie zählen als anonymer Umsatz.',
  },
];

export const squareItems = defineProfile({
  id: 'square-items',
  system: 'Square',
  name: {en: 'Square, items detail', de: 'Square, Artikeldetails'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Item', 'Transaction ID', 'Net Sales') &&
    countIn(headers, [
      'Price Point Name',
      'Event Type',
      'Modifiers Applied',
      'Itemization Type',
      'Gross Sales',
    ]) >= 2,
  columns: columnsNamed({
    order_id: 'Transaction ID',
    ordered_at: 'Date',
    customer_id: 'Customer ID',
    name: 'Customer Name',
    kind: 'Event Type',
    quantity: 'Qty',
    line_net: 'Net Sales',
    line_vat: 'Tax',
    product: 'Item',
    sku: 'SKU',
    category: 'Category',
    channel: ['Channel', 'Location'],
  }),
  shape: 'lines',
  kinds,
  lacks,
});

export const squareTransactions = defineProfile({
  id: 'square-transactions',
  system: 'Square',
  name: {en: 'Square, transactions', de: 'Square, Transaktionen'},
  target: 'orders',
  recognises: having(['Transaction ID', 'Gross Sales', 'Net Sales', 'Total Collected'], ['Item']),
  columns: columnsNamed({
    order_id: 'Transaction ID',
    ordered_at: 'Date',
    customer_id: 'Customer ID',
    name: 'Customer Name',
    kind: 'Event Type',
    net: 'Net Sales',
    vat: 'Tax',
    channel: ['Source', 'Location'],
  }),
  shape: 'order',
  kinds,
  lacks: [...lacks, {en: 'It has no products.', de: 'Die Datei hat keine Produkte.'}],
});
