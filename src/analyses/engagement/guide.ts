import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'newsletter opens clicks e-mail mailing reading subscribers unsubscribe engagement marketing events visits',
    de: 'Newsletter Öffnungen Klicks E-Mail Mailing lesen Abonnenten Abmeldung Engagement Marketing Ereignisse Besuche',
  },
};
