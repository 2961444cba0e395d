import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'stages status active inactive new leads defecting lost reactivated in out balance passive customers phases how many customers left',
    de: 'Phasen Stufen Status aktiv inaktiv neu Interessenten abwandernd verloren reaktiviert Zugang Abgang Bilanz passive Kunden wie viele Kunden gegangen',
  },
  shows: {
    en: 'Where each customer stands today: new, active, slipping away, inactive or won back; and how many contacts have not ordered yet.',
    de: 'Wo jeder Kunde heute steht: neu, aktiv, auf dem Weg hinaus, inaktiv oder zurückgewonnen; und wie viele Kontakte noch nicht bestellt haben.',
  },
  reading: {
    en: 'Everybody stands in exactly one stage, by days of silence that come from your own orders; the other views show how the shares moved and how many came in and went out.',
    de: 'Jeder steht in genau einer Stufe, nach Tagen der Stille, die aus Ihren eigenen Bestellungen folgen; die anderen Ansichten zeigen, wie sich die Anteile verschoben haben und wie viele kamen und gingen.',
  },
  doing: {
    en: 'Decide on one step for each stage, and begin with those who are slipping away: they are the last you can still hold at little cost.',
    de: 'Legen Sie für jede Stufe einen Schritt fest, und beginnen Sie mit denen auf dem Weg hinaus: Sie sind die letzten, die Sie noch mit wenig Aufwand halten.',
  },
};
