import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'repeat rate repurchase retention come back return loyalty heat map heatmap months since first order cohort table curves second order payback acquisition cost',
    de: 'Wiederkaufrate Wiederkauf Wiederkäufer Kundenbindung zurückkommen kommen zurück Treue Heatmap Wärmekarte Monate seit Erstkauf Kohorten Kurven zweite Bestellung Amortisation Werbekosten',
  },
};
