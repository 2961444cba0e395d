import {count, quantity, text} from '../../model/columns';
import {counted, type Check} from './define';

/** Where more orders than this are missing, totals no longer speak for the shop. */
const MISSED = 0.05;

export const currencyMix: Check = {
  title: {en: 'Several currencies', de: 'Mehrere Währungen'},
  examples: {
    currency: text('Currency', 'Währung'),
    orders: count('Orders', 'Bestellungen'),
    revenue: quantity('Value of the goods as exported', 'Warenwert laut Export'),
  },
  judge(_, {dataset, receipt}) {
    const reasons = receipt.files.flatMap(({setAside}) => setAside);
    const left = reasons.filter(({reason}) => reason === 'other_currency');
    const orders = left.reduce((sum, entry) => sum + entry.orders, 0);
    if (orders === 0) return null;
    const others = receipt.currencies.filter(
      ({currency}) => currency !== '' && currency !== receipt.currencies[0]!.currency,
    );
    const share = orders / (orders + dataset.orders);
    const parts = (list: (parts: string[]) => string, decimal: (value: number, digits: number) => string) =>
      list(others.slice(0, 3).map(({currency, revenue}) => `${decimal(revenue, 2)} ${currency}`));
    return {
      severity: share > MISSED ? 'act' : 'look',
      count: orders,
      effect: {orders},
      sentence: {
        en: (format) =>
          `${counted(format, orders, 'order is', 'orders are')} in ${others.length === 1 ? 'another currency' : 'other currencies'} than ${dataset.currency} and not counted, ${format.share(share)} of all: ${parts(format.list, format.decimal)}${others.length > 3 ? ' and more' : ''}.`,
        de: (format) =>
          `${counted(format, orders, 'Bestellung steht', 'Bestellungen stehen')} in ${others.length === 1 ? 'einer anderen Währung' : 'anderen Währungen'} als ${dataset.currency} und ${orders === 1 ? 'zählt' : 'zählen'} nicht, ${format.share(share)} von allen: ${parts(format.list, format.decimal)}${others.length > 3 ? ' und weitere' : ''}.`,
      },
      why: {
        en: 'Amounts in different currencies cannot be added up. Customers who pay in both look as if they bought less often.',
        de: 'Beträge in verschiedenen Währungen lassen sich nicht addieren. Wer in beiden zahlt, wirkt, als kaufte er seltener.',
      },
      advice: {
        en: 'Read the orders of each currency as files of their own, or export with all amounts in the currency of the shop, where the system can.',
        de: 'Lesen Sie die Bestellungen jeder Währung als eigene Dateien, oder exportieren Sie alle Beträge in der Währung des Shops, wenn das System es kann.',
      },
      examples: others,
    };
  },
};
