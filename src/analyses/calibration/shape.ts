import {count, day, key, money, score, share, text} from '../../model/columns';
import {choice} from '../../model/fields';
import {shape} from '../define';
import {earlierDay} from '../rfm/earlier_day';
import {rfmShape} from '../rfm/shape';

const outcome = {
  customers: count('Customers then', 'Kunden damals'),
  buyers: count('Bought afterwards', 'Kauften danach'),
  purchases: count('Purchases afterwards', 'Käufe danach'),
  revenue: money('Revenue afterwards', 'Umsatz danach'),
};
const rates = {
  ...outcome,
  bought_share: share('Share that bought', 'Anteil, der kaufte'),
  bought_share_low: share('at least (95%)', 'mindestens (95 %)'),
  bought_share_high: share('at most (95%)', 'höchstens (95 %)'),
  revenue_per_customer: money('Revenue afterwards per customer', 'Umsatz danach je Kunde'),
};

export const calibrationShape = shape({
  needs: ['orders'],
  fields: {
    months: choice({
      label: {en: 'Scored', de: 'Bewertet'},
      initial: '6',
      options: {
        3: {en: 'three months before', de: 'vor drei Monaten'},
        6: {en: 'six months before', de: 'vor sechs Monaten'},
        12: {en: 'a year before', de: 'vor einem Jahr'},
        own: {en: 'on a day of your own', de: 'an einem eigenen Tag'},
      },
    }),
    day: earlierDay,
  },
  keeps: {
    followed: {
      customer: key('Customer', 'Kunde'),
      segment: text('Segment then', 'Segment damals'),
      r: score('R', 'R'),
      f: score('F', 'F'),
      m: score('M', 'M'),
      later_purchases: count('Purchases afterwards', 'Käufe danach'),
      later_revenue: money('Revenue afterwards', 'Umsatz danach'),
      revenue: money('Revenue', 'Umsatz'),
    },
  },
  tables: {
    spread: rfmShape.tables.spread,
    span: {first_on: day('First purchase', 'Erster Kauf')},
    outcomes: {
      segment: text('Segment then', 'Segment damals'),
      r: score('R', 'R'),
      f: score('F', 'F'),
      m: score('M', 'M'),
      ...outcome,
    },
    segments: {segment: text('Segment then', 'Segment damals'), ...rates},
    scores: {dimension: text('Dimension', 'Dimension'), score: score('Score', 'Punkte'), ...rates},
  },
  facts: {
    scored_on: 'day',
    customers: 'count',
    bought_share: 'share',
    r_top: 'share',
    r_top_low: 'share',
    r_top_high: 'share',
    r_bottom: 'share',
    r_bottom_low: 'share',
    r_bottom_high: 'share',
    r_rises: 'flag',
    f_rises: 'flag',
    m_rises: 'flag',
  },
});
