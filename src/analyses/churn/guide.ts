import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'churn lost leaving leave about to leave slipping away gone inactive win back winback reactivation days until threshold when to write mailing time between orders second purchase Kaplan Meier survival',
    de: 'Abwanderung verloren geht verlieren gehen weg abspringen kündigen inaktiv Rückgewinnung Reaktivierung Tage bis Schwelle wann anschreiben Abstand zwischen Bestellungen zweiter Kauf Zweitkauf Überleben',
  },
  shows: {
    en: 'How likely a first-time buyer still is to come back, day by day since the purchase, and the day from which waiting no longer pays.',
    de: 'Wie wahrscheinlich ein Erstkäufer noch zurückkommt, Tag für Tag seit dem Kauf, und den Tag, ab dem Warten sich nicht mehr lohnt.',
  },
  reading: {
    en: 'The curve falls with the days of silence; compare the marked threshold with your own assumption, and take the band around it as the range it may really lie in.',
    de: 'Die Kurve fällt mit den Tagen der Stille; vergleichen Sie die markierte Schwelle mit Ihrer Annahme, und nehmen Sie das Band darum als den Bereich, in dem sie wirklich liegen kann.',
  },
  doing: {
    en: 'Write to first-time buyers before the threshold, at the latest on the day that the sentence names, and not to those who are far beyond it.',
    de: 'Schreiben Sie Erstkäufern vor der Schwelle, spätestens an dem Tag, den der Satz nennt, und nicht denen, die weit darüber sind.',
  },
};
