import {count, day, days, flag, key, money, score, text} from '../../model/columns';
import {choice, cuts} from '../../model/fields';
import {shape} from '../define';
import {rfmShape} from '../rfm/shape';

export const engagementShape = shape({
  needs: ['orders', 'events'],
  fields: {
    measure: choice({
      label: {en: 'Show', de: 'Zeigen'},
      initial: 'customers',
      effect: 'picture',
      options: {
        customers: {en: 'Customers', de: 'Kunden'},
        revenue: {en: 'Revenue', de: 'Umsatz'},
      },
    }),
    limits: cuts({
      label: {
        en: 'Engagement limits (days since the last opening)',
        de: 'Grenzen Engagement (Tage seit der letzten Öffnung)',
      },
      unit: 'days',
      length: 4,
    }),
  },
  keeps: {
    reached: {
      customer: key('Customer', 'Kunde'),
      e: score('E', 'E'),
      r: score('R', 'R'),
      segment: text('Segment', 'Segment'),
      silent_days: days(
        'Days since the last opening or click',
        'Tage seit der letzten Öffnung oder dem letzten Klick',
      ),
      contacted: flag('Any event', 'Irgendein Ereignis'),
      unsubscribed: flag('Unsubscribed', 'Abgemeldet'),
      recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
      purchases: count('Purchases', 'Käufe'),
      revenue: money('Revenue', 'Umsatz'),
    },
  },
  tables: {
    spread: rfmShape.tables.spread,
    cells: {
      e: score('E', 'E'),
      segment: text('Segment', 'Segment'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
      contacted: count('With any event', 'Mit irgendeinem Ereignis'),
      unsubscribed: count('Unsubscribed', 'Abgemeldet'),
    },
    seen: {
      events: count('Events', 'Ereignisse'),
      later_events: count('After the as-of date', 'Nach dem Stichtag'),
      strange_events: count('Of nobody known', 'Von niemandem, der bekannt ist'),
      first_on: day('First event', 'Erstes Ereignis'),
    },
  },
  facts: {
    customers: 'count',
    contacted: 'count',
    events: 'count',
    later_events: 'count',
    first_event_on: 'day',
    unsubscribed: 'count',
    quiet_readers: 'count',
    quiet_readers_revenue: 'money',
    silent_regulars: 'count',
    silent_regulars_revenue: 'money',
  },
});
