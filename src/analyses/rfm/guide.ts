import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'best customers champions loyal at risk about to leave segments segmentation recency frequency monetary scores heat map heatmap matrix important valuable sleeping target group',
    de: 'beste Kunden Champions treue gefährdet drohen verloren zu gehen Segmente Segmentierung Punkte Heatmap Wärmekarte Matrix wichtige wertvolle schlafende Zielgruppe',
  },
  shows: {
    en: 'All customers by how recently and how often they bought, with named groups from Champions to Lost.',
    de: 'Alle Kunden danach, wie kürzlich und wie oft sie gekauft haben, mit benannten Gruppen von Champions bis Verloren.',
  },
  reading: {
    en: 'At the top stand those who bought lately, and to one side those who buy often: the corner of both holds your best, and frequent buyers who have gone silent are the ones to worry about.',
    de: 'Oben stehen, die kürzlich gekauft haben, zu einer Seite hin, die oft kaufen: In der Ecke von beidem sind Ihre Besten, und häufige Käufer, die still geworden sind, sollten Sie beunruhigen.',
  },
  doing: {
    en: 'Open a field to see its customers; thank the best without a discount, and win back the valuable silent ones first.',
    de: 'Öffnen Sie ein Feld, um seine Kunden zu sehen; danken Sie den Besten ohne Rabatt, und holen Sie zuerst die wertvollen Stillen zurück.',
  },
};
