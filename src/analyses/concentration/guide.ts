import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'top customers few 80 20 Pareto Lorenz Gini VIP gold silver platinum dependence biggest high rollers status',
    de: 'Spitzenkunden wenige 80 20 Pareto Lorenz Gini VIP Gold Silber Platin Abhängigkeit größte Großkunden Status',
  },
  shows: {
    en: 'How much of the revenue the largest customers bring, and how many of your customers reach each buyer status.',
    de: 'Wie viel vom Umsatz die größten Kunden bringen und wie viele Ihrer Kunden jeden Käuferstatus erreichen.',
  },
  reading: {
    en: 'The further the curve bends away from the straight line, the more hangs on few; the sentence says what the first fifth brings.',
    de: 'Je weiter sich die Kurve von der Geraden wegbiegt, desto mehr hängt an wenigen; der Satz sagt, was das erste Fünftel bringt.',
  },
  doing: {
    en: 'Know your top customers by name and look after them yourself; and ask what it would cost if one of them left tomorrow.',
    de: 'Kennen Sie Ihre größten Kunden mit Namen und betreuen Sie sie selbst; und fragen Sie, was es kostete, wenn einer davon morgen ginge.',
  },
};
