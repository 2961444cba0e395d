import type {Text} from '../../text/language';
import {defineProfile} from '../define';
import {columnsNamed, countIn, named} from '../headers';

/** What to add to an export whose customers are display names. */
function withoutKey(
  name: string,
  id: string,
  email: string,
  nameDe = name,
  idDe = id,
  emailDe = email,
): Text {
  return {
    en: `${name} is a display name, on which nothing is joined: add “${id}” or “${email}” to the export, else orders count as anonymous revenue.`,
    de: `${nameDe} ist ein Anzeigename, und danach wird nichts zusammengeführt: Nehmen Sie „${idDe}“ oder „${emailDe}“ in den Export auf, sonst zählen die Bestellungen als anonymer Umsatz.`,
  };
}

/** Import-compatible export; an order's fields stand on its first row, the rows below are blank but for their line. */
export const odooOrders = defineProfile({
  id: 'odoo-orders',
  system: 'Odoo',
  name: {en: 'Odoo, sales orders (import-compatible)', de: 'Odoo, Verkaufsaufträge (importkompatibel)'},
  target: 'orders',
  recognises: (headers) =>
    (headers.has('date_order') || headers.has('name')) &&
    countIn(headers, [
      'order_line/product_id',
      'order_line/name',
      'order_line/product_uom_qty',
      'order_line/price_unit',
    ]) >= 2,
  columns: (headers) => ({
    ...named(headers, {
      order_id: 'name',
      ordered_at: ['date_order', 'create_date'],
      // `partner_id` alone is a display name.
      customer_id: ['partner_id/id', 'partner_id/.id', 'partner_id/ref'],
      email: 'partner_id/email',
      name: ['partner_id', 'partner_id/name'],
      total: 'amount_total',
      net: 'amount_untaxed',
      vat: 'amount_tax',
      currency: ['currency_id', 'pricelist_id/currency_id'],
      country: ['partner_id/country_id', 'partner_shipping_id/country_id'],
      status: 'state',
      product: ['order_line/product_id', 'order_line/name'],
      sku: 'order_line/product_id/default_code',
      quantity: 'order_line/product_uom_qty',
      line_net: 'order_line/price_subtotal',
      unit_net: 'order_line/price_unit',
      line_discount_percent: 'order_line/discount',
    }),
  }),
  shape: 'first-row',
  numbersOnce: true,
  states: [['unpaid', /^(?:draft|sent)$/]],
  withoutCustomers: true,
  lacks: [withoutKey('partner_id', 'partner_id/id', 'partner_id/email')],
});

/** Without import compatibility the headers are the labels of the language; products stand under those of the lines. */
const line = (...names: readonly string[]) =>
  ['Order Lines', 'Auftragszeilen', 'Auftragspositionen'].flatMap((lines) =>
    names.map((name) => `${lines}/${name}`),
  );

const products = line('Product/Name', 'Product', 'Description', 'Produkt/Name', 'Produkt', 'Beschreibung');
const articles = line('Product/Internal Reference', 'Produkt/Interne Referenz');
const quantities = line('Quantity', 'Menge');
const prices = line('Unit Price', 'Stückpreis', 'Einzelpreis');
const sums = line('Subtotal', 'Zwischensumme');

/** The same export with labels, as Odoo offers it first; English and German (FORMATS §1.21). */
export const odooOrdersLabelled = defineProfile({
  id: 'odoo-orders-labelled',
  system: 'Odoo',
  name: {en: 'Odoo, sales orders', de: 'Odoo, Verkaufsaufträge'},
  target: 'orders',
  recognises: (headers) =>
    countIn(headers, ['Order Reference', 'Auftragsreferenz', 'Order Date', 'Bestelldatum', 'Auftragsdatum']) >
      0 &&
    countIn(headers, [...products, ...articles, ...quantities, ...prices, ...sums]) >= 2 &&
    // What the shop itself has ordered.
    countIn(headers, ['Vendor', 'Lieferant', 'Vendor Reference', 'Lieferantenreferenz']) === 0,
  columns: columnsNamed({
    order_id: ['Order Reference', 'Auftragsreferenz'],
    ordered_at: ['Order Date', 'Bestelldatum', 'Auftragsdatum', 'Creation Date', 'Erstelldatum'],
    customer_id: ['Customer/ID', 'Customer/External ID', 'Kunde/ID', 'Kunde/Externe ID'],
    email: ['Customer/Email', 'Kunde/E-Mail'],
    name: ['Customer', 'Kunde', 'Customer/Name', 'Kunde/Name'],
    total: ['Total', 'Gesamt'],
    net: ['Untaxed Amount', 'Nettobetrag'],
    vat: ['Taxes', 'Steuern'],
    currency: ['Currency', 'Währung'],
    country: ['Customer/Country', 'Kunde/Land'],
    status: 'Status',
    product: products,
    sku: articles,
    quantity: quantities,
    line_net: sums,
    unit_net: prices,
    line_discount_percent: line('Discount (%)', 'Discount', 'Rabatt (%)', 'Rabatt'),
  }),
  shape: 'first-row',
  numbersOnce: true,
  states: [['unpaid', /^(?:quotation|angebot)/]],
  withoutCustomers: true,
  lacks: [withoutKey('Customer', 'Customer/ID', 'Customer/Email', 'Kunde', 'Kunde/ID', 'Kunde/E-Mail')],
});
