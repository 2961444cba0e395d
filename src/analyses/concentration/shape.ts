import {count, day, days, flag, key, money, quantity, share, text} from '../../model/columns';
import {cuts} from '../../model/fields';
import {shape} from '../define';

const twoYears = money('Revenue of the last two years', 'Umsatz der letzten zwei Jahre');

export const concentrationShape = shape({
  needs: ['orders'],
  fields: {
    limits: cuts({
      label: {
        en: 'Status limits: normal, silver, gold, platinum above',
        de: 'Statusgrenzen: Normal, Silber, Gold, Platin über',
      },
      unit: 'money',
      length: 4,
    }),
  },
  keeps: {
    statuses: {
      customer: key('Customer', 'Kunde'),
      status: text('Status', 'Status'),
      place: count('Place by revenue', 'Platz nach Umsatz'),
      purchases: count('Purchases', 'Käufe'),
      recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
      two_year_revenue: twoYears,
      revenue: money('Revenue', 'Umsatz'),
      high_roller: flag('High roller', 'Großkäufer'),
    },
  },
  tables: {
    curve: {
      customers_share: share('Share of the customers', 'Anteil der Kunden'),
      revenue_share: share('Share of the revenue', 'Anteil am Umsatz'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
    },
    hundredths: {
      hundredth: count('Hundredth of the customers', 'Hundertstel der Kunden'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue', 'Umsatz'),
      weighted: quantity('Sum of place × revenue', 'Summe Platz × Umsatz'),
    },
    limits: {
      normal: money('Normal above', 'Normal über'),
      silver: money('Silver above', 'Silber über'),
      gold: money('Gold above', 'Gold über'),
      platinum: money('Platinum above', 'Platin über'),
    },
    tiers: {
      status: text('Status', 'Status'),
      customers: count('Customers', 'Kunden'),
      revenue: twoYears,
      average: money('per customer', 'je Kunde'),
      high_rollers: count('High rollers', 'Großkäufer'),
      high_roller_revenue: money('Revenue of the high rollers', 'Umsatz der Großkäufer'),
    },
    span: {first_on: day('First booking', 'Erste Buchung')},
  },
  facts: {
    customers: 'count',
    span_days: 'days',
    gini: 'share',
    top_fifth_share: 'share',
    top_hundredth_share: 'share',
    half_of_revenue: 'count',
    high_rollers: 'count',
    high_roller_revenue: 'money',
  },
});
