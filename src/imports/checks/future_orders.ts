import {isoFromDay} from '../../lib/dates';
import {counted, type Check} from './define';
import sql from './future_orders.sql?raw';
import {orderColumns} from './order_columns';

/** A shop may write its orders in a zone where tomorrow has begun. */
const ZONE_DAYS = 1;

const {order_id, ordered_on, net} = orderColumns;

export const futureOrders: Check = {
  title: {en: 'Orders in the future', de: 'Bestellungen in der Zukunft'},
  sql,
  parameters: ({today}) => ({today: isoFromDay(today), zone_days: ZONE_DAYS}),
  examples: {ordered_on, order_id, net},
  judge(facts, {today}) {
    const orders = facts.number('orders');
    if (orders === 0) return null;
    const last = facts.number('last_on');
    return {
      severity: 'act',
      count: orders,
      effect: {orders, revenue: facts.number('revenue'), customers: facts.number('customers')},
      sentence: {
        en: (format) =>
          `${counted(format, orders, 'order lies', 'orders lie')} after today, ${format.day(today)}; the last on ${format.day(last)}.`,
        de: (format) =>
          `${counted(format, orders, 'Bestellung liegt', 'Bestellungen liegen')} nach dem heutigen ${format.day(today)}, die letzte am ${format.day(last)}.`,
      },
      why: {
        en: 'The last order sets the as-of date. With one in the future every customer looks as if she had been silent for longer than she was.',
        de: 'Die letzte Bestellung bestimmt den Stichtag. Liegt sie in der Zukunft, wirkt jeder Kunde länger still, als er war.',
      },
      advice: {
        en: 'Correct the columns: day and month may be swapped, or a delivery date stands for the order date. Else set the as-of date to the last real day.',
        de: 'Korrigieren Sie die Spalten: Vielleicht sind Tag und Monat vertauscht, oder ein Lieferdatum steht für das Bestelldatum. Sonst setzen Sie den Stichtag auf den letzten echten Tag.',
      },
    };
  },
};
