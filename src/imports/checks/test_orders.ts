import {text} from '../../model/columns';
import {counted, type Check} from './define';
import {orderColumns} from './order_columns';
import sql from './test_orders.sql?raw';

// A word of its own: Testa, Tester and Testorf are families, testo.de sells thermometers. RE2 reads them.
const NAMES =
  '(?:^|[^a-zäöüß])(?:test ?(?:bestellung|kunde|kundin|user|account|konto|order|person|kauf|customer)?|mustermann)(?:[^a-zäöüß]|$)';
const EMAILS =
  '(?:^|[._+-])test(?:er|ing|bestellung|kunde|user|account|konto|order|mail|kauf)?[0-9]*[._+@-]|@testing?\\.';
/** A product that is called a test may be one: strips, kits, magazines. */
const PRODUCTS =
  '^ *test *$|(?:^|[^a-zäöüß])test[ -]?(?:artikel|produkt|product|item|bestellung|order)(?:[^a-zäöüß]|$)';

/** Above this share of the orders averages move. */
const MANY = 0.01;

export const testOrders: Check = {
  title: {en: 'Likely test orders', de: 'Vermutliche Testbestellungen'},
  sql,
  parameters: () => ({names: NAMES, emails: EMAILS, products: PRODUCTS}),
  examples: {place: text('Seen in', 'Zu sehen in'), ...orderColumns},
  words: {
    name: {en: 'the name', de: 'Name'},
    email: {en: 'the e-mail', de: 'E-Mail'},
    product: {en: 'a product', de: 'Produkt'},
  },
  judge(facts, {dataset}) {
    const orders = facts.number('orders');
    if (orders === 0) return null;
    const revenue = facts.number('revenue');
    return {
      severity: orders > MANY * dataset.orders ? 'act' : 'look',
      count: orders,
      effect: {orders, customers: facts.number('customers'), revenue},
      sentence: {
        en: (format) =>
          `${counted(format, orders, 'order that counts has', 'orders that count have')} “test” in the name, the e-mail or a product: ${format.money(revenue)} of net revenue.`,
        de: (format) =>
          `${counted(format, orders, 'Bestellung, die zählt, hat', 'Bestellungen, die zählen, haben')} „Test“ im Namen, in der E-Mail oder in einem Produkt: ${format.money(revenue)} Nettoumsatz.`,
      },
      why: {
        en: 'Tests were never paid for. They raise revenue, and whoever tests looks like a faithful customer.',
        de: 'Tests hat nie jemand bezahlt. Sie erhöhen den Umsatz, und wer testet, sieht aus wie ein treuer Kunde.',
      },
      advice: {
        en: 'Cancel them in the shop and export again, or delete their rows from the file.',
        de: 'Stornieren Sie sie im Shop und exportieren Sie noch einmal, oder löschen Sie ihre Zeilen aus der Datei.',
      },
    };
  },
};
