import {text} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './doubled_orders.sql?raw';
import {orderColumns} from './order_columns';

/** One order in so many repeats another by chance: the same thing bought once more on the same day. */
const BY_CHANCE = 5000;
/** Above this share of the orders it is no longer the customer who ordered the same again: sync jobs and double imports are. */
const SYSTEMATIC = 0.01;

const {order_id, ...others} = orderColumns;

export const doubledOrders: Check = {
  title: {en: 'Likely duplicate orders', de: 'Vermutlich doppelte Bestellungen'},
  sql,
  examples: {order_id, other_order_id: text('Other number', 'Andere Nummer'), ...others},
  judge(facts, {dataset}) {
    const orders = facts.number('orders');
    const revenue = facts.number('revenue');
    if (orders === 0 || orders * BY_CHANCE < dataset.orders) return null;
    return {
      severity: orders > SYSTEMATIC * dataset.orders ? 'act' : 'look',
      count: orders,
      effect: {orders, revenue, customers: facts.number('customers')},
      sentence: {
        en: (format) =>
          `${counted(format, orders, 'order repeats', 'orders repeat')} another of the same customer on the same day to the same amount, under another number: ${format.money(revenue)} of net revenue.`,
        de: (format) =>
          `${counted(format, orders, 'Bestellung wiederholt', 'Bestellungen wiederholen')} eine andere desselben Kunden am selben Tag über denselben Betrag, unter anderer Nummer: ${format.money(revenue)} Nettoumsatz.`,
      },
      why: {
        en: 'A double click, a failed payment or a second import makes revenue too high. How often customers come back is not affected: the orders of a day are one purchase.',
        de: 'Ein Doppelklick, eine fehlgeschlagene Zahlung oder ein zweiter Import macht den Umsatz zu hoch. Wie oft Kunden wiederkommen, ändert sich nicht: Die Bestellungen eines Tages sind ein Kauf.',
      },
      advice: {
        en: 'Look the pairs up in the shop. Where only one was meant, cancel the other; what was really ordered twice may stay.',
        de: 'Schlagen Sie die Paare im Shop nach. War nur eine gemeint, stornieren Sie die andere; was wirklich zweimal bestellt wurde, kann bleiben.',
      },
    };
  },
};
