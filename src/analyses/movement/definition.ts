import type {Definition} from '../define';

export const definition: Definition = {
  en: [
    'Every customer is scored twice: by the orders up to the earlier day, as if that were the as-of date, and by the orders up to the as-of date. The earlier day lies a chosen number of months before it, or is any day of your own; together with the as-of date any two days of the history can be compared. Both times the limits between the scores are those of today, so that a move is a move of the customer and not of the limits.',
    'The eleven segments of the RFM matrix are put into five groups: Regulars (Champions, Loyal), Rising (Potential loyalists, New, Promising), Fading (Needs attention, About to sleep), At risk (Can’t lose, At risk) and Asleep (Hibernating, Lost). The table holds all pairs of segments. Gone quiet means: a regular then, at risk, asleep or without a purchase in the period today.',
    'Refunds booked later than the earlier day are not yet deducted on it. A customer who had not bought by then stands in the row “Not yet”. The interval of the share that stayed is that of Wilson (95%); for fewer than 30 regulars there are counts only.',
  ],
  de: [
    'Jeder Kunde wird zweimal bewertet: nach den Bestellungen bis zum früheren Tag, als wäre er der Stichtag, und nach den Bestellungen bis zum Stichtag. Der frühere Tag liegt so viele Monate davor, wie Sie wählen, oder ist ein beliebiger eigener; zusammen mit dem Stichtag lassen sich also zwei beliebige Tage der Geschichte vergleichen. Beide Male gelten die Grenzen von heute, damit eine Bewegung eine des Kunden ist und keine der Grenzen.',
    'Die elf Segmente der RFM-Matrix stehen in fünf Gruppen: Stammkunden (Champions, Treue), Im Aufstieg (Künftige Treue, Neue, Vielversprechende), Nachlassend (Brauchen Zuwendung, Schläfrige), Gefährdet (Unverzichtbare, Gefährdete) und Eingeschlafen (Ruhende, Verlorene). Die Tabelle enthält alle Paare von Segmenten. Still geworden heißt: damals Stammkunde, heute gefährdet, eingeschlafen oder ohne Kauf im Zeitraum.',
    'Erstattungen nach dem früheren Tag sind an ihm noch nicht abgezogen. Wer bis dahin nicht gekauft hatte, steht in der Zeile „Noch nicht“. Das Intervall des Anteils, der blieb, ist das nach Wilson (95 %); bei weniger als 30 Stammkunden stehen nur Anzahlen da.',
  ],
};
