import {defineProfile} from '../define';
import {columnsNamed, having} from '../headers';

const states = [
  ['cancelled', /^(?:payment error|6|8)$/],
  ['refunded', /^7$/],
] as const;

/** Orders > Export: the grid, customers as `A. LASTNAME` (FORMATS §1.7). */
export const prestashopOrders = defineProfile({
  id: 'prestashop-orders',
  system: 'PrestaShop',
  name: {en: 'PrestaShop, list of orders', de: 'PrestaShop, Bestellliste'},
  target: 'orders',
  recognises: having(['ID', 'Reference', 'New client', 'Payment', 'Total', 'Date']),
  columns: columnsNamed({
    order_id: 'ID',
    ordered_at: 'Date',
    name: 'Customer',
    total: 'Total',
    status: 'Status',
    country: 'Delivery',
  }),
  shape: 'order',
  states,
  withoutCustomers: true,
  lacks: [
    {
      en: 'It names customers only as “A. LASTNAME”, on which nothing is joined: its orders count as anonymous revenue. For customers, export from Advanced Parameters > SQL Manager with id_order, id_customer, email, total_paid_tax_incl, total_paid_tax_excl, date_add.',
      de: 'Die Datei nennt Kunden nur als „A. NACHNAME“, und danach wird nichts zusammengeführt: Die Bestellungen zählen als anonymer Umsatz. Für Kunden exportieren Sie unter Erweiterte Einstellungen > SQL-Manager mit id_order, id_customer, email, total_paid_tax_incl, total_paid_tax_excl, date_add.',
    },
    {en: 'It has no VAT and no products.', de: 'Die Datei hat keine MwSt. und keine Produkte.'},
  ],
});

/** The SQL manager writes the names of the database. */
export const prestashopSql = defineProfile({
  id: 'prestashop-sql',
  system: 'PrestaShop',
  name: {en: 'PrestaShop, SQL manager', de: 'PrestaShop, SQL-Manager'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('id_order') && (headers.has('total_paid_tax_incl') || headers.has('total_paid')),
  columns: columnsNamed({
    order_id: 'id_order',
    ordered_at: ['date_add', 'invoice_date'],
    customer_id: 'id_customer',
    email: 'email',
    name: 'lastname',
    total: ['total_paid_tax_incl', 'total_paid'],
    net: 'total_paid_tax_excl',
    shipping: ['total_shipping_tax_incl', 'total_shipping'],
    shipping_net: 'total_shipping_tax_excl',
    status: ['state_name', 'order_state', 'current_state'],
    currency: ['currency', 'iso_code'],
    country: ['country', 'country_iso'],
    sku: 'product_reference',
    product: 'product_name',
    quantity: 'product_quantity',
    unit_price: 'unit_price_tax_incl',
    unit_net: 'unit_price_tax_excl',
  }),
  shape: 'every-row',
  states,
});

/** The layout that PrestaShop imports customers in. */
export const prestashopCustomers = defineProfile({
  id: 'prestashop-customers',
  system: 'PrestaShop',
  name: {en: 'PrestaShop, customers', de: 'PrestaShop, Kunden'},
  target: 'customers',
  recognises: having(['Email *', 'Newsletter (0/1)', 'Registration date (yyyy-mm-dd)']),
  columns: columnsNamed({
    customer_id: 'Customer ID',
    email: 'Email *',
    name: 'Last Name *',
    consent: 'Newsletter (0/1)',
    first_seen_on: 'Registration date (yyyy-mm-dd)',
    birthday: 'Birthday (yyyy-mm-dd)',
  }),
});
