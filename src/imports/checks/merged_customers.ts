import {count, share, text} from '../../model/columns';
import {type Check} from './define';

/** A tenth of a point: less is not to be seen in a share that is written with one digit. */
const VISIBLE = 0.001;

const shareOf = ({customers, returned}: {readonly customers: number; readonly returned: number}) =>
  customers === 0 ? 0 : returned / customers;

export const mergedCustomers: Check = {
  title: {en: 'What merging by e-mail does', de: 'Was das Zusammenführen nach E-Mail bewirkt'},
  examples: {
    counted: text('Counted', 'Gezählt'),
    customers: count('Customers with a purchase', 'Kunden mit einem Kauf'),
    returned: count('Came back on another day', 'Kamen an einem anderen Tag wieder'),
    share: share('Share', 'Anteil'),
  },
  judge(_, {receipt: {merged}}) {
    if (!merged.effect) return null;
    const {apart, merged: together} = merged.effect;
    const [before, after] = [shareOf(apart), shareOf(together)];
    if (Math.abs(after - before) < VISIBLE) return null;
    const raises = after > before;
    return {
      severity: 'look',
      count: apart.customers - together.customers,
      effect: {},
      sentence: {
        en: ({share}) =>
          `Merging by e-mail ${raises ? 'raises' : 'lowers'} the share of customers who come back from ${share(before)} to ${share(after)}.`,
        de: ({share}) =>
          `Das Zusammenführen nach E-Mail ${raises ? 'hebt' : 'senkt'} den Anteil der Kunden, die wiederkommen, von ${share(before)} auf ${share(after)}.`,
      },
      why: {
        en: 'Whoever orders once as a guest and once with an account, or under two customer numbers, is one person. Reports that count numbers take her for two who never came back.',
        de: 'Wer einmal als Gast und einmal mit Konto oder unter zwei Kundennummern bestellt, ist eine Person. Auswertungen nach Nummern halten sie für zwei, die nie wiederkamen.',
      },
      advice: {
        en: 'Nothing is to be done. When you compare with the shop’s own reports, expect this difference.',
        de: 'Es ist nichts zu tun. Beim Vergleich mit den Auswertungen des Shops ist dieser Unterschied zu erwarten.',
      },
      examples: [
        {
          counted: {en: 'by customer number', de: 'nach Kundennummer'},
          ...apart,
          share: before,
        },
        {counted: {en: 'merged by e-mail', de: 'nach E-Mail zusammengeführt'}, ...together, share: after},
      ],
    };
  },
};
