import {count, day, share} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './changed_keys.sql?raw';

/** So many known buyers must have been due: that of 15 three or fewer come happens by chance once in five thousand months. */
const LEAST_KNOWN = 15;
/** A bad month has half of its regulars, not a fifth. */
const LEFT_SHARE = 0.2;

export const changedKeys: Check = {
  title: {en: 'Customers seem to begin anew', de: 'Die Kunden scheinen neu anzufangen'},
  sql,
  parameters: () => ({least_known: LEAST_KNOWN, left_share: LEFT_SHARE}),
  examples: {
    month: day('Month from', 'Monat ab'),
    buyers: count('Buyers', 'Käufer'),
    known: count('Had bought two months before or earlier', 'Hatten zwei Monate zuvor oder früher gekauft'),
    known_share: share('Share', 'Anteil'),
  },
  judge(facts) {
    const months = facts.number('months');
    if (months === 0) return null;
    const [month, buyers, known] = [
      facts.number('first_month'),
      facts.number('first_buyers'),
      facts.number('first_known'),
    ];
    const usual = facts.number('first_usual');
    return {
      severity: 'act',
      count: months,
      effect: {},
      sentence: {
        en: (format) =>
          `In ${format.month(month)} only ${format.count(known)} of ${counted(format, buyers, 'buyer', 'buyers')} had bought two months before or earlier; ${format.share(usual)} were usual until then.`,
        de: (format) =>
          `Im ${format.month(month)} hatten nur ${format.count(known)} von ${counted(format, buyers, 'Käufer', 'Käufern')} zwei Monate zuvor oder früher gekauft; bis dahin waren ${format.share(usual)} üblich.`,
      },
      why: {
        en: 'When a shop moves to another system, customers often get new numbers. Then everybody looks lost before and new after it, and no share of those who come back is right.',
        de: 'Zieht ein Shop auf ein anderes System um, bekommen Kunden oft neue Nummern. Dann wirken alle davor verloren und danach neu, und kein Anteil der Wiederkäufer stimmt.',
      },
      advice: {
        en: 'Map the e-mail beside the customer number, so that the same person is found on both sides; or begin the period after the move.',
        de: 'Ordnen Sie neben der Kundennummer auch die E-Mail zu, damit dieselbe Person auf beiden Seiten gefunden wird; oder lassen Sie den Zeitraum nach dem Umzug beginnen.',
      },
    };
  },
};
