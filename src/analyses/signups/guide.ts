import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'leads newsletter sign-up subscribers contacts first order conversion never bought source registration',
    de: 'Interessenten Newsletter Anmeldung Abonnenten Kontakte erster Kauf Umwandlung nie gekauft Quelle Registrierung',
  },
  shows: {
    en: 'How many of those who sign up order for the first time, and how long that takes.',
    de: 'Wie viele von denen, die sich anmelden, zum ersten Mal bestellen, und wie lange das dauert.',
  },
  reading: {
    en: 'The curve rises steeply while people still decide, and where it turns flat hardly anybody follows; recent sign-ups count only for the days they have had, and contacts without a day of sign-up are in no curve.',
    de: 'Die Kurve steigt steil, solange Menschen sich noch entscheiden, und wo sie flach wird, folgt kaum noch jemand; neue Anmeldungen zählen nur für die Tage, die sie schon hatten, und Kontakte ohne Anmeldetag stehen in keiner Kurve.',
  },
  doing: {
    en: 'Put your welcome messages into the steep days, and spend less on sources whose sign-ups hardly ever order.',
    de: 'Legen Sie Ihre Begrüßung in die steilen Tage, und geben Sie weniger für Quellen aus, deren Anmeldungen kaum je bestellen.',
  },
};
