import type {Text} from '../../text/language';
import type {Reason, Rules} from '../../worker/api';

/** Why rows are set aside, as a shop owner would say it. */
export const reasonTexts: Readonly<Record<Reason, Text>> = {
  blank: {en: 'empty rows', de: 'leere Zeilen'},
  misfit: {en: 'more cells than columns', de: 'mehr Zellen als Spalten'},
  total_row: {en: 'rows of totals', de: 'Summenzeilen'},
  unreadable_amount: {en: 'amount cannot be read', de: 'Betrag nicht lesbar'},
  duplicate: {en: 'the same row twice', de: 'dieselbe Zeile doppelt'},
  no_sale: {
    en: 'no sales (fees, transfers, payouts, own purchases)',
    de: 'keine Verkäufe (Gebühren, Umbuchungen, Auszahlungen, eigene Käufe)',
  },
  no_day: {en: 'no readable date', de: 'kein lesbares Datum'},
  no_amount: {en: 'no amount', de: 'kein Betrag'},
  no_person: {en: 'neither customer number nor e-mail', de: 'weder Kundennummer noch E-Mail'},
  no_customer: {en: 'orders without a customer', de: 'Bestellungen ohne Kunden'},
  cancelled: {en: 'cancelled orders', de: 'stornierte Bestellungen'},
  unpaid: {en: 'unpaid orders', de: 'unbezahlte Bestellungen'},
  test: {en: 'test orders', de: 'Testbestellungen'},
  zero_value: {en: 'orders worth nothing', de: 'Bestellungen ohne Wert'},
  replaced: {en: 'replaced by a newer file', de: 'durch eine neuere Datei ersetzt'},
  other_currency: {en: 'orders in another currency', de: 'Bestellungen in anderer Währung'},
};

/** The rules that leave orders out. */
export const ruleTexts: Readonly<Record<keyof Rules['leaveOut'], Text>> = {
  cancelled: {en: 'Leave out cancelled orders', de: 'Stornierte Bestellungen auslassen'},
  unpaid: {en: 'Leave out unpaid orders', de: 'Unbezahlte Bestellungen auslassen'},
  test: {en: 'Leave out test orders', de: 'Testbestellungen auslassen'},
  zero: {en: 'Leave out orders worth nothing', de: 'Bestellungen ohne Wert auslassen'},
};
