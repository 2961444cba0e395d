import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'forecast future revenue next months plan budget outlook what if prediction stop acquisition',
    de: 'Prognose Vorschau künftiger Umsatz nächste Monate Plan Budget Ausblick was wäre wenn Vorhersage ohne neue Kunden',
  },
};
