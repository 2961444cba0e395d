import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'segments moved change between two dates migration up down rising falling compare then now development',
    de: 'Segmente Wechsel Veränderung zwischen zwei Tagen Wanderung aufgestiegen abgestiegen Vergleich damals heute Entwicklung',
  },
  shows: {
    en: 'In which group of segments customers stood at an earlier day, and where the same customers stand today.',
    de: 'In welcher Gruppe von Segmenten die Kunden an einem früheren Tag standen und wo dieselben Kunden heute stehen.',
  },
  reading: {
    en: 'Who stayed is on the diagonal; the limits of the scores are the same on both days, so that every move is a move of a customer.',
    de: 'Wer geblieben ist, steht auf der Diagonalen; die Grenzen der Punkte sind an beiden Tagen dieselben, jede Bewegung ist also eine des Kunden.',
  },
  doing: {
    en: 'Begin with the regulars who have gone quiet: they knew you well, and a personal word often brings back more than a mailing to all.',
    de: 'Beginnen Sie mit den Stammkunden, die still geworden sind: Sie kannten Sie gut, und ein persönliches Wort bringt oft mehr zurück als eine Mail an alle.',
  },
};
