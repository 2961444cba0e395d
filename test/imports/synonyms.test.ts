import {expect, test} from 'vitest';
import {profiles} from '../../src/imports';
import {headerSet} from '../../src/imports/headers';

/** Systems without a header of their own: what a user or an extension writes, and the fields that must be found. */
const exports: readonly (readonly [
  system: string,
  headers: string,
  fields: Readonly<Record<string, string>>,
])[] = [
  [
    'Billbee',
    'Bestellnummer;Bestelldatum;Kunde;E-Mail;Shop;Artikelnummer;Artikelname;Menge;Gesamtpreis;Status',
    {
      order_id: 'Bestellnummer',
      ordered_at: 'Bestelldatum',
      email: 'E-Mail',
      total: 'Gesamtpreis',
      status: 'Status',
      channel: 'Shop',
      sku: 'Artikelnummer',
    },
  ],
  [
    'Gambio, modified, xt:Commerce',
    'orders_id;customers_id;customers_name;customers_email_address;date_purchased;orders_status;currency;products_model;products_name;products_quantity;products_price',
    {
      order_id: 'orders_id',
      customer_id: 'customers_id',
      email: 'customers_email_address',
      ordered_at: 'date_purchased',
      quantity: 'products_quantity',
      unit_price: 'products_price',
      status: 'orders_status',
    },
  ],
  [
    'OXID',
    'OXORDERNR;OXORDERDATE;OXUSERID;OXBILLEMAIL;OXTOTALORDERSUM;OXTOTALNETSUM;OXDELCOST;OXCURRENCY;OXSTORNO',
    {
      order_id: 'OXORDERNR',
      ordered_at: 'OXORDERDATE',
      customer_id: 'OXUSERID',
      email: 'OXBILLEMAIL',
      total: 'OXTOTALORDERSUM',
      net: 'OXTOTALNETSUM',
      shipping: 'OXDELCOST',
      cancelled_at: 'OXSTORNO',
    },
  ],
  [
    'OpenCart',
    'order_id,customer_id,firstname,lastname,email,total,order_status_id,currency_code,currency_value,date_added',
    {
      order_id: 'order_id',
      customer_id: 'customer_id',
      email: 'email',
      total: 'total',
      ordered_at: 'date_added',
      currency: 'currency_code',
    },
  ],
  [
    'xentral',
    'Belegnr.;Datum;Kundennummer;E-Mail;Artikelnummer;Bezeichnung;Menge;Preis;Währung;Status',
    {
      order_id: 'Belegnr.',
      ordered_at: 'Datum',
      customer_id: 'Kundennummer',
      email: 'E-Mail',
      quantity: 'Menge',
      unit_price: 'Preis',
    },
  ],
  [
    'Brevo',
    'EMAIL;VORNAME;NACHNAME;DOUBLE_OPT-IN;ADDED_TIME',
    {email: 'EMAIL', consent: 'DOUBLE_OPT-IN', first_seen_on: 'ADDED_TIME'},
  ],
  [
    'CleverReach',
    'email;registered;source;Vorname',
    {email: 'email', first_seen_on: 'registered', acquired_by: 'source'},
  ],
];

test.each(exports)('%s is mapped by the names of its columns', (_, line, fields) => {
  const headers = headerSet(line.split(/[;,]/));
  const profile = profiles.find((candidate) => candidate.recognises(headers))!;
  expect(Object.keys(profile)).not.toContain('system');
  expect(profile.columns(headers)).toMatchObject(fields);
});

test('an amount that is net of refunds is not taken for one without VAT', () => {
  const headers = headerSet(['Order number', 'Date created', 'Total', 'Refunded amount', 'Net amount']);
  const profile = profiles.find((candidate) => candidate.recognises(headers))!;
  expect(profile.columns(headers)).not.toHaveProperty('net');
});
