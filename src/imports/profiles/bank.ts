import type {Refusal} from '../define';

/** What banks call the parts of a statement; the purpose of a transfer stands in no shop's export. */
export const bankStatement: Refusal = {
  id: 'bank-statement',
  system: 'Bank',
  name: {en: 'a bank statement', de: 'ein Kontoauszug'},
  instead: {
    en: 'Export the orders from the shop system instead.',
    de: 'Exportieren Sie stattdessen die Bestellungen aus dem Shopsystem.',
  },
  recognises: (headers) =>
    headers.has('Verwendungszweck') &&
    ['Buchungstag', 'Buchungsdatum', 'Buchung', 'Wertstellung', 'Valutadatum', 'Valuta'].some((name) =>
      headers.has(name),
    ),
};
