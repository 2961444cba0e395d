import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  tables: {
    periods: {en: 'By period', de: 'Nach Zeitraum'},
    summary: {en: 'In all', de: 'Insgesamt'},
  },
  facts: {
    revenue: {en: 'Revenue', de: 'Umsatz'},
    orders: {en: 'Orders', de: 'Bestellungen'},
    customers: {en: 'Customers', de: 'Kunden'},
    basket: {en: 'Average order', de: 'Mittlere Bestellung'},
    repeat_share: {en: 'Customers who bought again', de: 'Kunden, die wieder kauften'},
    repeat_revenue_share: {en: 'Revenue from repeat purchases', de: 'Umsatz aus Wiederkäufen'},
    new_customers: {en: 'New customers', de: 'Neue Kunden'},
    growth: {en: 'Growth against the year before', de: 'Wachstum gegen das Vorjahr'},
  },
  picture: {
    en: 'Bars over time: first purchases, later purchases and orders without a customer, with last year as a line.',
    de: 'Balken über die Zeit: Erstkäufe, Folgekäufe und Bestellungen ohne Kunden, das Vorjahr als Linie.',
  },
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;

function english(facts: Facts, {count, roundMoney, share}: Format): string[] {
  const anonymous = number(facts, 'anonymous_orders');
  const sentences = [
    `**${count(number(facts, 'customers'))} customers** placed ${count(number(facts, 'customer_orders'))} orders worth **${roundMoney(number(facts, 'customer_revenue'))}**` +
      (facts['basket'] === null ? '.' : `, ${roundMoney(number(facts, 'basket'))} on average.`) +
      (anonymous === 0
        ? ''
        : ` ${count(anonymous)} more ${anonymous === 1 ? 'order names' : 'orders name'} no customer: ${roundMoney(number(facts, 'anonymous_revenue'))} of ${roundMoney(number(facts, 'revenue'))} in all.`),
  ];
  const {repeat_share: repeat, repeat_revenue_share: later, growth} = facts;
  if (repeat !== null && repeat !== undefined) {
    sentences.push(
      later !== null && later !== undefined && later > 0
        ? `**${share(repeat)}** of the customers have bought more than once; later purchases make up **${share(later)}** of what known customers bought.`
        : `**${share(repeat)}** of the customers have bought more than once.`,
    );
  }
  if (growth !== null && growth !== undefined) {
    const change = Math.abs(growth) < 0.005 ? null : share(Math.abs(growth));
    sentences.push(
      change === null
        ? 'The last twelve months brought as much as the twelve before.'
        : `The last twelve months brought **${change} ${growth > 0 ? 'more' : 'less'}** than the twelve before.`,
    );
  }
  const without = number(facts, 'without_purchase');
  if (without > 0)
    sentences.push(
      `${count(without)} more ${without === 1 ? 'customer' : 'customers'} of the files ${without === 1 ? 'has' : 'have'} no purchase here: what they ordered was set aside or paid back.`,
    );
  return sentences;
}

function german(facts: Facts, {count, roundMoney, share}: Format): string[] {
  const anonymous = number(facts, 'anonymous_orders');
  const sentences = [
    `**${count(number(facts, 'customers'))} Kunden** haben ${count(number(facts, 'customer_orders'))} Bestellungen für **${roundMoney(number(facts, 'customer_revenue'))}** aufgegeben` +
      (facts['basket'] === null ? '.' : `, im Schnitt ${roundMoney(number(facts, 'basket'))}.`) +
      (anonymous === 0
        ? ''
        : ` ${anonymous === 1 ? 'Eine weitere Bestellung nennt' : `Weitere ${count(anonymous)} Bestellungen nennen`} keinen Kunden: ${roundMoney(number(facts, 'anonymous_revenue'))} von zusammen ${roundMoney(number(facts, 'revenue'))}.`),
  ];
  const {repeat_share: repeat, repeat_revenue_share: later, growth} = facts;
  if (repeat !== null && repeat !== undefined) {
    sentences.push(
      later !== null && later !== undefined && later > 0
        ? `**${share(repeat)}** der Kunden haben mehr als einmal gekauft; Folgekäufe machen **${share(later)}** dessen aus, was bekannte Kunden gekauft haben.`
        : `**${share(repeat)}** der Kunden haben mehr als einmal gekauft.`,
    );
  }
  if (growth !== null && growth !== undefined) {
    const change = Math.abs(growth) < 0.005 ? null : share(Math.abs(growth));
    sentences.push(
      change === null
        ? 'Die letzten zwölf Monate brachten so viel wie die zwölf davor.'
        : `Die letzten zwölf Monate brachten **${change} ${growth > 0 ? 'mehr' : 'weniger'}** als die zwölf davor.`,
    );
  }
  const without = number(facts, 'without_purchase');
  if (without > 0)
    sentences.push(
      `${without === 1 ? 'Ein weiterer Kunde' : `Weitere ${count(without)} Kunden`} der Dateien ${without === 1 ? 'hat' : 'haben'} hier keinen Kauf: ${without === 1 ? 'Seine' : 'Ihre'} Bestellungen sind beiseitegelegt oder erstattet.`,
    );
  return sentences;
}
