import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'lifetime value CLV CLTV LTV worth expected future purchases prediction per customer margin acquisition ceiling probability alive',
    de: 'Kundenwert Lebenszeitwert CLV LTV wert erwartet künftig Käufe Vorhersage je Kunde Marge Werbekosten Obergrenze Wahrscheinlichkeit aktiv',
  },
  shows: {
    en: 'What is to be expected of your present customers in the months ahead, from the tenth of whom most is expected to the one of whom least is.',
    de: 'Was von Ihren heutigen Kunden in den nächsten Monaten zu erwarten ist, vom Zehntel mit der höchsten Erwartung bis zum Zehntel mit der niedrigsten.',
  },
  reading: {
    en: 'Each bar has an interval: in nine of ten cases the true sum should lie in it; of single customers much less can be said than of groups.',
    de: 'Jeder Balken hat ein Intervall: In neun von zehn Fällen sollte die wahre Summe darin liegen; über einzelne Kunden lässt sich viel weniger sagen als über Gruppen.',
  },
  doing: {
    en: 'Pay no more for a new customer than one brings within the time you can wait, and spend your time on the first tenths.',
    de: 'Zahlen Sie für einen neuen Kunden nicht mehr, als er in der Zeit bringt, die Sie warten können, und verwenden Sie Ihre Zeit auf die ersten Zehntel.',
  },
};
