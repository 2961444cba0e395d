import {count, key, money, share} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './big_customers.sql?raw';

/** One in twenty orders: no person buys so much in a shop for persons. */
const SHARE = 0.05;
/** In a shop of a few orders one regular has many of them. */
const LEAST_ORDERS = 20;

export const bigCustomers: Check = {
  title: {en: 'One customer with very many orders', de: 'Ein Kunde mit sehr vielen Bestellungen'},
  sql,
  parameters: () => ({share: SHARE, least_orders: LEAST_ORDERS}),
  examples: {
    customer: key('Customer', 'Kunde'),
    orders: count('Orders', 'Bestellungen'),
    revenue: money('Net revenue', 'Nettoumsatz'),
    orders_share: share('Share of all orders', 'Anteil an allen Bestellungen'),
  },
  judge(facts, {dataset}) {
    const customers = facts.number('big_customers');
    if (customers === 0) return null;
    const orders = facts.number('big_orders');
    const revenue = facts.number('big_revenue');
    return {
      severity: 'act',
      count: customers,
      effect: {customers, orders, revenue},
      sentence: {
        en: (format) =>
          `${counted(format, customers, 'customer has', 'customers have')} placed ${format.count(orders)} orders, ${format.share(orders / dataset.orders)} of all.`,
        de: (format) =>
          `${counted(format, customers, 'Kunde hat', 'Kunden haben')} ${format.count(orders)} Bestellungen aufgegeben, ${format.share(orders / dataset.orders)} von allen.`,
      },
      why: {
        en: 'Such a customer is mostly a reseller, the shop’s own account, a till, or one address under which a marketplace orders for many. He pulls every average.',
        de: 'Ein solcher Kunde ist meist ein Wiederverkäufer, das eigene Konto des Shops, eine Kasse oder eine Adresse, unter der ein Marktplatz für viele bestellt. Er verzieht jeden Durchschnitt.',
      },
      advice: {
        en: 'See who it is. A collective address should have its customer left empty, so that it counts as anonymous revenue; a business customer belongs in an export of its own.',
        de: 'Sehen Sie nach, wer es ist. Bei einer Sammeladresse sollte der Kunde leer bleiben, dann zählt sie als anonymer Umsatz; ein Geschäftskunde gehört in einen eigenen Export.',
      },
    };
  },
};
