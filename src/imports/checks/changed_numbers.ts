import {counted, type Check} from './define';
import sql from './changed_numbers.sql?raw';
import {orderColumns} from './order_columns';

/** Enough orders to know the habits of each month; all of a large shop would keep the engine busy for seconds. */
const LOOKED_AT = 50_000;
/** Where several channels write numbers at the same time, none is the form of the month. */
const DOMINANT = 0.9;
/** A form needs some orders to be a habit. */
const LEAST_ORDERS = 5;
/** Numbers that rose for so many months are counted up: six at random rise and then fall below all once in 5,040 times. */
const RISING_MONTHS = 6;
/** No shop sells a hundred times as much within a month. */
const LEAP = 100;

const {order_id, ordered_on} = orderColumns;

export const changedNumbers: Check = {
  title: {en: 'Order numbers change', de: 'Die Bestellnummern ändern sich'},
  sql,
  parameters: ({dataset}) => ({
    every: Math.max(1, Math.floor(dataset.orders / LOOKED_AT)),
    dominant: DOMINANT,
    least_orders: LEAST_ORDERS,
    rising_months: RISING_MONTHS,
    leap: LEAP,
  }),
  examples: {order_id, ordered_on},
  judge(facts) {
    const changes = facts.number('changes');
    if (changes === 0) return null;
    const month = facts.number('first_month');
    const [before, after] = [facts.text('id_before'), facts.text('id_after')];
    const restarts = facts.text('first_change') === 'restart';
    return {
      severity: 'look',
      count: changes,
      effect: {},
      sentence: {
        en: (format) =>
          `From ${format.month(month)} on order numbers ${restarts ? 'begin anew' : 'look different'}: ${after} after ${before}${changes > 1 ? `; ${counted(format, changes, 'change', 'changes')} in all` : ''}.`,
        de: (format) =>
          `Ab ${format.month(month)} ${restarts ? 'beginnen die Bestellnummern von vorn' : 'sehen die Bestellnummern anders aus'}: ${after} nach ${before}${changes > 1 ? `; insgesamt ${counted(format, changes, 'Wechsel', 'Wechsel')}` : ''}.`,
      },
      why: {
        en: 'This is what a move to another shop system looks like. Customer numbers often change with it, and a number used twice makes two orders into one.',
        de: 'So sieht ein Umzug auf ein anderes Shopsystem aus. Oft ändern sich dabei auch die Kundennummern, und eine doppelt vergebene Nummer macht aus zwei Bestellungen eine.',
      },
      advice: {
        en: 'If the shop moved then, check that the same customers are found before and after it. If numbers are only counted by year, all is well.',
        de: 'Ist der Shop damals umgezogen, prüfen Sie, ob dieselben Kunden davor und danach gefunden werden. Zählen die Nummern nur jährlich neu, ist alles gut.',
      },
    };
  },
};
