import type {Text} from './language';

/** Words that are explained where they first stand. */
export const glossary = {
  as_of: {
    en: 'The day on which the shop is looked at. Later orders are ignored, so that any past day can be recomputed.',
    de: 'Der Tag, an dem der Shop betrachtet wird. Spätere Bestellungen zählen nicht; so lässt sich jeder vergangene Tag nachrechnen.',
  },
  net_revenue: {
    en: 'Value of the goods after discounts, without VAT, shipping and refunds, as far as the file names them.',
    de: 'Warenwert nach Rabatten, ohne MwSt., Versand und Erstattungen, soweit die Datei sie nennt.',
  },
  occasion: {
    en: 'One customer on one day with positive revenue. Several orders of a day are one purchase.',
    de: 'Ein Kunde an einem Tag mit positivem Umsatz. Mehrere Bestellungen eines Tages sind ein Kauf.',
  },
  rfm: {
    en: 'Recency, frequency, monetary: how long ago, how often and for how much a customer bought.',
    de: 'Recency, Frequency, Monetary: wie lange her, wie oft und für wie viel ein Kunde gekauft hat.',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type Term = keyof typeof glossary;
