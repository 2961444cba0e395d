import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  picture: {
    en: 'Bars over time: first purchases, later purchases and orders without a customer, with last year as a line.',
    de: 'Balken über die Zeit: Erstkäufe, Folgekäufe und Bestellungen ohne Kunden, das Vorjahr als Linie.',
  },
};

function english(facts: Facts, {count, roundMoney, money, share}: Format): string[] {
  const sentences = [
    `**${count(facts['customers'] ?? 0)} customers** placed ${count(facts['orders'] ?? 0)} orders worth **${roundMoney(facts['revenue'] ?? 0)}**` +
      (facts['basket'] === null ? '.' : `, ${money(facts['basket'] ?? 0)} on average.`),
  ];
  const {repeat_share: repeat, repeat_revenue_share: later, growth} = facts;
  if (repeat !== null && repeat !== undefined) {
    sentences.push(
      later !== null && later !== undefined && later > 0
        ? `**${share(repeat)}** of them have bought more than once; later purchases make up **${share(later)}** of what known customers bought.`
        : `**${share(repeat)}** of them have bought more than once.`,
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
  return sentences;
}

function german(facts: Facts, {count, roundMoney, money, share}: Format): string[] {
  const sentences = [
    `**${count(facts['customers'] ?? 0)} Kunden** haben ${count(facts['orders'] ?? 0)} Bestellungen für **${roundMoney(facts['revenue'] ?? 0)}** aufgegeben` +
      (facts['basket'] === null ? '.' : `, im Schnitt ${money(facts['basket'] ?? 0)}.`),
  ];
  const {repeat_share: repeat, repeat_revenue_share: later, growth} = facts;
  if (repeat !== null && repeat !== undefined) {
    sentences.push(
      later !== null && later !== undefined && later > 0
        ? `**${share(repeat)}** von ihnen haben mehr als einmal gekauft; Folgekäufe machen **${share(later)}** dessen aus, was bekannte Kunden gekauft haben.`
        : `**${share(repeat)}** von ihnen haben mehr als einmal gekauft.`,
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
  return sentences;
}
