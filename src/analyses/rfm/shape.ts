import {count, days, key, money, score, share, text} from '../../model/columns';
import {choice, cuts} from '../../model/fields';
import {shape} from '../define';

export const rfmShape = shape({
  needs: ['orders'],
  fields: {
    color: choice({
      label: {en: 'Colour by', de: 'Farbe nach'},
      initial: 'customers',
      effect: 'picture',
      options: {
        customers: {en: 'Customers', de: 'Kunden'},
        revenue: {en: 'Revenue', de: 'Umsatz'},
        average: {en: 'Revenue per customer', de: 'Umsatz je Kunde'},
      },
    }),
    recency: cuts({
      label: {
        en: 'Recency limits (days since the last purchase)',
        de: 'Grenzen Recency (Tage seit dem letzten Kauf)',
      },
      unit: 'days',
      length: 4,
    }),
    frequency: cuts({
      label: {en: 'Frequency limits (number of purchases)', de: 'Grenzen Frequency (Zahl der Käufe)'},
      unit: 'count',
      length: 4,
    }),
    monetary: cuts({
      label: {en: 'Monetary limits (revenue)', de: 'Grenzen Monetary (Umsatz)'},
      unit: 'money',
      length: 4,
    }),
  },
  steps: {
    counts: {
      r: score('R', 'R'),
      f: score('F', 'F'),
      segment: text('Segment', 'Segment'),
      recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
    },
  },
  keeps: {
    scores: {
      customer: key('Customer', 'Kunde'),
      recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
      purchases: count('Purchases', 'Käufe'),
      revenue: money('Revenue', 'Umsatz'),
      r: score('R', 'R'),
      f: score('F', 'F'),
      m: score('M', 'M'),
      segment: text('Segment', 'Segment'),
    },
  },
  tables: {
    spread: {
      share: share('Share of customers', 'Anteil der Kunden'),
      recency_days: days('Recency', 'Recency'),
      purchases: count('Frequency', 'Frequency'),
      revenue: money('Monetary', 'Monetary'),
      customers: count('Customers', 'Kunden'),
      one_time_share: share('Share with one purchase', 'Anteil mit einem Kauf'),
    },
    cells: {
      r: score('R', 'R'),
      f: score('F', 'F'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
      average: money('Revenue per customer', 'Umsatz je Kunde'),
    },
    segments: {
      segment: text('Segment', 'Segment'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
      average: money('Revenue per customer', 'Umsatz je Kunde'),
      recency_days: days('Median days since the last purchase', 'Tage seit dem letzten Kauf (Median)'),
    },
    groups: {
      regulars: count('Regulars', 'Stammkunden'),
      regulars_revenue: money('Revenue of the regulars', 'Umsatz der Stammkunden'),
      slipping: count('Slipping away', 'Gehen verloren'),
      slipping_revenue: money('Revenue of those slipping away', 'Umsatz derer, die verloren gehen'),
      slipping_days: days(
        'Their median days since the last purchase',
        'Ihre Tage seit dem letzten Kauf (Median)',
      ),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
    },
    limits: {
      score: score('Score', 'Punkte'),
      recency_days: days('Recency: up to … days', 'Recency: bis … Tage'),
      purchases: count('Frequency: up to … purchases', 'Frequency: bis … Käufe'),
      revenue: money('Monetary: up to …', 'Monetary: bis …'),
    },
  },
  facts: {
    customers: 'count',
    revenue: 'money',
    one_time_share: 'share',
    natural_frequency: 'flag',
    steps: 'count',
    regulars: 'count',
    regulars_revenue: 'money',
    slipping: 'count',
    slipping_revenue: 'money',
    slipping_days: 'days',
  },
});
