import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'leads newsletter sign-up subscribers contacts first order conversion never bought source registration',
    de: 'Interessenten Newsletter Anmeldung Abonnenten Kontakte erster Kauf Umwandlung nie gekauft Quelle Registrierung',
  },
};
