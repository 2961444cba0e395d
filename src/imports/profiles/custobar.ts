import {defineProfile} from '../define';
import {columnsNamed, having} from '../headers';

/** Custobar's upload layouts (FORMATS §1.24). */
export const custobarSales = defineProfile({
  id: 'custobar-sales',
  system: 'Custobar',
  name: {en: 'Custobar sales', de: 'Custobar-Verkäufe'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('sale_external_id', 'sale_date') &&
    (headers.has('sale_customer_id') || headers.has('sale_email') || headers.has('sale_total')),
  columns: columnsNamed({
    order_id: 'sale_external_id',
    ordered_at: 'sale_date',
    customer_id: 'sale_customer_id',
    email: 'sale_email',
    total: 'sale_total',
    shipping: 'sale_shipping',
    status: 'sale_state',
    channel: 'sale_shop_id',
    sku: 'product_id',
    quantity: 'quantity',
    unit_price: 'unit_price',
    line_discount: 'discount',
    line_total: 'total',
  }),
  shape: 'every-row',
});

export const custobarCustomers = defineProfile({
  id: 'custobar-customers',
  system: 'Custobar',
  name: {en: 'Custobar customers', de: 'Custobar-Kunden'},
  target: 'customers',
  recognises: having(['external_id', 'email', 'date_joined']),
  columns: columnsNamed({
    customer_id: 'external_id',
    email: 'email',
    name: 'last_name',
    country: 'country',
    first_seen_on: 'date_joined',
    consent: 'can_email',
  }),
});
