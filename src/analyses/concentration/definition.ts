import type {Definition} from '../define';

export const definition: Definition = {
  en: [
    'The curve (Lorenz 1905) sorts the customers with a purchase in the period by their revenue, the largest first, and shows which share of the revenue the first 1, 2, 3 … % bring. The straight line is a shop in which all bring the same. The Gini coefficient is the area between the two, from 0 (all alike) to 1 (one customer brings everything). Customers whose refunds exceed their purchases count as 0 here.',
    'The buyer status goes by the net revenue of the last two years before the as-of date. Its limits are set under More; without your own they are the values that 50, 80, 95 and 99% of the customers do not exceed, rounded. High rollers have silver or better with at most two purchases in the period.',
    'A large share of few customers is neither good nor bad; it says how much one of them leaving would cost, and that averages describe few people.',
  ],
  de: [
    'Die Kurve (Lorenz 1905) ordnet die Kunden mit einem Kauf im Zeitraum nach ihrem Umsatz, den größten zuerst, und zeigt, welchen Anteil am Umsatz die ersten 1, 2, 3 … % bringen. Die Gerade ist ein Shop, in dem alle gleich viel bringen. Der Gini-Koeffizient ist die Fläche dazwischen, von 0 (alle gleich) bis 1 (ein Kunde bringt alles). Kunden, deren Erstattungen ihre Käufe übersteigen, zählen hier als 0.',
    'Der Käuferstatus richtet sich nach dem Nettoumsatz der letzten zwei Jahre vor dem Stichtag. Seine Grenzen stehen unter Mehr; ohne eigene sind es die Werte, die 50, 80, 95 und 99 % der Kunden nicht überschreiten, gerundet. Großkäufer haben Silber oder mehr mit höchstens zwei Käufen im Zeitraum.',
    'Ein großer Anteil weniger Kunden ist weder gut noch schlecht; er sagt, was es kosten würde, wenn einer von ihnen ginge, und dass Durchschnitte wenige Menschen beschreiben.',
  ],
};
