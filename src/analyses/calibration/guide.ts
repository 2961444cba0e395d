import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'test proof check accuracy scores prediction true did it work calibration backtest trust',
    de: 'Probe Prüfung Beweis Treffsicherheit Punkte Vorhersage stimmt hat es gestimmt Kalibrierung Rückblick Vertrauen',
  },
  shows: {
    en: 'What customers really did after an earlier day, sorted by the scores they had on that day.',
    de: 'Was Kunden nach einem früheren Tag wirklich getan haben, geordnet nach den Punkten, die sie an diesem Tag hatten.',
  },
  reading: {
    en: 'If the bars fall from the best score to the lowest, the scores can be relied on here; intervals that meet say that two scores hardly differ.',
    de: 'Fallen die Balken von der besten zur niedrigsten Punktzahl, ist auf die Punkte hier Verlass; Intervalle, die sich treffen, sagen, dass zwei Punktzahlen sich kaum unterscheiden.',
  },
  doing: {
    en: 'Spend your mailings where many bought afterwards, and stop paying for groups of which hardly anybody did.',
    de: 'Setzen Sie Ihre Mailings dort ein, wo danach viele gekauft haben, und zahlen Sie nicht mehr für Gruppen, in denen es kaum jemand tat.',
  },
};
