import {defineProfile} from '../define';
import {columnsNamed, countIn, having, named} from '../headers';

// `-1` is a basket whose owner left at the checkout; the others are orders, paid or not.
const orderStates = [
  ['cancelled', /^(?:-1|4)$/],
  ['counts', /^(?:offen|open|0)$/],
] as const;

/** Import/Export plugin, `default_orders`: order fields repeated on each position (FORMATS §1.3). */
export const shopware5Orders = defineProfile({
  id: 'shopware5-orders',
  system: 'Shopware 5',
  name: {en: 'Shopware 5, orders with positions', de: 'Shopware 5, Bestellungen mit Positionen'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('orderId', 'customerId') &&
    !headers.has('billingSalutation') &&
    countIn(headers, [
      'orderStatusID',
      'invoiceAmount',
      'orderTime',
      'orderDetailId',
      'articleNumber',
      'cleared',
    ]) >= 3,
  columns: columnsNamed({
    // Every abandoned basket has the number 0.
    order_id: 'orderId',
    customer_id: 'customerId',
    ordered_at: 'orderTime',
    total: 'invoiceAmount',
    net: 'invoiceAmountNet',
    shipping: 'invoiceShipping',
    shipping_net: 'invoiceShippingNet',
    status: 'orderStatusID',
    currency: 'currency',
    sku: 'articleNumber',
    product: 'articleName',
    quantity: 'quantity',
    unit_price: 'price',
    without_vat: 'net',
    kind: 'mode',
  }),
  shape: 'every-row',
  states: orderStates,
  // Vouchers, discounts, surcharges; 1 is a free gift, 10 a bundle.
  kinds: [['discount', /^[234]$/]],
  decimals: '.',
  lacks: [
    {
      en: 'Its customerId is internal and not the customer number: with a customer list as well, export the profile of main data instead, which has e-mail and customer number.',
      de: 'Die customerId ist intern und nicht die Kundennummer: Soll eine Kundenliste dazu, exportieren Sie stattdessen das Profil der Hauptdaten, das E-Mail und Kundennummer hat.',
    },
    {
      en: 'It does not say what was refunded, and names no country.',
      de: 'Die Datei sagt nicht, was erstattet wurde, und nennt kein Land.',
    },
  ],
});

/** Import/Export plugin, profile of main data: one row per order, texts in German (FORMATS §1.3). */
export const shopware5MainOrders = defineProfile({
  id: 'shopware5-main-orders',
  system: 'Shopware 5',
  name: {en: 'Shopware 5, main data of orders', de: 'Shopware 5, Hauptdaten der Bestellungen'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('orderNumber', 'invoiceAmount') &&
    countIn(headers, [
      'orderTime',
      'customerNumber',
      'billingSalutation',
      'paymentStatus',
      'orderStatus',
      'taxRateSums_19',
    ]) >= 3,
  columns: (headers) => ({
    ...named(headers, {order_id: 'orderNumber', country: 'billingCountry'}),
    ...named(headers, {
      order_id: 'orderId',
      customer_id: 'customerNumber',
      email: 'email',
      name: 'billingLastName',
      ordered_at: 'orderTime',
      total: 'invoiceAmount',
      net: 'invoiceAmountNet',
      shipping: 'invoiceShipping',
      shipping_net: 'invoiceShippingNet',
      status: 'orderStatus',
      currency: 'currency',
      country: 'shippingCountry',
    }),
  }),
  shape: 'order',
  states: orderStates,
  decimals: '.',
  lacks: [
    {
      en: 'It has no products and does not say what was refunded.',
      de: 'Die Datei hat keine Produkte und sagt nicht, was erstattet wurde.',
    },
  ],
});

export const shopware5Customers = defineProfile({
  id: 'shopware5-customers',
  system: 'Shopware 5',
  name: {en: 'Shopware 5, customers', de: 'Shopware 5, Kunden'},
  target: 'customers',
  recognises: (headers) =>
    headers.has('customernumber', 'email') &&
    !headers.has('sales_channel') &&
    !headers.has('orderNumber') &&
    countIn(headers, [
      'encoder',
      'billing_firstname',
      'billing_countryID',
      'customergroup',
      'subshopID',
      'accountmode',
      'userID',
    ]) >= 2,
  columns: columnsNamed({
    customer_id: 'customernumber',
    email: 'email',
    name: ['billing_lastname', 'lastname'],
    consent: 'newsletter',
  }),
  lacks: [
    {
      en: 'Its countries are numbers of the shop and are not read; it does not say since when somebody is a customer.',
      de: 'Die Länder sind Nummern des Shops und werden nicht gelesen; sie sagt nicht, seit wann jemand Kunde ist.',
    },
  ],
});

export const shopware5Newsletter = defineProfile({
  id: 'shopware5-newsletter',
  system: 'Shopware 5',
  name: {en: 'Shopware 5, newsletter recipients', de: 'Shopware 5, Newsletter-Empfänger'},
  target: 'customers',
  recognises: having(['email', 'group', 'lastmailing', 'lastread']),
  columns: columnsNamed({email: 'email', name: 'lastname'}),
  constants: () => ({consent: true, acquired_by: 'Newsletter'}),
  lacks: [
    {
      en: 'It does not say since when somebody is subscribed.',
      de: 'Die Datei sagt nicht, seit wann jemand angemeldet ist.',
    },
  ],
});

/** "Standardprofil Bestellungen": identifiers instead of states, countries and products (FORMATS §1.4). */
export const shopware6Orders = defineProfile({
  id: 'shopware6-orders',
  system: 'Shopware 6',
  name: {en: 'Shopware 6, orders', de: 'Shopware 6, Bestellungen'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('order_number', 'amount_total') &&
    countIn(headers, [
      'sales_channel_id',
      'order_date_time',
      'line_items',
      'order_state_id',
      'customer_email',
      'billing_address_country_id',
    ]) >= 2,
  columns: (headers) => ({
    // Profiles of one's own may add what the standard lacks.
    ...named(headers, {
      net: 'amount_net',
      shipping: ['shipping_total', 'shipping_costs_total_price'],
      status: ['order_state', 'state', 'status', 'state_machine_state'],
      currency: ['currency', 'currency_iso_code', 'currency_iso'],
      country: ['billing_address_country', 'billing_address_country_iso'],
      customer_id: ['customer_number', 'order_customer_customer_number'],
    }),
    ...named(headers, {
      order_id: 'order_number',
      ordered_at: ['order_date_time', 'order_date'],
      email: 'customer_email',
      name: 'customer_lastname',
      total: 'amount_total',
      basket: 'line_items',
    }),
  }),
  shape: 'cell',
  decimals: '.',
  lacks: [
    {
      en: 'The standard profile has no VAT, no shipping and no currency: state the VAT rate under Rules, or add amountNet and shippingTotal to a profile of your own.',
      de: 'Das Standardprofil hat keine MwSt., keine Versandkosten und keine Währung: Geben Sie unter „Regeln“ den MwSt.-Satz an, oder nehmen Sie amountNet und shippingTotal in ein eigenes Profil auf.',
    },
    {
      en: 'States are identifiers, so cancelled orders cannot be told from others: add stateMachineState.technicalName as “order_state”.',
      de: 'Status stehen nur als Kennungen da, stornierte Bestellungen sind also nicht erkennbar: Nehmen Sie stateMachineState.technicalName als „order_state“ auf.',
    },
  ],
});

export const shopware6Customers = defineProfile({
  id: 'shopware6-customers',
  system: 'Shopware 6',
  name: {en: 'Shopware 6, customers', de: 'Shopware 6, Kunden'},
  target: 'customers',
  recognises: having(['customer_number', 'email', 'guest', 'customer_group']),
  columns: columnsNamed({
    customer_id: 'customer_number',
    email: 'email',
    name: 'last_name',
    country: 'billing_country',
    birthday: 'birthday',
    first_seen_on: ['first_login', 'created_at'],
  }),
  lacks: [
    {
      en: 'It does not say who agreed to the newsletter: add the newsletter recipients.',
      de: 'Die Datei sagt nicht, wer dem Newsletter zugestimmt hat: Nehmen Sie die Newsletter-Empfänger dazu.',
    },
  ],
});

export const shopware6Newsletter = defineProfile({
  id: 'shopware6-newsletter',
  system: 'Shopware 6',
  name: {en: 'Shopware 6, newsletter recipients', de: 'Shopware 6, Newsletter-Empfänger'},
  target: 'customers',
  recognises: having(['email', 'status', 'hash', 'confirmed_at']),
  columns: columnsNamed({
    email: 'email',
    name: 'last_name',
    first_seen_on: 'confirmed_at',
    consent: 'status',
  }),
  constants: () => ({acquired_by: 'Newsletter'}),
});
