import {defineProfile} from '../define';
import {orderFields} from '../fields';
import {bySynonyms, countIn, named, without} from '../headers';

/** JTL-Ameise writes what its user picks, headed by the German names of the fields (FORMATS §1.5). */
export const jtlOrders = defineProfile({
  id: 'jtl-orders',
  system: 'JTL-Wawi',
  name: {en: 'JTL-Wawi, orders (Ameise)', de: 'JTL-Wawi, Aufträge (Ameise)'},
  target: 'orders',
  recognises: (headers) =>
    (headers.has('Auftragsnummer') || headers.has('Rechnungsnummer')) &&
    (headers.has('Positionstyp') || headers.has('Externe Auftragsnummer')) &&
    countIn(headers, [
      'VK Netto',
      'VK Brutto',
      'Artikelname',
      'Artikelnummer',
      'Menge',
      'Kundennummer',
      'Erstelldatum',
    ]) >= 3,
  columns: (headers) => ({
    // The purchase price is that of one piece.
    ...without('cost', bySynonyms(headers, orderFields)),
    ...named(headers, {
      order_id: ['Auftragsnummer', 'Externe Auftragsnummer', 'Rechnungsnummer'],
      ordered_at: ['Erstelldatum', 'Auftragsdatum', 'Rechnungsdatum'],
      unit_price: 'VK Brutto',
      unit_net: 'VK Netto',
      vat: ['MwSt', 'MwSt.', 'MwSt in %', 'Steuersatz'],
      name: ['Nachname', 'Name', 'Firma'],
    }),
  }),
  shape: 'lines',
  // Vouchers are positions too, and may be named by their article.
  kinds: [
    ['shipping', /versand|porto|fracht/],
    ['discount', /gutschein|rabatt|coupon|kupon|aufschlag|zuschlag|zahlungsart/],
  ],
  decimals: ',',
  dates: 'day-first',
  lacks: [
    {
      en: 'The fields are chosen in the Ameise: take e-mail or customer number, kind of position, quantity and price; leave out nothing of an order.',
      de: 'Die Felder werden in der Ameise gewählt: Nehmen Sie E-Mail oder Kundennummer, Positionstyp, Menge und Preis dazu; lassen Sie keine Position aus.',
    },
  ],
});
