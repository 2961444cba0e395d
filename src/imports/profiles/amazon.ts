import {defineProfile, type Refusal} from '../define';
import {columnsNamed, countIn, having} from '../headers';

// Prices in North America are without tax, everywhere else with it.
const taxOnTop = ['USD', 'CAD', 'MXN'] as const;

const lines = {
  order_id: ['amazon-order-id', 'order-id'],
  ordered_at: 'purchase-date',
  line_total: 'item-price',
  line_vat: 'item-tax',
  line_discount: 'item-promotion-discount',
  shipping: 'shipping-price',
  quantity: ['quantity', 'quantity-purchased', 'quantity-shipped'],
  sku: 'sku',
  product: 'product-name',
  currency: 'currency',
  country: 'ship-country',
} as const;

/** Tab-separated, a row per item; its price is that of all units (FORMATS §1.14). */
export const amazonAllOrders = defineProfile({
  id: 'amazon-all-orders',
  system: 'Amazon',
  name: {en: 'Amazon, All Orders report', de: 'Amazon, Bericht „Alle Bestellungen“'},
  target: 'orders',
  recognises: having(['amazon-order-id', 'purchase-date', 'order-status'], ['shipment-id', 'buyer-email']),
  columns: columnsNamed({...lines, status: 'order-status', channel: 'sales-channel'}),
  shape: 'lines',
  shippingPerLine: true,
  linesWithoutVat: taxOnTop,
  withoutCustomers: true,
  lacks: [
    {
      en: 'It names no buyer at all: its orders count as anonymous revenue. For customers, take “Amazon Fulfilled Shipments” or “Order Report” (Reports > Fulfilment, or Orders > Order Reports), which have an address per buyer.',
      de: 'Die Datei nennt keinen Käufer: Die Bestellungen zählen als anonymer Umsatz. Für Kunden nehmen Sie „Von Amazon versandte Sendungen“ oder den „Bestellbericht“ (Berichte > Versand durch Amazon, oder Bestellungen > Bestellberichte), die eine Adresse je Käufer haben.',
    },
    {
      en: 'It does not say what was refunded.',
      de: 'Die Datei sagt nicht, was erstattet wurde.',
    },
  ],
});

/** Order reports (new, unshipped) and fulfilled shipments. */
export const amazonOrderReport = defineProfile({
  id: 'amazon-order-report',
  system: 'Amazon',
  name: {
    en: 'Amazon, order report or fulfilled shipments',
    de: 'Amazon, Bestellbericht oder versandte Sendungen',
  },
  target: 'orders',
  recognises: (headers) =>
    headers.has('purchase-date', 'buyer-email', 'sku') &&
    countIn(headers, [
      'order-item-id',
      'amazon-order-item-id',
      'quantity-purchased',
      'quantity-shipped',
      'payments-date',
    ]) >= 2,
  columns: columnsNamed({...lines, customer_id: 'buyer-email', name: 'buyer-name', channel: 'sales-channel'}),
  shape: 'lines',
  shippingPerLine: true,
  linesWithoutVat: taxOnTop,
  lacks: [
    {
      en: 'Buyers are told apart by Amazon’s anonymous address, which must not be used for mailings and is kept as a customer number only.',
      de: 'Käufer werden an der anonymen Adresse von Amazon unterschieden; sie darf nicht für Mailings benutzt werden und wird nur als Kundennummer geführt.',
    },
    {
      en: 'It has neither refunds nor cancellations.',
      de: 'Die Datei hat weder Erstattungen noch Stornos.',
    },
  ],
});

const instead = {
  en: 'In Seller Central, choose Reports > Fulfilment > “All Orders” or, for customers, “Amazon Fulfilled Shipments”.',
  de: 'Wählen Sie in Seller Central Berichte > Versand durch Amazon > „Alle Bestellungen“ oder, für Kunden, „Von Amazon versandte Sendungen“.',
};

export const amazonPayments: Refusal = {
  id: 'amazon-payments',
  system: 'Amazon',
  name: {en: 'Amazon’s report of payments', de: 'der Zahlungsbericht von Amazon'},
  instead,
  recognises: (headers) =>
    headers.has('date/time', 'settlement id', 'type') ||
    headers.has('Datum/Uhrzeit', 'Abrechnungsnummer', 'Typ') ||
    headers.has('settlement-id', 'settlement-start-date'),
};
