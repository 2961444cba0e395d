import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'best customers champions loyal at risk about to leave segments segmentation recency frequency monetary scores heat map heatmap matrix important valuable sleeping target group',
    de: 'beste Kunden Champions treue gefährdet drohen verloren zu gehen Segmente Segmentierung Punkte Heatmap Wärmekarte Matrix wichtige wertvolle schlafende Zielgruppe',
  },
};
