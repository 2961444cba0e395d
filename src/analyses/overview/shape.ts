import {count, day, flag, money} from '../../model/columns';
import {choice} from '../../model/fields';
import {grains} from '../../text/grain';
import {shape} from '../define';

export const overviewShape = shape({
  needs: ['orders'],
  fields: {
    measure: choice({
      label: {en: 'Show', de: 'Zeigen'},
      initial: 'revenue',
      effect: 'picture',
      options: {
        revenue: {en: 'Revenue', de: 'Umsatz'},
        orders: {en: 'Orders', de: 'Bestellungen'},
        customers: {en: 'Customers', de: 'Kunden'},
      },
    }),
    grain: choice({
      label: {en: 'By', de: 'Je'},
      initial: 'month',
      options: {week: grains.week, month: grains.month, quarter: grains.quarter, year: grains.year},
    }),
  },
  keeps: {},
  tables: {
    periods: {
      starts_on: day('From', 'Ab'),
      complete: flag('Complete', 'Vollständig'),
      revenue: money('Revenue', 'Umsatz'),
      new_revenue: money('First purchases', 'Erstkäufe'),
      returning_revenue: money('Later purchases', 'Folgekäufe'),
      anonymous_revenue: money('Without a customer', 'Ohne Kunden'),
      orders: count('Orders', 'Bestellungen'),
      customers: count('Customers', 'Kunden'),
      new_customers: count('First-time buyers', 'Erstkäufer'),
      returning_customers: count('Returning customers', 'Wiederkehrende Kunden'),
      last_year_revenue: money('Revenue a year before', 'Umsatz im Vorjahr'),
      last_year_orders: count('Orders a year before', 'Bestellungen im Vorjahr'),
      last_year_customers: count('Customers a year before', 'Kunden im Vorjahr'),
    },
    summary: {
      revenue: money('Revenue', 'Umsatz'),
      anonymous_revenue: money('Revenue without a customer', 'Umsatz ohne Kunden'),
      first_revenue: money('First purchases', 'Erstkäufe'),
      later_revenue: money('Later purchases', 'Folgekäufe'),
      orders: count('Orders', 'Bestellungen'),
      anonymous_orders: count('Orders without a customer', 'Bestellungen ohne Kunden'),
      customers: count('Customers', 'Kunden'),
      new_customers: count('First-time buyers', 'Erstkäufer'),
      repeat_customers: count('Repeat buyers', 'Wiederkäufer'),
      without_purchase: count('Customers of the files without a purchase', 'Kunden der Dateien ohne Kauf'),
      recent_revenue: money('Revenue of the last twelve months', 'Umsatz der letzten zwölf Monate'),
      earlier_revenue: money('Revenue of the twelve months before', 'Umsatz der zwölf Monate davor'),
      covers_two_years: flag('The orders reach back two years', 'Die Bestellungen reichen zwei Jahre zurück'),
    },
  },
  facts: {
    revenue: 'money',
    orders: 'count',
    customers: 'count',
    customer_orders: 'count',
    customer_revenue: 'money',
    anonymous_orders: 'count',
    anonymous_revenue: 'money',
    without_purchase: 'count',
    basket: 'money',
    repeat_share: 'share',
    one_time_share: 'share',
    repeat_revenue_share: 'share',
    new_customers: 'count',
    anonymous_share: 'share',
    growth: 'share',
  },
});
