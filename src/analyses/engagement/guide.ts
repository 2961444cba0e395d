import type {Guide} from '../define';

export const guide: Guide = {
  words: {
    en: 'newsletter opens clicks e-mail mailing reading subscribers unsubscribe engagement marketing events visits',
    de: 'Newsletter Öffnungen Klicks E-Mail Mailing lesen Abonnenten Abmeldung Engagement Marketing Ereignisse Besuche',
  },
  shows: {
    en: 'How lately customers opened, clicked or visited, set against how they buy.',
    de: 'Wie kürzlich Kunden geöffnet, geklickt oder besucht haben, gegen ihr Kaufverhalten gestellt.',
  },
  reading: {
    en: 'Who reads but no longer buys can still be reached; who neither reads nor buys is hardly reached by e-mail any more.',
    de: 'Wer liest, aber nicht mehr kauft, ist noch erreichbar; wer weder liest noch kauft, den erreicht eine E-Mail kaum noch.',
  },
  doing: {
    en: 'Give the readers at risk a reason to buy, and try another channel, or none, for those who have stopped reading.',
    de: 'Geben Sie den gefährdeten Lesern einen Grund zu kaufen, und versuchen Sie bei denen, die nicht mehr lesen, einen anderen Kanal oder keinen.',
  },
};
