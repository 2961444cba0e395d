import {count, day, days, key, money, quantity, score, share, text} from '../../model/columns';
import {choice, number} from '../../model/fields';
import {shape} from '../define';
import {orderCost} from '../order_cost';
import {rfmShape} from '../rfm/shape';

/** Days in which a next purchase is soon. */
export const SOON = 30;

/** Fields, tables and columns that `value` and `projection` have in common. */
export const horizonField = choice({
  label: {en: 'Months ahead', de: 'Monate voraus'},
  initial: '12',
  options: {
    '3': {en: '3', de: '3'},
    '6': {en: '6', de: '6'},
    '12': {en: '12', de: '12'},
    '24': {en: '24', de: '24'},
  },
});

export const marginFields = {
  margin_rate: number({
    label: {en: 'Margin', de: 'Marge'},
    initial: null,
    nullable: true,
    placeholder: {en: 'from the costs', de: 'aus den Kosten'},
    unit: 'share',
    min: 0,
    max: 1,
    step: 0.01,
    more: true,
  }),
  order_cost: orderCost,
};

const history = {
  x: count('Repeat purchases', 'Folgekäufe'),
  tx_days: days('Days from first to last purchase', 'Tage vom ersten bis zum letzten Kauf'),
  age_days: days('Days since the first purchase', 'Tage seit dem ersten Kauf'),
  mean_value: money('Mean value of the repeat purchases', 'Mittlerer Wert der Folgekäufe'),
  customers: count('Customers', 'Kunden'),
};

/** Those of `foundationTables` that have about a row per customer. */
export const longTables = ['histories', 'origin_histories'];

export const foundationTables = {
  histories: {...history, revenue: money('Revenue so far', 'Umsatz bisher')},
  origin_histories: {
    origin_on: day('Known on', 'Bekannt am'),
    ...history,
    future_purchases: count('Purchases afterwards', 'Käufe danach'),
    future_buyers: count('Bought afterwards', 'Haben danach gekauft'),
    future_revenue: money('Revenue afterwards', 'Umsatz danach'),
  },
  flows: {
    first_month: count('Month of the first purchase, counted back', 'Monat des Erstkaufs, zurückgezählt'),
    month: count('Month, counted back', 'Monat, zurückgezählt'),
    new_customers: count('New customers', 'Neukunden'),
    first_revenue: money('Revenue of first purchases', 'Umsatz der Erstkäufe'),
    repeat_purchases: count('Repeat purchases', 'Folgekäufe'),
    repeat_revenue: money('Revenue of repeat purchases', 'Umsatz der Folgekäufe'),
    refunds: money('Paid back', 'Erstattet'),
    sampled_repeat_purchases: count('Repeat purchases of the sample', 'Folgekäufe der Stichprobe'),
    sampled_revenue: money('Revenue of the sample', 'Umsatz der Stichprobe'),
  },
  costs: {
    cost: money('Cost of goods', 'Wareneinsatz'),
    covered_revenue: money('Net amount with a cost', 'Nettobetrag mit Kosten'),
  },
  parameters: {
    model: text('Model', 'Modell'),
    parameter: text('Parameter', 'Parameter'),
    value: quantity('Value (times in days)', 'Wert (Zeiten in Tagen)'),
    low: quantity('95% interval from', '95-%-Intervall von'),
    high: quantity('95% interval to', '95-%-Intervall bis'),
  },
  backtest: {
    origin_on: day('Forecast made on', 'Prognose vom'),
    until_on: day('For the time until', 'Für die Zeit bis'),
    model: text('Forecast', 'Prognose'),
    predicted: money('Predicted revenue', 'Vorhergesagter Umsatz'),
    actual: money('Actual revenue', 'Tatsächlicher Umsatz'),
    error_share: share('Error', 'Fehler'),
  },
};

const expected = {
  chance: share('Chance to buy', 'Chance auf einen Kauf'),
  expected_purchases: quantity('Expected purchases', 'Erwartete Käufe'),
  expected_revenue: money('Expected revenue', 'Erwarteter Umsatz'),
};
const interval = {
  revenue_low: money('90% interval from', '90-%-Intervall von'),
  revenue_high: money('90% interval to', '90-%-Intervall bis'),
  expected_margin: money('Expected margin', 'Erwarteter Deckungsbeitrag'),
};

export const valueShape = shape({
  needs: ['orders'],
  fields: {
    horizon: horizonField,
    by: choice({
      label: {en: 'By', de: 'Nach'},
      initial: 'none',
      options: {
        none: {en: 'Value, in tenths', de: 'Wert, in Zehnteln'},
        segment: {en: 'RFM segment', de: 'RFM-Segment'},
        product: {en: 'First product', de: 'Erstem Produkt'},
        category: {en: 'First category', de: 'Erster Kategorie'},
        channel: {en: 'First channel', de: 'Erstem Kanal'},
        country: {en: 'First country', de: 'Erstem Land'},
      },
    }),
    measure: choice({
      label: {en: 'Count', de: 'Zählen'},
      initial: 'revenue',
      options: {
        revenue: {en: 'Revenue', de: 'Umsatz'},
        margin: {en: 'Margin', de: 'Deckungsbeitrag'},
      },
    }),
    ...marginFields,
  },
  keeps: {
    customers: {
      customer: key('Customer', 'Kunde'),
      decile: score('Tenth by expected revenue', 'Zehntel nach erwartetem Umsatz'),
      chance: expected.chance,
      next_order_on: day('Next purchase by (50%)', 'Nächster Kauf bis (50 %)'),
      expected_purchases: expected.expected_purchases,
      purchases_low: count('90% interval of the purchases from', '90-%-Intervall der Käufe von'),
      purchases_high: count('90% interval of the purchases to', '90-%-Intervall der Käufe bis'),
      expected_revenue: expected.expected_revenue,
      expected_margin: money('Expected margin', 'Erwarteter Deckungsbeitrag'),
      purchases: count('Purchases', 'Käufe'),
      recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
      revenue: money('Revenue', 'Umsatz'),
    },
  },
  tables: {
    deciles: {
      decile: score('Tenth of the customers', 'Zehntel der Kunden'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue so far', 'Umsatz bisher'),
      ...expected,
      ...interval,
    },
    groups: {
      member: text('Group', 'Gruppe'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue so far', 'Umsatz bisher'),
      ...expected,
      ...interval,
      revenue_per_customer: money('Expected revenue per customer', 'Erwarteter Umsatz je Kunde'),
    },
    calibration: {
      decile: score('Tenth by predicted revenue', 'Zehntel nach vorhergesagtem Umsatz'),
      customers: count('Customers', 'Kunden'),
      predicted_share: share('Predicted to buy', 'Vorhergesagt: kaufen'),
      actual_share: share('Bought', 'Haben gekauft'),
      predicted_revenue: money('Predicted revenue', 'Vorhergesagter Umsatz'),
      actual_revenue: money('Actual revenue', 'Tatsächlicher Umsatz'),
    },
    ...foundationTables,
    newcomers: {
      customers: count('Customers who came long enough ago', 'Kunden, die lange genug da sind'),
      revenue: money('Their revenue of that time', 'Ihr Umsatz in dieser Zeit'),
    },
    spread: rfmShape.tables.spread,
    members: {
      place: count('Place', 'Rang'),
      member: text('Group', 'Gruppe'),
      customers: count('Customers', 'Kunden'),
      revenue: money('Revenue so far', 'Umsatz bisher'),
    },
    member_histories: {
      place: count('Place', 'Rang'),
      x: history.x,
      tx_days: history.tx_days,
      age_days: history.age_days,
      customers: history.customers,
      repeat_value: money('Sum of the mean values', 'Summe der mittleren Werte'),
    },
  },
  long: [...longTables, 'member_histories'],
  facts: {
    customers: 'count',
    revenue: 'money',
    horizon: 'count',
    reason: 'count',
    margin_shown: 'flag',
    stays: 'flag',
    history_months: 'count',
    rate_revenue: 'money',
    projected_revenue: 'money',
    projected_model: 'count',
    projected_seasonal: 'flag',
    expected_revenue: 'money',
    revenue_low: 'money',
    revenue_high: 'money',
    interval: 'count',
    expected_purchases: 'quantity',
    expected_buyers: 'count',
    likely_soon: 'count',
    expected_margin: 'money',
    top_share: 'share',
    one_time_chance: 'share',
    repeat_chance: 'share',
    first_value: 'money',
    newcomer_value: 'money',
    followed_newcomers: 'count',
    followed_value: 'money',
    newcomer_margin: 'money',
    margin_rate: 'share',
    correlation: 'share',
    spending: 'count',
    tested_origins: 'count',
    tested_months: 'count',
    mean_error: 'share',
    bias: 'share',
    covered: 'count',
    brier: 'share',
    repeaters: 'count',
  },
});
