import {count, day, days} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './silent_stretches.sql?raw';

/** Shorter silences are holidays. */
const LEAST_DAYS = 7;
/** A silence is named where its chance is below one in a million: with three years of days that is one false alarm in a thousand shops. */
const WEEK_SURPRISE = Math.log(1e6);
/** Exports are often made by the month and one forgotten, so that one in ten thousand is enough there. */
const MONTH_SURPRISE = Math.log(1e4);

export const silentStretches: Check = {
  title: {en: 'Stretches without an order', de: 'Zeiten ohne Bestellung'},
  sql,
  parameters: () => ({
    least_days: LEAST_DAYS,
    week_surprise: WEEK_SURPRISE,
    month_surprise: MONTH_SURPRISE,
  }),
  examples: {
    from_on: day('From', 'Von'),
    to_on: day('To', 'Bis'),
    silent_days: days('Days', 'Tage'),
    usual_orders: count('Orders usual in so many days', 'Bestellungen, die so viele Tage sonst bringen'),
  },
  judge(facts) {
    const stretches = facts.number('stretches');
    if (stretches === 0) return null;
    const months = facts.number('months');
    const longest = facts.number('silent_days');
    const [from, to] = [facts.number('from_on'), facts.number('to_on')];
    return {
      severity: months > 0 ? 'act' : 'look',
      count: stretches,
      effect: {},
      sentence: {
        en: (format) =>
          `There is no order for ${counted(format, longest, 'day', 'days')}, from ${format.day(from)} to ${format.day(to)}${stretches > 1 ? `, nor in ${counted(format, stretches - 1, 'other stretch', 'other stretches')} in which orders are usual` : ', where orders are usual'}${months > 0 ? `; ${counted(format, months, 'whole month is', 'whole months are')} empty` : ''}.`,
        de: (format) =>
          `${counted(format, longest, 'Tag', 'Tage')} lang gibt es keine Bestellung, vom ${format.day(from)} bis ${format.day(to)}${stretches > 1 ? `, auch nicht in ${counted(format, stretches - 1, 'weiteren Zeit', 'weiteren Zeiten')}, in denen sonst bestellt wird` : ', obwohl sonst bestellt wird'}${months > 0 ? `; ${counted(format, months, 'ganzer Monat ist', 'ganze Monate sind')} leer` : ''}.`,
      },
      why: {
        en: 'If the export is incomplete, customers who ordered then look lost or new, and gaps between purchases look longer.',
        de: 'Ist der Export unvollständig, wirken Kunden von damals verloren oder neu, und die Abstände zwischen Käufen wirken länger.',
      },
      advice: {
        en: 'Was the shop closed? Then all is well. Else export that time again and add the file.',
        de: 'War der Shop geschlossen? Dann ist alles gut. Sonst exportieren Sie diese Zeit noch einmal und nehmen die Datei dazu.',
      },
    };
  },
};
