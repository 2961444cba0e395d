import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'revenue turnover sales orders customers new returning regulars first-time months growth business how is it going summary share',
    de: 'Umsatz Erlös Bestellungen Kunden neue Stammkunden Erstkäufer Monate Wachstum Geschäft wie läuft es Zusammenfassung Anteil',
  },
  shows: {
    en: 'How much revenue each month brought, split into first purchases of new customers and later purchases of those who came back.',
    de: 'Wie viel Umsatz jeder Monat gebracht hat, geteilt in Erstkäufe neuer Kunden und spätere Käufe derer, die wiederkamen.',
  },
  reading: {
    en: 'Watch the lower part of the bars: if it grows, customers come back; if only the upper part grows, you are paying for newcomers, and the line tells whether last year was the same.',
    de: 'Achten Sie auf den unteren Teil der Balken: Wächst er, kommen Kunden wieder; wächst nur der obere, bezahlen Sie für Neue, und die Linie zeigt, ob es im Vorjahr ebenso war.',
  },
  doing: {
    en: 'Ask of the best and the weakest month what you did then, and note the answer beside this cell before you look further.',
    de: 'Fragen Sie beim besten und beim schwächsten Monat, was Sie damals getan haben, und notieren Sie die Antwort neben dieser Zelle, bevor Sie weiterlesen.',
  },
};
