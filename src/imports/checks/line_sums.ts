import {money} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './line_sums.sql?raw';
import {orderColumns} from './order_columns';

/** Discounts on a whole order are common; where more orders than this differ, a column is likely to be mapped wrongly. */
const MOST = 0.5;

const {order_id, ordered_on, net} = orderColumns;

export const lineSums: Check = {
  title: {en: 'Lines do not add up to their order', de: 'Positionen ergeben nicht ihre Bestellung'},
  sql,
  examples: {
    ordered_on,
    order_id,
    net,
    lines_net: money('Sum of the lines, net', 'Summe der Positionen, netto'),
    difference: money('Difference', 'Unterschied'),
  },
  judge(facts) {
    const orders = facts.number('orders');
    if (orders === 0) return null;
    const compared = facts.number('compared');
    const above = facts.number('above');
    const below = orders - above;
    const [more, less] = [facts.number('more'), -facts.number('less')];
    return {
      severity: orders > MOST * compared ? 'act' : 'look',
      count: orders,
      effect: {orders},
      sentence: {
        en: (format) =>
          `The lines of ${format.count(orders)} of ${counted(format, compared, 'order', 'orders')} add up to another amount than the order: ${format.list(
            [
              ...(above > 0 ? [`${format.money(more)} too much in ${format.count(above)}`] : []),
              ...(below > 0 ? [`${format.money(less)} too little in ${format.count(below)}`] : []),
            ],
          )}.`,
        de: (format) =>
          `Die Positionen von ${format.count(orders)} von ${counted(format, compared, 'Bestellung', 'Bestellungen')} ergeben einen anderen Betrag als die Bestellung: ${format.list(
            [
              ...(above > 0 ? [`${format.money(more)} zu viel in ${format.count(above)}`] : []),
              ...(below > 0 ? [`${format.money(less)} zu wenig in ${format.count(below)}`] : []),
            ],
          )}.`,
      },
      why: {
        en: 'Revenue counts the amounts of orders, products those of lines. Lines above the order are mostly a discount on the whole of it; lines below it, positions that are missing in the export.',
        de: 'Der Umsatz zählt die Beträge der Bestellungen, Produkte die der Positionen. Ergeben die Positionen mehr, ist es meist ein Rabatt auf das Ganze; ergeben sie weniger, fehlen im Export Positionen.',
      },
      advice: {
        en: 'Check the examples in the shop. Where lines are right, correct what the amount column says; where discounts explain it, nothing is to be done.',
        de: 'Prüfen Sie die Beispiele im Shop. Stimmen die Positionen, korrigieren Sie, was die Betragsspalte nennt; erklären Rabatte es, ist nichts zu tun.',
      },
    };
  },
};
