import type {Dataset} from '../../model/dataset';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {OrderState, Reason, Rules} from '../../worker/api';
import type {Change} from '../state/imports.svelte';

/** Why rows are set aside, as a shop owner would say it. */
export const reasonTexts: Readonly<Record<Reason, Text>> = {
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
};

/** What a status makes of an order. */
export const stateTexts: Readonly<Record<OrderState, Text>> = {
  counts: {en: 'counts', de: 'zählt'},
  cancelled: {en: 'cancelled', de: 'storniert'},
  unpaid: {en: 'not paid', de: 'nicht bezahlt'},
  test: {en: 'a test', de: 'ein Test'},
  refunded: {en: 'paid back in full', de: 'ganz erstattet'},
};

/** The rules that leave orders out. */
export const ruleTexts: Readonly<Record<keyof Rules['leaveOut'], Text>> = {
  cancelled: {en: 'Leave out cancelled orders', de: 'Stornierte Bestellungen auslassen'},
  unpaid: {en: 'Leave out unpaid orders', de: 'Unbezahlte Bestellungen auslassen'},
  test: {en: 'Leave out test orders', de: 'Testbestellungen auslassen'},
  zero: {en: 'Leave out orders worth nothing', de: 'Bestellungen ohne Wert auslassen'},
};

/** What files that were added have changed. */
export function changeText(
  {orders, customers, replaced, before}: Change,
  after: Pick<Dataset, 'firstDay' | 'lastDay'>,
  {count, day}: Format,
): Text {
  const [more, people, again] = [count(orders), count(customers), count(replaced)];
  const later = after.lastDay > before.lastDay;
  const earlier = after.firstDay < before.firstDay;
  const en = [
    `Added: ${more} orders and ${people} customers.`,
    ...(replaced > 0 ? [`${again} orders were in both and are taken from the newer file.`] : []),
    ...(earlier ? [`The data now begin on ${day(after.firstDay)}, not on ${day(before.firstDay)}.`] : []),
    ...(later ? [`They now reach to ${day(after.lastDay)}, not to ${day(before.lastDay)}.`] : []),
  ];
  const de = [
    `Dazugekommen: ${more} Bestellungen und ${people} Kunden.`,
    ...(replaced > 0 ? [`${again} Bestellungen standen in beiden und gelten nach der neueren Datei.`] : []),
    ...(earlier
      ? [`Die Daten beginnen jetzt am ${day(after.firstDay)} statt am ${day(before.firstDay)}.`]
      : []),
    ...(later ? [`Sie reichen jetzt bis ${day(after.lastDay)} statt bis ${day(before.lastDay)}.`] : []),
  ];
  return {en: en.join(' '), de: de.join(' ')};
}
