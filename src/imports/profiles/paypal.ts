import {defineProfile} from '../define';
import {columnsNamed, having} from '../headers';

const refund = /refund|reversal|chargeback|rückzahlung|rückerstattung|erstattung|rückbuchung|zahlungsstorno/;
// Money that moves without a sale: to and from the bank, between currencies, held back, fees.
const nothing =
  /bank|deposit|withdraw|abbuchung|transfer|überweisung|umrechnung|conversion|hold|einbehalt|freigabe|release|gebühr|entgelt|\bfee|credit|gutschrift|authori[sz]ation|autorisierung|order$|request|anforderung|bill(?:ing)? agreement|aufladung/;
const sale = /payment|zahlung|purchase|kauf|checkout|donation|spende|sale/;

const lacks = [
  {
    en: 'It has payments, not orders: only finished sales and their refunds are read; transfers, fees and own purchases are set aside. It has no products and no VAT: state the VAT rate under Rules.',
    de: 'Die Datei hat Zahlungen, keine Bestellungen: Gelesen werden nur abgeschlossene Verkäufe und ihre Erstattungen; Umbuchungen, Gebühren und eigene Käufe bleiben beiseite. Produkte und MwSt. fehlen: Geben Sie unter „Regeln“ den MwSt.-Satz an.',
  },
];

const meaning = {
  shape: 'order',
  kinds: [
    ['refund', refund],
    ['nothing', nothing],
    ['sale', sale],
    ['nothing', /./],
  ],
  states: [
    [
      'counts',
      /^(?:completed|abgeschlossen|cleared|freigegeben|partially refunded|teilweise zurückgezahlt)$/,
    ],
    ['refunded', /^(?:refunded|zurückgezahlt|zurückerstattet|reversed|rückbuchung)$/],
    ['unpaid', /^(?:pending|ausstehend|unclaimed|nicht abgeholt|held|denied|verweigert|on hold)/],
  ],
  alsoBuys: true,
  lacks,
} as const;

/** An activity report names every movement of the account (FORMATS §1.19). */
export const paypalActivity = defineProfile({
  ...meaning,
  id: 'paypal-activity',
  system: 'PayPal',
  name: {en: 'PayPal activity report', de: 'PayPal-Aktivitätsbericht (englisch)'},
  target: 'orders',
  recognises: having(['Date', 'Type', 'Status', 'Gross', 'Transaction ID', 'From Email Address']),
  columns: columnsNamed({
    order_id: 'Transaction ID',
    ordered_at: 'Date',
    email: 'From Email Address',
    name: 'Name',
    kind: 'Type',
    status: 'Status',
    currency: 'Currency',
    total: 'Gross',
    shipping: 'Shipping and Handling Amount',
    refund_of: 'Reference Txn ID',
    country: 'Country Code',
  }),
});

export const paypalActivityGerman = defineProfile({
  ...meaning,
  id: 'paypal-activity-german',
  system: 'PayPal',
  name: {en: 'PayPal activity report (German)', de: 'PayPal-Aktivitätsbericht'},
  target: 'orders',
  recognises: (headers) =>
    headers.has('Datum', 'Status', 'Brutto', 'Transaktionscode', 'Absender E-Mail-Adresse') &&
    (headers.has('Typ') || headers.has('Beschreibung')),
  columns: columnsNamed({
    order_id: 'Transaktionscode',
    ordered_at: 'Datum',
    email: 'Absender E-Mail-Adresse',
    name: 'Name',
    kind: ['Typ', 'Beschreibung'],
    status: 'Status',
    currency: 'Währung',
    total: 'Brutto',
    shipping: 'Versand- und Bearbeitungsgebühr',
    refund_of: 'Zugehöriger Transaktionscode',
    country: 'Ländervorwahl',
  }),
  decimals: ',',
  dates: 'day-first',
});
