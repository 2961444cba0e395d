import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';

export const texts: Texts = {
  name: {en: 'Overview', de: 'Überblick'},
  question: {en: 'Who brings the revenue?', de: 'Wer bringt den Umsatz?'},
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: {
    en: [
      'Revenue is net revenue unless the switch in the top bar says otherwise: the value of the goods after discounts, without VAT, shipping and refunds, as far as the file names them. A refund that is a document of its own lowers the revenue of its own day.',
      'A first purchase is the first day on which a customer has positive revenue; orders of one day are one purchase. Later purchases are all others. A period of the bar at the top never makes an old customer new.',
      'Repeat buyers are the customers of the period with at least two purchases up to the as-of date, whenever they were; one-time buyers have exactly one. Customers who came only recently have had little time to return, so the share of repeat buyers rises as they age.',
      'Orders without a customer number and without an e-mail count as revenue and orders, not as customers. A period that has not ended by the as-of date is hatched.',
    ],
    de: [
      'Umsatz ist Nettoumsatz, solange der Schalter oben nichts anderes sagt: Warenwert nach Rabatten, ohne MwSt., Versand und Erstattungen, soweit die Datei sie nennt. Eine Erstattung mit eigenem Beleg mindert den Umsatz ihres eigenen Tages.',
      'Ein Erstkauf ist der erste Tag, an dem ein Kunde positiven Umsatz hat; Bestellungen eines Tages sind ein Kauf. Folgekäufe sind alle anderen. Ein Zeitraum in der Leiste oben macht aus einem alten Kunden nie einen neuen.',
      'Wiederkäufer sind die Kunden des Zeitraums mit mindestens zwei Käufen bis zum Stichtag, gleich wann; Einmalkäufer haben genau einen. Wer erst kürzlich gekommen ist, hatte wenig Zeit zurückzukehren; deshalb steigt der Anteil der Wiederkäufer mit der Zeit.',
      'Bestellungen ohne Kundennummer und ohne E-Mail zählen als Umsatz und Bestellung, nicht als Kunde. Ein Abschnitt, der am Stichtag noch nicht vorbei ist, ist schraffiert.',
    ],
  },
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
        ? `**${share(repeat)}** of them have bought more than once; later purchases bring **${share(later)}** of the revenue of known customers.`
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
        ? `**${share(repeat)}** von ihnen haben mehr als einmal gekauft; Folgekäufe bringen **${share(later)}** des Umsatzes bekannter Kunden.`
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
