import {count, day, days, flag, key, money, share, text} from '../../model/columns';
import {choice, number} from '../../model/fields';
import {shape} from '../define';

const limitField = (initial: number, en: string, de: string) =>
  number({label: {en, de}, initial, min: 1, max: 3650, step: 1, unit: 'days', more: true});

const source = text('Source', 'Quelle');

export const signupsShape = shape({
  needs: ['orders', 'customers'],
  fields: {
    view: choice({
      label: {en: 'Show', de: 'Zeigen'},
      initial: 'curve',
      effect: 'picture',
      options: {
        curve: {en: 'From sign-up to order', de: 'Von der Anmeldung zur Bestellung'},
        sources: {en: 'By source', de: 'Nach Quelle'},
        leads: {en: 'Leads today', de: 'Interessenten heute'},
        outcomes: {en: 'All contacts', de: 'Alle Kontakte'},
      },
    }),
    new_days: limitField(30, 'New for (days)', 'Neu für (Tage)'),
    active_days: limitField(
      90,
      'Active up to (days since the last sign)',
      'Aktiv bis (Tage seit dem letzten Zeichen)',
    ),
    inactive_days: limitField(
      365,
      'Inactive from (days since the last sign)',
      'Inaktiv ab (Tagen seit dem letzten Zeichen)',
    ),
  },
  keeps: {
    signup_stages: {
      customer: key('Customer', 'Kunde'),
      outcome: text('Outcome', 'Ausgang'),
      stage: text('Stage as a lead', 'Stufe als Interessent'),
      source,
      signed_up_on: day('Sign-up', 'Anmeldung'),
      ordered_on: day('First order', 'Erste Bestellung'),
      wait_days: days('Days to the first order or today', 'Tage bis zur ersten Bestellung oder heute'),
      silent_days: days('Days since the last sign of life', 'Tage seit dem letzten Lebenszeichen'),
      unsubscribed: flag('Unsubscribed', 'Abgemeldet'),
      purchases: count('Purchases', 'Käufe'),
      revenue: money('Revenue', 'Umsatz'),
    },
  },
  tables: {
    sources: {
      source,
      signups: count('Sign-ups before an order', 'Anmeldungen vor einer Bestellung'),
      ordered: count('Have ordered since', 'Haben seither bestellt'),
      by_30_share: share('Ordered by day 30', 'Bestellt bis Tag 30'),
      by_30_low: share('95% interval from', '95-%-Intervall von'),
      by_30_high: share('95% interval to', '95-%-Intervall bis'),
      by_90_share: share('Ordered by day 90', 'Bestellt bis Tag 90'),
      by_90_low: share('95% interval from', '95-%-Intervall von'),
      by_90_high: share('95% interval to', '95-%-Intervall bis'),
      by_365_share: share('Ordered by day 365', 'Bestellt bis Tag 365'),
      by_365_low: share('95% interval from', '95-%-Intervall von'),
      by_365_high: share('95% interval to', '95-%-Intervall bis'),
      apart: count('Signed up with or after an order', 'Anmeldung mit oder nach einer Bestellung'),
    },
    chances: {
      waited_days: days('Days since the sign-up without an order', 'Tage seit der Anmeldung ohne Bestellung'),
      chance: share('Chance to order in the next 90 days', 'Chance auf Bestellung in den nächsten 90 Tagen'),
      low: share('95% interval from', '95-%-Intervall von'),
      high: share('95% interval to', '95-%-Intervall bis'),
      at_risk: count('Watched so long', 'So lange beobachtet'),
    },
    lead_stages: {
      stage: text('Stage', 'Stufe'),
      leads: count('Leads', 'Interessenten'),
      unsubscribed: count('Of these unsubscribed', 'Davon abgemeldet'),
    },
    outcomes: {
      outcome: text('Outcome', 'Ausgang'),
      contacts: count('Contacts', 'Kontakte'),
      contact_share: share('Share of the contacts', 'Anteil an den Kontakten'),
    },
    curve: {
      source,
      days: days('Days since the sign-up', 'Tage seit der Anmeldung'),
      ordered_share: share('Share that has ordered', 'Anteil, der bestellt hat'),
      low: share('95% interval from', '95-%-Intervall von'),
      high: share('95% interval to', '95-%-Intervall bis'),
      at_risk: count('Watched so long', 'So lange beobachtet'),
    },
    waits: {
      source,
      outcome: text('Outcome', 'Ausgang'),
      days: days('Days from the sign-up', 'Tage seit der Anmeldung'),
      contacts: count('Contacts', 'Kontakte'),
    },
  },
  facts: {
    contacts: 'count',
    signups: 'count',
    ordered: 'count',
    same_day: 'count',
    before: 'count',
    earlier: 'count',
    undated: 'count',
    horizon_days: 'days',
    ordered_share: 'share',
    ordered_low: 'share',
    ordered_high: 'share',
    first_month_share: 'share',
    half_days: 'days',
    leads: 'count',
    new_leads: 'count',
    active_leads: 'count',
    cold_leads: 'count',
    inactive_leads: 'count',
    undated_leads: 'count',
    late_chance: 'share',
    late_low: 'share',
    late_high: 'share',
    sources: 'count',
    sources_p: 'share',
  },
});
