import {defineProfile, type Refusal} from '../define';
import {columnsNamed, having, named} from '../headers';

/** One row per line item, order fields on the first row of an order only (FORMATS §1.1). */
export const shopifyOrders = defineProfile({
  id: 'shopify-orders',
  system: 'Shopify',
  name: {en: 'Shopify orders export', de: 'Shopify-Bestellexport'},
  target: 'orders',
  // Squarespace has the same names but for these two differences.
  recognises: having(['Name', 'Created at', 'Lineitem name', 'Total'], ['Order ID', 'Channel Type']),
  columns: columnsNamed({
    order_id: 'Name',
    email: 'Email',
    name: 'Billing Name',
    ordered_at: 'Created at',
    total: 'Total',
    subtotal: 'Subtotal',
    vat: 'Taxes',
    shipping: 'Shipping',
    refunded: 'Refunded Amount',
    status: 'Financial Status',
    cancelled_at: 'Cancelled at',
    currency: 'Currency',
    country: 'Shipping Country',
    channel: 'Source',
    coupon: 'Discount Code',
    quantity: 'Lineitem quantity',
    product: 'Lineitem name',
    unit_price: 'Lineitem price',
    line_discount: 'Lineitem discount',
    sku: 'Lineitem sku',
    category: 'Vendor',
    test: 'Payment Method',
  }),
  shape: 'first-row',
  tests: /bogus/,
  lacks: [
    {
      en: 'It has no customer number: customers are told apart by e-mail; orders without one (till, drafts) are anonymous.',
      de: 'Die Datei hat keine Kundennummer: Kunden werden an der E-Mail unterschieden; Bestellungen ohne E-Mail (Kasse, Entwürfe) sind anonym.',
    },
  ],
});

export const shopifyCustomers = defineProfile({
  id: 'shopify-customers',
  system: 'Shopify',
  name: {en: 'Shopify customer export', de: 'Shopify-Kundenexport'},
  target: 'customers',
  recognises: having(['First Name', 'Email', 'Accepts Email Marketing'], ['Lineitem name']),
  columns: (headers) => ({
    ...named(headers, {country: 'Country Code'}),
    ...named(headers, {
      customer_id: 'Customer ID',
      email: 'Email',
      country: 'Default Address Country Code',
      consent: 'Accepts Email Marketing',
    }),
  }),
  lacks: [
    {
      en: 'It does not say since when somebody is a customer; that comes from the orders.',
      de: 'Die Datei sagt nicht, seit wann jemand Kunde ist; das ergibt sich aus den Bestellungen.',
    },
  ],
});

const instead = {
  en: 'In Shopify, open Orders, choose Export, “All orders” and “CSV for Excel, Numbers or other spreadsheet programs”.',
  de: 'Öffnen Sie in Shopify „Bestellungen“, wählen Sie „Exportieren“, „Alle Bestellungen“ und „CSV für Excel, Numbers oder andere Tabellenprogramme“.',
};

export const shopifyPayouts: Refusal = {
  id: 'shopify-payouts',
  system: 'Shopify',
  name: {en: 'Shopify’s list of payouts', de: 'die Liste der Auszahlungen von Shopify'},
  instead,
  recognises: (headers) =>
    headers.has('Payout Status', 'Payout ID') || headers.has('Payout Date', 'Fee', 'Net', 'Checkout'),
};

export const shopifyProducts: Refusal = {
  id: 'shopify-products',
  system: 'Shopify',
  name: {en: 'Shopify’s list of products', de: 'die Produktliste von Shopify'},
  instead,
  recognises: having(['Handle', 'Title', 'Vendor', 'Variant SKU']),
};
