import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'churn lost leaving leave about to leave slipping away gone inactive win back winback reactivation days until threshold when to write mailing time between orders second purchase Kaplan Meier survival',
    de: 'Abwanderung verloren geht verlieren gehen weg abspringen kündigen inaktiv Rückgewinnung Reaktivierung Tage bis Schwelle wann anschreiben Abstand zwischen Bestellungen zweiter Kauf Zweitkauf Überleben',
  },
};
