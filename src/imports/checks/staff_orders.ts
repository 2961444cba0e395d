import {count, money, text} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './staff_orders.sql?raw';

/** Words that a coupon for staff begins with or holds on their own. RE2 reads it. */
const COUPONS =
  '(?:^|[^a-z])(?:team|staff|mitarbeiter|personal|personalrabatt|personalkauf|employee)(?:[^a-z]|$)';
/** One order under such a code may be anybody's. */
const LEAST_ORDERS = 10;

export const staffOrders: Check = {
  title: {en: 'Orders of staff', de: 'Bestellungen von Mitarbeitern'},
  sql,
  parameters: () => ({coupons: COUPONS}),
  examples: {
    coupon: text('Coupon', 'Gutschein'),
    customers: count('Customers', 'Kunden'),
    orders: count('Orders', 'Bestellungen'),
    revenue: money('Net revenue', 'Nettoumsatz'),
  },
  judge(facts) {
    const orders = facts.number('all_orders');
    if (orders < LEAST_ORDERS) return null;
    const customers = facts.number('all_customers');
    const revenue = facts.number('all_revenue');
    return {
      severity: 'look',
      count: orders,
      effect: {orders, customers, revenue},
      sentence: {
        en: (format) =>
          `${counted(format, orders, 'order', 'orders')} of ${counted(format, customers, 'customer', 'customers')} came with a coupon that seems to be for staff: ${format.money(revenue)} of net revenue.`,
        de: (format) =>
          `${counted(format, orders, 'Bestellung', 'Bestellungen')} von ${counted(format, customers, 'Kunden', 'Kunden')} kamen mit einem Gutschein, der wohl für Mitarbeiter ist: ${format.money(revenue)} Nettoumsatz.`,
      },
      why: {
        en: 'Staff come back because they work there. Among few customers they make loyalty look better than it is.',
        de: 'Mitarbeiter kommen wieder, weil sie dort arbeiten. Unter wenigen Kunden lassen sie die Treue besser aussehen, als sie ist.',
      },
      advice: {
        en: 'If it is so, export without this coupon, or live with it where they are few.',
        de: 'Wenn es so ist, exportieren Sie ohne diesen Gutschein, oder lassen Sie es dabei, wo es wenige sind.',
      },
    };
  },
};
