import type {Language, Text} from './language';

/** Why rows are set aside, as a shop owner would say it. */
export const reasonTexts = {
  blank: {en: 'empty rows', de: 'leere Zeilen'},
  misfit: {
    en: 'cells that do not fit the columns (too many, slipped, or the header again)',
    de: 'Zellen, die nicht zu den Spalten passen (zu viele, verrutscht oder noch einmal die Kopfzeile)',
  },
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
  ignored_refund: {
    en: 'refunds, which your rule does not look at',
    de: 'Erstattungen, die nach Ihrer Regel nicht zählen',
  },
  paid_back: {en: 'orders paid back in full', de: 'ganz erstattete Bestellungen'},
} as const satisfies Readonly<Record<string, Text>>;

/** Why a row is not used. */
export type Reason = keyof typeof reasonTexts;

/** Every reason in one language. */
export function reasonWords(language: Language): Readonly<Record<Reason, string>> {
  const words = Object.entries(reasonTexts).map(([reason, text]) => [reason, text[language]]);
  return Object.fromEntries(words) as Record<Reason, string>;
}
