import {day, key, money, text} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './refunds_without_sale.sql?raw';

/** Above this share of the customers it is no longer the odd case at the edge of the export. */
const COMMON = 0.01;

export const refundsWithoutSale: Check = {
  title: {en: 'Refunds above the sales', de: 'Erstattungen über den Verkäufen'},
  sql,
  examples: {
    customer: key('Customer', 'Kunde'),
    order_id: text('Last refund', 'Letzte Erstattung'),
    ordered_on: day('Day', 'Tag'),
    sales: money('Bought, net', 'Gekauft, netto'),
    paid_back: money('Refunded, net', 'Erstattet, netto'),
  },
  judge(facts, {dataset}) {
    const customers = facts.number('customers');
    if (customers === 0) return null;
    const without = facts.number('without_sale');
    const revenue = facts.number('revenue');
    return {
      severity: customers > COMMON * dataset.customers ? 'act' : 'look',
      count: customers,
      effect: {customers, orders: facts.number('orders'), revenue},
      sentence: {
        en: (format) =>
          `${counted(format, customers, 'customer got', 'customers got')} back ${format.money(-revenue)} more than the export says they paid; ${without === 0 ? 'all of them have bought' : `${format.count(without)} of them ${without === 1 ? 'has' : 'have'} no sale at all`}.`,
        de: (format) =>
          `${counted(format, customers, 'Kunde bekam', 'Kunden bekamen')} ${format.money(-revenue)} mehr zurück, als laut Export gezahlt wurde; ${without === 0 ? 'gekauft haben alle' : `${format.count(without)} davon ${without === 1 ? 'hat' : 'haben'} gar keinen Verkauf`}.`,
      },
      why: {
        en: 'The sale may lie before the first day of the export, or a refund may be counted twice: in the order and as a document of its own. Revenue is too low by as much.',
        de: 'Der Verkauf liegt vielleicht vor dem ersten Tag des Exports, oder eine Erstattung zählt doppelt: in der Bestellung und als eigener Beleg. Um so viel ist der Umsatz zu niedrig.',
      },
      advice: {
        en: 'Export from an earlier day. If the sales are there, look whether the same refund stands in two rows or columns, and leave one of them out of the mapping.',
        de: 'Exportieren Sie ab einem früheren Tag. Sind die Verkäufe da, sehen Sie nach, ob dieselbe Erstattung in zwei Zeilen oder Spalten steht, und lassen Sie eine davon in der Zuordnung weg.',
      },
    };
  },
};
