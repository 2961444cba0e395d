import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'repeat rate repurchase retention come back return loyalty heat map heatmap months since first order cohort table curves second order payback acquisition cost',
    de: 'Wiederkaufrate Wiederkauf Wiederkäufer Kundenbindung zurückkommen kommen zurück Treue Heatmap Wärmekarte Monate seit Erstkauf Kohorten Kurven zweite Bestellung Amortisation Werbekosten',
  },
  shows: {
    en: 'For the customers of each starting month, which share bought again in each month afterwards.',
    de: 'Für die Kunden jedes Anfangsmonats, welcher Anteil in jedem Monat danach wieder gekauft hat.',
  },
  reading: {
    en: 'Read a row from left to right to see one group grow older, and a column from top to bottom to see whether newer groups are better than older ones; hatched cells are not complete yet.',
    de: 'Lesen Sie eine Zeile von links nach rechts, um eine Gruppe älter werden zu sehen, und eine Spalte von oben nach unten, um zu sehen, ob neuere Gruppen besser sind als ältere; schraffierte Felder sind noch nicht vollständig.',
  },
  doing: {
    en: 'Where a group stands out, look for what was different when it came (a campaign, a product, a channel), and repeat what worked.',
    de: 'Wo eine Gruppe heraussticht, suchen Sie, was bei ihrem Kommen anders war (eine Aktion, ein Produkt, ein Kanal), und wiederholen Sie, was gewirkt hat.',
  },
};
