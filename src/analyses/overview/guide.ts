import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'revenue turnover sales orders customers new returning regulars first-time months growth business how is it going summary share',
    de: 'Umsatz Erlös Bestellungen Kunden neue Stammkunden Erstkäufer Monate Wachstum Geschäft wie läuft es Zusammenfassung Anteil',
  },
};
