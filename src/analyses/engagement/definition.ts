import type {Definition} from '../define';

export const definition: Definition = {
  en: [
    'The engagement score (E) goes by the days from the last opening, click or visit up to the as-of date: 5 within 30 days, 4 within 91, 3 within 182, 2 within 365, 1 for longer, for customers without any reaction, and for those who have unsubscribed or complained since. Own limits are set under More.',
    'The columns are the groups of RFM segments: Regulars (Champions, Loyal), Rising (Potential loyalists, New, Promising), Fading (Needs attention, About to sleep), At risk (Can’t lose, At risk) and Asleep (Hibernating, Lost). Together with recency, frequency and monetary value this is known as ERFM.',
    'Openings are counted by an image that mail programs load on their own or block: read E as a hint, clicks say more. Contacts without an order are not in this cell.',
  ],
  de: [
    'Die Punkte für Engagement (E) richten sich nach den Tagen von der letzten Öffnung, dem letzten Klick oder Besuch bis zum Stichtag: 5 binnen 30 Tagen, 4 binnen 91, 3 binnen 182, 2 binnen 365, 1 für länger, für Kunden ohne jede Reaktion und für alle, die sich seither abgemeldet oder beschwert haben. Eigene Grenzen stehen unter Mehr.',
    'Die Spalten sind die Gruppen der RFM-Segmente: Stammkunden (Champions, Treue), Im Aufstieg (Künftige Treue, Neue, Vielversprechende), Nachlassend (Brauchen Zuwendung, Schläfrige), Gefährdet (Unverzichtbare, Gefährdete) und Eingeschlafen (Ruhende, Verlorene). Zusammen mit Recency, Frequency und Monetary heißt das ERFM.',
    'Öffnungen werden über ein Bild gezählt, das Mailprogramme von selbst laden oder sperren: Lesen Sie E als Hinweis, Klicks sagen mehr. Kontakte ohne Bestellung stehen nicht in dieser Zelle.',
  ],
};
