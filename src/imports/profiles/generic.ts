import {defineProfile} from '../define';
import {contactFields, eventFields, orderFields, spendFields} from '../fields';
import {bySynonyms, without} from '../headers';
import {headerKey} from '../parse/headers';

/** Newsletter or site events: a person, what happened, when. */
export const events = defineProfile({
  id: 'events',
  name: {en: 'Table of events', de: 'Tabelle mit Ereignissen'},
  target: 'events',
  recognises: (headers) => {
    const {kind, occurred_on, email, customer_id} = bySynonyms(headers, eventFields);
    const bought = bySynonyms(headers, orderFields);
    return (
      kind !== undefined &&
      occurred_on !== undefined &&
      (email ?? customer_id) !== undefined &&
      !amountIn(bought)
    );
  },
  columns: (headers) => bySynonyms(headers, eventFields),
});

/** Marketing spend by month and channel. */
export const spend = defineProfile({
  id: 'spend',
  name: {en: 'Table of marketing spend', de: 'Tabelle der Werbeausgaben'},
  target: 'spend',
  recognises: (headers) => {
    const {month, channel, amount} = bySynonyms(headers, spendFields);
    const {customer_id, email, order_id} = bySynonyms(headers, orderFields);
    return (
      month !== undefined &&
      channel !== undefined &&
      amount !== undefined &&
      !(customer_id ?? email ?? order_id)
    );
  },
  columns: (headers) => bySynonyms(headers, spendFields),
});

/** People without purchases: a newsletter list, a customer list. */
export const contacts = defineProfile({
  id: 'contacts',
  name: {en: 'Table of contacts', de: 'Tabelle mit Kontakten'},
  target: 'customers',
  recognises: (headers) => {
    const {email, customer_id, first_seen_on, consent} = bySynonyms(headers, contactFields);
    const bought = bySynonyms(headers, orderFields);
    return (
      bought['order_id'] === undefined &&
      (email ?? customer_id) !== undefined &&
      (first_seen_on ?? consent) !== undefined &&
      !amountIn(bought)
    );
  },
  columns: (headers) => bySynonyms(headers, contactFields),
});

/** Any table with a customer, a day and an amount; the last resort, corrected by hand where it is wrong. */
export const generic = defineProfile({
  id: 'generic',
  name: {en: 'Table of orders', de: 'Tabelle mit Bestellungen'},
  target: 'orders',
  recognises: () => true,
  columns: (headers) => {
    const columns = bySynonyms(headers, orderFields);
    // Wix calls net what is left after refunds, VAT included.
    const afterRefunds = columns['refunded'] !== undefined && headerKey(columns['net'] ?? '') === 'netamount';
    return afterRefunds && columns['total'] !== undefined ? without('net', columns) : columns;
  },
});

function amountIn(columns: Readonly<Record<string, string>>): boolean {
  return ['total', 'net', 'line_total', 'unit_price'].some((field) => columns[field] !== undefined);
}
