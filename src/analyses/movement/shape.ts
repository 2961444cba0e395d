import {count, day, days, key, money, text} from '../../model/columns';
import {choice} from '../../model/fields';
import {shape} from '../define';
import {earlierDay} from '../rfm/earlier_day';
import {rfmShape} from '../rfm/shape';

const before = text('Segment before', 'Segment vorher');
const today = text('Segment today', 'Segment heute');

export const movementShape = shape({
  needs: ['orders'],
  fields: {
    months: choice({
      label: {en: 'Compared with', de: 'Verglichen mit'},
      initial: '12',
      options: {
        1: {en: 'a month before', de: 'einem Monat davor'},
        3: {en: 'three months before', de: 'drei Monaten davor'},
        6: {en: 'six months before', de: 'sechs Monaten davor'},
        12: {en: 'a year before', de: 'einem Jahr davor'},
        24: {en: 'two years before', de: 'zwei Jahren davor'},
        own: {en: 'a day of your own', de: 'einem eigenen Tag'},
      },
    }),
    day: earlierDay,
    measure: choice({
      label: {en: 'Show', de: 'Zeigen'},
      initial: 'customers',
      effect: 'picture',
      options: {
        customers: {en: 'Customers', de: 'Kunden'},
        share: {en: 'Share of the row', de: 'Anteil der Zeile'},
        revenue: {en: 'Revenue', de: 'Umsatz'},
      },
    }),
  },
  keeps: {
    moved: {
      customer: key('Customer', 'Kunde'),
      segment_before: before,
      segment: today,
      recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
      purchases: count('Purchases', 'Käufe'),
      revenue: money('Revenue', 'Umsatz'),
      revenue_before: money('Revenue up to the earlier day', 'Umsatz bis zum früheren Tag'),
    },
  },
  tables: {
    spread: rfmShape.tables.spread,
    span: {first_on: day('First purchase', 'Erster Kauf')},
    moves: {
      segment_before: before,
      segment: today,
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
      revenue_before: money('Revenue up to the earlier day', 'Umsatz bis zum früheren Tag'),
    },
  },
  facts: {
    compared_on: 'day',
    known_before: 'count',
    regulars_before: 'count',
    regulars_still: 'count',
    regulars_still_low: 'share',
    regulars_still_high: 'share',
    regulars_slipped: 'count',
    regulars_slipped_revenue: 'money',
    regulars_risen: 'count',
    newcomers: 'count',
  },
});
