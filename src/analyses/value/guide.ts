import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'lifetime value CLV CLTV LTV worth expected future purchases prediction per customer margin acquisition ceiling probability alive',
    de: 'Kundenwert Lebenszeitwert CLV LTV wert erwartet künftig Käufe Vorhersage je Kunde Marge Werbekosten Obergrenze Wahrscheinlichkeit aktiv',
  },
};
