import {defineProfile} from '../define';
import {columnsNamed, countIn} from '../headers';

const lacks = [
  {
    en: 'Customers are told apart by eBay user name; e-mails of eBay are for the one order and are not read.',
    de: 'Kunden werden am eBay-Nutzernamen unterschieden; E-Mails von eBay gelten nur für die eine Bestellung und werden nicht gelesen.',
  },
];

/** Seller Hub; an order of several items is a row with its sums and a row for each (FORMATS §1.13). */
export const ebayOrders = defineProfile({
  id: 'ebay-orders',
  system: 'eBay',
  name: {en: 'eBay, orders report', de: 'eBay, Bestellbericht (englisch)'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Sales Record Number', 'Order Number') &&
    countIn(headers, ['Buyer Username', 'Item Title', 'Total Price', 'Sold For', 'Custom Label']) >= 3,
  columns: columnsNamed({
    order_id: 'Order Number',
    ordered_at: 'Sale Date',
    customer_id: 'Buyer Username',
    name: 'Buyer Name',
    total: 'Total Price',
    vat: 'Seller Collected Tax',
    marketplace_tax: 'eBay Collected Tax',
    marketplace_tax_in_total: 'eBay Collected Tax Included in Total',
    shipping: ['Shipping And Handling', 'Postage and packaging'],
    quantity: 'Quantity',
    unit_price: 'Sold For',
    product: 'Item Title',
    sku: ['Custom Label', 'Item Number'],
    country: ['Ship To Country', 'Post to country', 'Buyer Country'],
  }),
  constants: () => ({channel: 'eBay'}),
  shape: 'first-row',
  lacks: [
    ...lacks,
    {
      en: 'Tax that eBay collects and pays itself is no revenue and is taken off the total.',
      de: 'Steuer, die eBay selbst einzieht und abführt, ist kein Umsatz und geht von der Summe ab.',
    },
    {
      en: 'It has neither refunds nor cancellations: those stand in the transaction report.',
      de: 'Die Datei hat weder Erstattungen noch Stornos: Die stehen im Transaktionsbericht.',
    },
  ],
});

export const ebayOrdersGerman = defineProfile({
  id: 'ebay-orders-german',
  system: 'eBay',
  name: {en: 'eBay, orders report (German)', de: 'eBay, Bestellbericht'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Verkaufsprotokollnummer') &&
    countIn(headers, [
      'Nutzername des Käufers',
      'Mitgliedsname',
      'Angebotstitel',
      'Artikelbezeichnung',
      'Verkauft für',
      'Verkaufspreis',
      'Gesamtbetrag',
      'Gesamtpreis',
    ]) >= 2,
  columns: columnsNamed({
    order_id: ['Bestellnummer', 'Verkaufsprotokollnummer'],
    ordered_at: ['Verkauft am', 'Verkaufsdatum', 'Kaufabwicklungsdatum'],
    customer_id: ['Nutzername des Käufers', 'Mitgliedsname'],
    name: ['Name des Käufers', 'Vollständiger Name des Käufers'],
    total: ['Gesamtbetrag', 'Gesamtpreis'],
    vat: ['Inklusive MwSt.-Satz', 'Inklusive Mehrwertsteuersatz'],
    shipping: 'Verpackung und Versand',
    quantity: ['Anzahl', 'Stückzahl'],
    unit_price: ['Verkauft für', 'Verkaufspreis'],
    product: ['Angebotstitel', 'Artikelbezeichnung'],
    sku: ['Bestandseinheit', 'Artikelnummer'],
    country: ['Versandziel - Land', 'Versand nach Land', 'Käuferland', 'Land des Käufers'],
  }),
  constants: () => ({channel: 'eBay'}),
  shape: 'first-row',
  decimals: ',',
  dates: 'day-first',
  lacks: [
    ...lacks,
    {
      en: 'It has neither refunds nor cancellations: those stand in the transaction report.',
      de: 'Die Datei hat weder Erstattungen noch Stornos: Die stehen im Transaktionsbericht.',
    },
  ],
});

/** Refunds stand as rows of their own beside fees and payouts. */
export const ebayTransactions = defineProfile({
  id: 'ebay-transactions',
  system: 'eBay',
  name: {en: 'eBay, transaction report', de: 'eBay, Transaktionsbericht'},
  target: 'orders',
  recognises: (headers) =>
    (headers.has('Datum der Transaktionserstellung', 'Typ', 'Bestellnummer') ||
      headers.has('Transaction creation date', 'Type', 'Order number')) &&
    countIn(headers, ['Zwischensumme Artikel', 'Betrag abzügl. Kosten', 'Item subtotal', 'Net amount']) >= 1,
  columns: columnsNamed({
    order_id: ['Bestellnummer', 'Order number'],
    ordered_at: ['Datum der Transaktionserstellung', 'Transaction creation date'],
    customer_id: ['Nutzername des Käufers', 'Buyer username'],
    name: ['Name des Käufers', 'Buyer name'],
    kind: ['Typ', 'Type'],
    line_total: ['Zwischensumme Artikel', 'Item subtotal'],
    shipping: ['Verpackung und Versand', 'Shipping and handling'],
    quantity: ['Stückzahl', 'Quantity'],
    product: ['Angebotstitel', 'Item title'],
    sku: ['Bestandseinheit', 'Custom label', 'Artikelnr.', 'Item ID'],
    country: ['Versandziel - Land', 'Ship to country'],
    currency: ['Währung der Auszahlung', 'Payout currency'],
  }),
  constants: () => ({channel: 'eBay'}),
  shape: 'lines',
  shippingPerLine: true,
  kinds: [
    ['sale', /^(?:bestellung|order)$/],
    ['refund', /rückerstattung|erstattung|refund|zahlungsbeanstandung|dispute|claim/],
    ['nothing', /./],
  ],
  decimals: ',',
  dates: 'day-first',
  lacks,
});
