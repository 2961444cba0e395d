import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'stages status active inactive new leads defecting lost reactivated in out balance passive customers phases how many customers left',
    de: 'Phasen Stufen Status aktiv inaktiv neu Interessenten abwandernd verloren reaktiviert Zugang Abgang Bilanz passive Kunden wie viele Kunden gegangen',
  },
};
