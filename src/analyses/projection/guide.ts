import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'forecast future revenue next months plan budget outlook what if prediction stop acquisition',
    de: 'Prognose Vorschau künftiger Umsatz nächste Monate Plan Budget Ausblick was wäre wenn Vorhersage ohne neue Kunden',
  },
  shows: {
    en: 'Which revenue is coming month by month, from the customers you have and from those you assume to win.',
    de: 'Welcher Umsatz Monat für Monat kommt, von den Kunden, die Sie haben, und von denen, die Sie zu gewinnen annehmen.',
  },
  reading: {
    en: 'The line of today’s customers is what would come if nobody new were won; its band is as wide as the errors that the same forecast made on past days.',
    de: 'Die Linie der Kunden von heute ist, was käme, wenn niemand Neues dazukäme; ihr Band ist so breit wie die Fehler, die dieselbe Prognose an vergangenen Tagen gemacht hat.',
  },
  doing: {
    en: 'Plan with the lower edge of the band, and try what a few points more of second purchases would bring before you raise the advertising budget.',
    de: 'Planen Sie mit dem unteren Rand des Bandes, und probieren Sie, was ein paar Punkte mehr Zweitkäufe brächten, bevor Sie das Werbebudget erhöhen.',
  },
};
