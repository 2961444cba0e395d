import {defineProfile, type Refusal} from '../define';
import {columnsNamed, countIn, having} from '../headers';

/** Payments, in the old and the unified layout; columns are chosen by the user (FORMATS §1.18). */
export const stripePayments = defineProfile({
  id: 'stripe-payments',
  system: 'Stripe',
  name: {en: 'Stripe payments export', de: 'Stripe-Zahlungsexport'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('id', 'Amount') &&
    (headers.has('Created (UTC)') || headers.has('Created date (UTC)')) &&
    countIn(headers, [
      'Captured',
      'Amount Refunded',
      'Converted Amount',
      'Payment Source Type',
      'PaymentIntent ID',
    ]) >= 2,
  columns: columnsNamed({
    order_id: 'id',
    ordered_at: ['Created date (UTC)', 'Created (UTC)'],
    customer_id: 'Customer ID',
    email: 'Customer Email',
    total: 'Amount',
    refunded: 'Amount Refunded',
    status: 'Status',
    currency: 'Currency',
    test: 'Mode',
  }),
  shape: 'order',
  states: [['unpaid', /^(?:requires|incomplete|uncaptured|pending|processing)/]],
  tests: /^test/,
  lacks: [
    {
      en: 'It has payments, not orders: no products, no shipping and no VAT. State the VAT rate under Rules.',
      de: 'Die Datei hat Zahlungen, keine Bestellungen: keine Produkte, keine Versandkosten, keine MwSt. Geben Sie unter „Regeln“ den MwSt.-Satz an.',
    },
  ],
});

export const stripeBalance: Refusal = {
  id: 'stripe-balance',
  system: 'Stripe',
  name: {
    en: 'a Stripe report of balance or payouts',
    de: 'ein Bericht von Stripe über Guthaben oder Auszahlungen',
  },
  instead: {
    en: 'In Stripe, open Payments and choose Export with all columns.',
    de: 'Öffnen Sie in Stripe „Zahlungen“ und wählen Sie „Exportieren“ mit allen Spalten.',
  },
  recognises: (headers) =>
    headers.has('balance_transaction_id', 'reporting_category') ||
    having(['id', 'Arrival Date (UTC)', 'Amount'])(headers),
};
