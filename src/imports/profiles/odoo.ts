import {defineProfile} from '../define';
import {countIn, named} from '../headers';

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
  lacks: [
    {
      en: 'partner_id is a display name, on which nothing is joined: add “partner_id/id” or “partner_id/email” to the export, else orders count as anonymous revenue.',
      de: 'partner_id ist ein Anzeigename, und danach wird nichts zusammengeführt: Nehmen Sie „partner_id/id“ oder „partner_id/email“ in den Export auf, sonst zählen die Bestellungen als anonymer Umsatz.',
    },
  ],
});
