import {defineProfile, type Refusal} from '../define';
import {columnsNamed, having} from '../headers';

// Sales tax and VAT of foreign buyers are taken and paid by Etsy; they never are the seller's.
export const etsyOrders = defineProfile({
  id: 'etsy-orders',
  system: 'Etsy',
  name: {en: 'Etsy, sold orders', de: 'Etsy, verkaufte Bestellungen'},
  target: 'orders',
  recognises: having(['Sale Date', 'Order ID', 'Order Value', 'Order Total', 'Number of Items']),
  columns: columnsNamed({
    order_id: 'Order ID',
    ordered_at: 'Sale Date',
    customer_id: 'Buyer User ID',
    name: 'Full Name',
    total: 'Order Total',
    subtotal: 'Order Value',
    discount: 'Discount Amount',
    shipping: 'Shipping',
    adjusted_total: 'Adjusted Order Total',
    status: 'Status',
    currency: 'Currency',
    country: 'Ship Country',
    coupon: 'Coupon Code',
  }),
  constants: () => ({channel: 'Etsy'}),
  shape: 'order',
  dates: 'month-first',
  lacks: [
    {
      en: 'It has no e-mail: customers are told apart by Etsy’s number of the buyer and cannot be found in other lists.',
      de: 'Die Datei hat keine E-Mail: Kunden werden an Etsys Käufernummer unterschieden und sind in anderen Listen nicht zu finden.',
    },
    {
      en: 'Its prices hold VAT but do not name it: state the rate under Rules.',
      de: 'Die Preise enthalten die MwSt., ohne sie zu nennen: Geben Sie unter „Regeln“ den Satz an.',
    },
  ],
});

export const etsyItems = defineProfile({
  id: 'etsy-items',
  system: 'Etsy',
  name: {en: 'Etsy, sold order items', de: 'Etsy, verkaufte Artikel'},
  target: 'orders',
  recognises: having(['Sale Date', 'Item Name', 'Item Total', 'Listing ID', 'Order ID']),
  columns: columnsNamed({
    order_id: 'Order ID',
    ordered_at: 'Sale Date',
    name: 'Ship Name',
    line_total: 'Item Total',
    line_discount: 'Discount Amount',
    quantity: 'Quantity',
    unit_price: 'Price',
    shipping: 'Order Shipping',
    product: 'Item Name',
    sku: 'SKU',
    currency: 'Currency',
    country: 'Ship Country',
    coupon: 'Coupon Code',
  }),
  constants: () => ({channel: 'Etsy'}),
  shape: 'lines',
  dates: 'month-first',
  withoutCustomers: true,
  lacks: [
    {
      en: 'It names buyers only by display name, on which nothing is joined: its orders count as anonymous revenue. For customers, download “Orders” instead of “Order Items” (Shop Manager > Settings > Options > Download Data).',
      de: 'Die Datei nennt Käufer nur mit Anzeigenamen, und danach wird nichts zusammengeführt: Die Bestellungen zählen als anonymer Umsatz. Für Kunden laden Sie „Bestellungen“ statt „Bestellte Artikel“ herunter (Shop-Manager > Einstellungen > Optionen > Daten herunterladen).',
    },
    {en: 'It does not say what was refunded.', de: 'Die Datei sagt nicht, was erstattet wurde.'},
  ],
});

const instead = {
  en: 'In Etsy, open Shop Manager > Settings > Options > Download Data and download “Orders”.',
  de: 'Öffnen Sie in Etsy Shop-Manager > Einstellungen > Optionen > Daten herunterladen und laden Sie „Bestellungen“ herunter.',
};

export const etsyPayments: Refusal = {
  id: 'etsy-payments',
  system: 'Etsy',
  name: {en: 'Etsy’s list of payments', de: 'die Liste der Zahlungen von Etsy'},
  instead,
  recognises: having(['Payment ID', 'Buyer Username', 'Gross Amount', 'Net Amount']),
};

export const etsyStatement: Refusal = {
  id: 'etsy-statement',
  system: 'Etsy',
  name: {en: 'Etsy’s monthly statement', de: 'der Monatsauszug von Etsy'},
  instead,
  recognises: having(['Date', 'Type', 'Info', 'Fees & Taxes', 'Net']),
};
