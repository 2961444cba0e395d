import {defineProfile} from '../define';
import {columnsNamed, having} from '../headers';

export const bigCommerceOrders = defineProfile({
  id: 'bigcommerce-orders',
  system: 'BigCommerce',
  name: {en: 'BigCommerce orders export', de: 'BigCommerce-Bestellexport'},
  target: 'orders',
  recognises: having(['Order ID', 'Order Total (inc tax)']),
  columns: columnsNamed({
    order_id: 'Order ID',
    ordered_at: 'Order Date',
    customer_id: 'Customer ID',
    email: ['Customer Email', 'Billing Email'],
    name: 'Customer Name',
    total: 'Order Total (inc tax)',
    net: 'Order Total (ex tax)',
    shipping: 'Shipping Cost (inc tax)',
    shipping_net: 'Shipping Cost (ex tax)',
    refunded: 'Refund Amount',
    status: 'Order Status',
    currency: 'Order Currency Code',
    country: ['Shipping Country', 'Billing Country'],
    channel: ['Channel Name', 'Order Source'],
    coupon: 'Coupon Details',
    basket: 'Product Details',
    // The template with a row for each product.
    product: 'Product Name',
    sku: 'Product SKU',
    quantity: 'Product Qty',
    line_total: 'Product Total Price',
  }),
  shape: 'cell',
  states: [['unpaid', /^(?:incomplete|manual verification required)$/]],
});
