import {defineProfile} from '../define';
import {columnsNamed, countIn, having, named} from '../headers';

/** WooCommerce's own Analytics download: a formatted total, all products in one cell, a display name (FORMATS §1.2). */
export const wooAnalyticsOrders = defineProfile({
  id: 'woocommerce-analytics-orders',
  system: 'WooCommerce',
  name: {en: 'WooCommerce Analytics, orders', de: 'WooCommerce Analytics, Bestellungen'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('N. Revenue (formatted)') ||
    headers.has('Order #', 'N. Revenue', 'Product(s)') ||
    headers.has('Order #', 'Customer type', 'Product(s)', 'Coupon(s)'),
  columns: columnsNamed({
    order_id: 'Order #',
    ordered_at: 'Date',
    name: 'Customer',
    net: ['Net Sales', 'N. Revenue', 'N. Revenue (formatted)'],
    status: 'Status',
    coupon: 'Coupon(s)',
    basket: 'Product(s)',
    channel: 'Attribution',
  }),
  shape: 'cell',
  withoutCustomers: true,
  lacks: [
    {
      en: 'It names customers only by display name, on which nothing is joined: its orders count as anonymous revenue. For customers, export with a plugin such as “Advanced Order Export For WooCommerce” with “Email (Billing)”.',
      de: 'Die Datei nennt Kunden nur mit Anzeigenamen, und danach wird nichts zusammengeführt: Die Bestellungen zählen als anonymer Umsatz. Für Kunden exportieren Sie mit einem Plugin wie „Advanced Order Export For WooCommerce“ mit „Email (Billing)“.',
    },
    {en: 'It has no VAT and no currency.', de: 'Die Datei hat keine MwSt. und keine Währung.'},
  ],
});

export const wooAnalyticsCustomers = defineProfile({
  id: 'woocommerce-analytics-customers',
  system: 'WooCommerce',
  name: {en: 'WooCommerce Analytics, customers', de: 'WooCommerce Analytics, Kunden'},
  target: 'customers',
  recognises: having(['Username', 'Last Active', 'Sign Up', 'Email']),
  columns: columnsNamed({
    email: 'Email',
    name: 'Name',
    country: 'Country / Region',
    first_seen_on: 'Sign Up',
  }),
  lacks: [
    {
      en: 'It does not say who agreed to the newsletter.',
      de: 'Die Datei sagt nicht, wer dem Newsletter zugestimmt hat.',
    },
  ],
});

const billing = [
  'First Name (Billing)',
  'Last Name (Billing)',
  'Full Name (Billing)',
  'Company (Billing)',
  'Address 1&2 (Billing)',
  'City (Billing)',
  'State Code (Billing)',
  'Postcode (Billing)',
  'Country Code (Billing)',
  'Email (Billing)',
  'Phone (Billing)',
];

/** The columns are chosen by the user; order columns may stand on every row or on the first (FORMATS §1.2). */
export const wooAdvancedOrders = defineProfile({
  id: 'woocommerce-advanced-order-export',
  system: 'WooCommerce',
  name: {en: 'Advanced Order Export For WooCommerce', de: 'Advanced Order Export For WooCommerce'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Order Number') && (headers.has('Quantity (- Refund)') || countIn(headers, billing) >= 2),
  columns: columnsNamed({
    order_id: 'Order Number',
    ordered_at: 'Order Date',
    email: 'Email (Billing)',
    name: ['Full Name (Billing)', 'Last Name (Billing)'],
    country: ['Country Code (Billing)', 'Country Code (Shipping)'],
    total: 'Order Total Amount',
    adjusted_total: 'Order Total Amount (- Refund)',
    vat: 'Order Total Tax Amount',
    // WooCommerce keeps shipping without its tax.
    shipping_net: 'Order Shipping Amount',
    refunded: 'Order Refund Amount',
    status: 'Order Status',
    coupon: ['Coupon Code', 'Coupons Used'],
    currency: 'Currency',
    quantity: ['Quantity (- Refund)', 'Quantity'],
    unit_price: 'Item Cost (inc. tax)',
    unit_net: 'Item Cost',
    line_net: 'Order Line Total',
    line_vat: 'Order Line Tax',
    sku: ['SKU', 'Product Id'],
    product: 'Item Name',
    category: 'Category',
    cost: 'Cost of goods',
  }),
  shape: 'every-row',
});

const ofWebToffee = ['wt_import_key', 'line_item_1'];

/**
 * WebToffee's Order Export & Order Import writes one row per order, and each product in a cell of its own:
 * `name:Tee|product_id:12|sku:T-1|quantity:2|total:60.00|…`, its total without VAT (FORMATS §1.2, the plugin's source).
 */
export const wooWebToffee = defineProfile({
  id: 'woocommerce-order-export-import',
  system: 'WooCommerce',
  name: {
    en: 'Order Export & Order Import for WooCommerce',
    de: 'Order Export & Order Import for WooCommerce',
  },
  target: 'orders',
  recognises: (headers) =>
    headers.has('order_id', 'billing_email', 'order_total') && countIn(headers, ofWebToffee) > 0,
  columns: columnsNamed({
    order_id: ['order_number', 'order_id'],
    ordered_at: 'order_date',
    customer_id: ['customer_user', 'customer_id'],
    email: 'billing_email',
    name: 'billing_last_name',
    country: ['shipping_country', 'billing_country'],
    total: 'order_total',
    shipping_net: 'shipping_total',
    vat: 'tax_total',
    status: 'status',
    currency: 'order_currency',
    basket: 'line_item_1',
  }),
  shape: 'cell',
  lacks: [
    {
      en: 'Orders paid back in full are known by their status; what was paid back in part stands in refund_items as a text and is not taken off.',
      de: 'Ganz erstattete Bestellungen sind am Status zu erkennen; was teilweise erstattet wurde, steht als Text in refund_items und wird nicht abgezogen.',
    },
  ],
});

/**
 * SkyVerge's Customer/Order/Coupon Export and its kin write one row per order in snake case, and each product in a cell of
 * its own: `product_id:4959|1|30|size: Medium` (FORMATS §1.2).
 */
export const wooSkyVerge = defineProfile({
  id: 'woocommerce-order-csv',
  system: 'WooCommerce',
  name: {en: 'WooCommerce Order CSV Export', de: 'WooCommerce Order CSV Export'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('order_id', 'billing_email', 'order_total') &&
    countIn(headers, ofWebToffee) === 0 &&
    countIn(headers, [
      'order_number',
      'order_number_formatted',
      'customer_user',
      'billing_first_name',
      'order_item_1',
      'line_items',
    ]) >= 2,
  columns: (headers) => ({
    ...named(headers, {country: 'billing_country', ordered_at: 'order_date'}),
    ...named(headers, {
      order_id: ['order_number_formatted', 'order_number', 'order_id'],
      ordered_at: 'date',
      customer_id: ['customer_user', 'customer_id'],
      email: 'billing_email',
      name: 'billing_last_name',
      country: 'shipping_country',
      total: 'order_total',
      shipping_net: ['shipping_total', 'order_shipping'],
      vat: ['tax_total', 'order_tax'],
      refunded: ['refunded_total', 'order_refund'],
      status: ['status', 'order_status'],
      currency: ['order_currency', 'currency'],
      coupon: ['coupons', 'coupon_items'],
      basket: 'order_item_1',
    }),
  }),
  shape: 'cell',
  lacks: [
    {
      en: 'Its products are read with their number and quantity; whether the price beside them is for one or for all does not stand in the file.',
      de: 'Die Produkte werden mit Nummer und Menge gelesen; ob der Preis daneben für eines oder für alle gilt, steht nicht in der Datei.',
    },
  ],
});
