import type {Definition} from '../define';

export const definition: Definition = {
  en: [
    'Every customer is scored by the orders up to the earlier day alone, with limits found in the data of that day, exactly as the RFM matrix would have done then. What followed up to the as-of date was not known to the scores, so this is a fair test of them. The earlier day lies a chosen number of months before the as-of date, in a younger shop fewer, or is any day of your own; the sentence names it.',
    'For each segment and each score: the share that bought at least once afterwards, with its 95% interval (Wilson), and the revenue that followed per customer, buyers and others together. Interval of the best and the lowest score that do not meet count as a clear difference.',
    'Scores that hold here have held in this shop once; a sale or a season can make a single half-year unlike the next.',
  ],
  de: [
    'Jeder Kunde wird allein nach den Bestellungen bis zum früheren Tag bewertet, mit Grenzen aus den Daten dieses Tages, genau wie es die RFM-Matrix damals getan hätte. Was danach bis zum Stichtag geschah, kannten die Punkte nicht; deshalb ist das eine ehrliche Probe. Der frühere Tag liegt so viele Monate vor dem Stichtag, wie Sie wählen, in einem jüngeren Shop weniger, oder ist ein beliebiger eigener; der Satz nennt ihn.',
    'Für jedes Segment und jede Punktzahl: der Anteil, der danach mindestens einmal kaufte, mit seinem 95-%-Intervall (Wilson), und der Umsatz, der danach je Kunde folgte, Käufer und andere zusammen. Berühren sich die Intervalle der besten und der niedrigsten Punkte nicht, gilt der Unterschied als klar.',
    'Punkte, die hier getroffen haben, haben in diesem Shop einmal getroffen; eine Aktion oder eine Saison kann ein Halbjahr vom nächsten unterscheiden.',
  ],
};
