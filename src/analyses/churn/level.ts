import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {Facts} from '../request';

/** A number among the facts; 0 where it is not known. */
export const number = (facts: Facts, name: string) => facts[name] ?? 0;
/** The same, null where it is not known. */
export const known = (facts: Facts, name: string): number | null => facts[name] ?? null;

/** What the chance is held against, with its share: a clause to stand after the share, and a name to compare with. */
export function levelOf(facts: Facts, {share}: Format): {readonly clause: Text; readonly name: Text} {
  const level = known(facts, 'level');
  const own = level === null ? '' : share(level);
  if (number(facts, 'by_own') === 1)
    return {
      clause: {en: ', as you set it', de: ', wie von Ihnen vorgegeben'},
      name: {en: `your ${own}`, de: `Ihre ${own}`},
    };
  if (number(facts, 'by_money') === 1)
    return {
      clause: {
        en: `; below that a contact no longer pays (at a margin of ${share(number(facts, 'margin_rate'))})`,
        de: `; darunter lohnt sich ein Kontakt nicht mehr (bei einer Marge von ${share(number(facts, 'margin_rate'))})`,
      },
      name: {
        en: `the ${own} from which a contact pays (at a margin of ${share(number(facts, 'margin_rate'))})`,
        de: `die ${own}, ab denen sich ein Kontakt lohnt (bei einer Marge von ${share(number(facts, 'margin_rate'))})`,
      },
    };
  return {
    clause: {en: ', half of the chance at the start', de: ', die Hälfte der Chance am Anfang'},
    name: {
      en: `half of the chance at the start${own === '' ? '' : ` (${own})`}`,
      de: `die Hälfte der Chance am Anfang${own === '' ? '' : ` (${own})`}`,
    },
  };
}
