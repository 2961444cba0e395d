import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'segments moved change between two dates migration up down rising falling compare then now development',
    de: 'Segmente Wechsel Veränderung zwischen zwei Tagen Wanderung aufgestiegen abgestiegen Vergleich damals heute Entwicklung',
  },
};
