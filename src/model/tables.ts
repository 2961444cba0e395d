import {count, day, days, flag, key, list, money, quantity, share, text, time, type Columns} from './columns';
import type {CanonicalTable, SharedTable} from './table_names';

export type {CanonicalTable, SharedTable};

/**
 * The one shape of the data: what every import ends in and every analysis starts from.
 * Amounts are in the currency of the dataset.
 */
export const canonicalTables = {
  /**
   * One row per person, whether she bought or not. A lead is `listed` and has no order that counts; who is not listed is known by
   * an order alone, which may have been set aside.
   */
  customers: {
    customer: key('Customer', 'Kunde'),
    customer_id: text('Customer number', 'Kundennummer'),
    email: text('E-mail', 'E-Mail'),
    name: text('Name', 'Name'),
    country: text('Country', 'Land'),
    first_seen_on: day('First seen on', 'Zuerst gesehen am'),
    source: text('Source', 'Quelle'),
    consent: flag('Newsletter consent', 'Newsletter-Einwilligung'),
    birthday: day('Birthday', 'Geburtstag'),
    listed: flag('In a list of contacts', 'In einer Kontaktliste'),
  },
  /** One row per checkout that counts. A refund booked as a document of its own is a row with `kind` refund. */
  orders: {
    order_key: key('Order', 'Bestellung'),
    order_id: text('Order number', 'Bestellnummer'),
    customer: key('Customer (empty: anonymous)', 'Kunde (leer: anonym)'),
    ordered_at: time('Ordered at, local time', 'Bestellt um, Ortszeit'),
    ordered_on: day('Ordered on', 'Bestellt am'),
    kind: text('sale or refund', 'sale oder refund'),
    net: money('Goods without VAT', 'Warenwert ohne MwSt.'),
    vat: money('VAT on the goods', 'MwSt. auf die Waren'),
    shipping: money('Shipping as charged', 'Versand wie berechnet'),
    refunded_share: share('Share paid back', 'Anteil erstattet'),
    status: text('Status as exported', 'Status laut Export'),
    country: text('Country', 'Land'),
    channel: text('Channel', 'Kanal'),
    coupon: text('Coupon', 'Gutschein'),
  },
  /** One row per customer and fact about her that the files name: her group, why she left, whether she is blocked. */
  attributes: {
    customer: key('Customer', 'Kunde'),
    name: text('Attribute', 'Merkmal'),
    value: text('Value', 'Wert'),
  },
  /** One row per position of an order in `orders`. */
  order_lines: {
    order_key: key('Order', 'Bestellung'),
    sku: text('Article number', 'Artikelnummer'),
    product: text('Product', 'Produkt'),
    category: text('Category', 'Kategorie'),
    quantity: quantity('Quantity', 'Menge'),
    net: money('Goods without VAT', 'Warenwert ohne MwSt.'),
    cost: money('Cost of goods', 'Wareneinsatz'),
  },
  /** One row per message, click or visit of a person. */
  events: {
    customer: key('Customer', 'Kunde'),
    channel: text('Channel', 'Kanal'),
    kind: text('Event', 'Ereignis'),
    occurred_on: day('Day', 'Tag'),
  },
  /** One row per month and marketing channel. */
  spend: {
    month: day('Month', 'Monat'),
    channel: text('Channel', 'Kanal'),
    amount: money('Spend', 'Ausgaben'),
  },
} as const satisfies Readonly<Record<CanonicalTable, Columns>>;

/** Tables made once per scope (dataset × filter × as-of date) by `model/views`, read by every analysis. */
export const sharedTables = {
  /** One row: what the other shared tables were made for. */
  scope: {
    as_of: day('As-of date', 'Stichtag'),
    from_on: day('First day of the period', 'Erster Tag des Zeitraums'),
    with_vat: flag('Revenue with VAT', 'Umsatz mit MwSt.'),
    with_shipping: flag('Revenue with shipping', 'Umsatz mit Versand'),
    less_refunds: flag('Refunds deducted', 'Erstattungen abgezogen'),
    by_order: flag('Each order is a purchase occasion', 'Jede Bestellung ist ein Kauf'),
    countries: list('Countries (empty: all)', 'Länder (leer: alle)'),
    channels: list('Channels (empty: all)', 'Kanäle (leer: alle)'),
    products: list('Orders with a product (empty: all)', 'Bestellungen mit Produkt (leer: alle)'),
    categories: list('Orders with a category (empty: all)', 'Bestellungen mit Kategorie (leer: alle)'),
    some_customers: flag('Some customers only', 'Nur ein Teil der Kunden'),
  },
  /** One row per customer that the filter chooses; without such a filter there is no such table. */
  chosen_customers: {
    customer: key('Customer', 'Kunde'),
  },
  /** One row per customer and day with a booking; `nth` numbers the purchase occasions and is empty elsewhere; `next_on` is empty where none followed. */
  ledger: {
    customer: key('Customer', 'Kunde'),
    booked_on: day('Day', 'Tag'),
    orders: count('Orders', 'Bestellungen'),
    revenue: money('Revenue', 'Umsatz'),
    nth: count('Number of the purchase', 'Wievielter Kauf'),
    next_on: day('Day of the next purchase', 'Tag des nächsten Kaufs'),
  },
  /** One row per purchase occasion. */
  purchases: {
    customer: key('Customer', 'Kunde'),
    purchased_on: day('Day', 'Tag'),
    nth: count('Number of the purchase', 'Wievielter Kauf'),
    next_on: day('Day of the next purchase', 'Tag des nächsten Kaufs'),
    orders: count('Orders', 'Bestellungen'),
    revenue: money('Revenue', 'Umsatz'),
  },
  /** One row per customer with at least one purchase up to the as-of date; `window_…` counts the period only. */
  customer_history: {
    customer: key('Customer', 'Kunde'),
    first_on: day('First purchase', 'Erster Kauf'),
    last_on: day('Last purchase', 'Letzter Kauf'),
    recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
    purchases: count('Purchases', 'Käufe'),
    orders: count('Orders', 'Bestellungen'),
    revenue: money('Revenue', 'Umsatz'),
    first_revenue: money('Revenue of the first purchase', 'Umsatz des ersten Kaufs'),
    window_purchases: count('Purchases in the period', 'Käufe im Zeitraum'),
    window_revenue: money('Revenue in the period', 'Umsatz im Zeitraum'),
  },
  /** One row per day with a booking, anonymous orders included. */
  calendar: {
    day: day('Day', 'Tag'),
    orders: count('Orders', 'Bestellungen'),
    revenue: money('Revenue', 'Umsatz'),
    anonymous_orders: count('Orders without a customer', 'Bestellungen ohne Kunden'),
    anonymous_revenue: money('Revenue without a customer', 'Umsatz ohne Kunden'),
  },
} as const satisfies Readonly<Record<SharedTable, Columns>>;
