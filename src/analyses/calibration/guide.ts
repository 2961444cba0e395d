import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'test proof check accuracy scores prediction true did it work calibration backtest trust',
    de: 'Probe Prüfung Beweis Treffsicherheit Punkte Vorhersage stimmt hat es gestimmt Kalibrierung Rückblick Vertrauen',
  },
};
