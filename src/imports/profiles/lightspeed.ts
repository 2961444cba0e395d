import {defineProfile} from '../define';
import {columnsNamed, having} from '../headers';

/** `Sale` bears the sums, `Sale Line` the products, `Payment` neither; never add two of them (FORMATS §1.20). */
export const lightspeedSales = defineProfile({
  id: 'lightspeed-sales',
  system: 'Lightspeed',
  name: {
    en: 'Lightspeed Retail (X-Series), sales history',
    de: 'Lightspeed Retail (X-Serie), Verkaufshistorie',
  },
  target: 'orders',
  recognises: having(['Receipt Number', 'Line Type', 'Total', 'Register']),
  columns: (headers) => ({
    ...columnsNamed({
      order_id: 'Receipt Number',
      ordered_at: 'Date',
      customer_id: 'Customer Code',
      name: 'Customer Name',
      kind: 'Line Type',
      net: 'Subtotal',
      vat: 'Sales Tax',
      quantity: 'Quantity',
      sku: 'Sku',
      product: 'Details',
      status: 'Status',
      channel: 'Register',
    })(headers),
    ...columnsNamed({line_net: 'Subtotal', line_vat: 'Sales Tax'})(headers),
  }),
  shape: 'first-row',
  kinds: [
    ['order', /^sale$/],
    ['position', /^sale line$/],
    ['nothing', /./],
  ],
  lacks: [
    {
      en: 'Sales without a customer code count as anonymous revenue.',
      de: 'Verkäufe ohne Kundencode zählen als anonymer Umsatz.',
    },
  ],
});
