import type {Dataset} from '../../model/dataset';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {OrderState, Receipt, Rules} from '../../worker/api';
import type {Change} from '../state/loaded';

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

/** What becomes of money paid back. */
export const refundTexts: Readonly<Record<Rules['refunds'], Text>> = {
  subtract: {en: 'take them off their orders', de: 'von ihren Bestellungen abziehen'},
  drop: {
    en: 'leave out orders paid back in full, take off the rest',
    de: 'ganz erstattete Bestellungen auslassen, den Rest abziehen',
  },
  ignore: {en: 'do not look at them', de: 'nicht beachten'},
};

const orderWords = [
  {en: 'order', de: 'Bestellung'},
  {en: 'orders', de: 'Bestellungen'},
] as const;
const customerWords = [
  {en: 'customer', de: 'Kunde'},
  {en: 'customers', de: 'Kunden'},
] as const;

function several(number: number, {count}: Format, one: Text, many: Text): Text {
  const {en, de} = number === 1 ? one : many;
  return {en: `${count(number)} ${en}`, de: `${count(number)} ${de}`};
}

/** What was read, in one sentence. */
export function receiptText(
  {orders, customers, firstDay, lastDay}: Dataset,
  {files}: Receipt,
  format: Format,
): Text {
  const {count, day} = format;
  const placed = several(orders, format, ...orderWords);
  const people = several(customers, format, ...customerWords);
  const setAside = files.reduce((sum, {rows, used}) => sum + rows - used, 0);
  const read = files.reduce((sum, {rows}) => sum + rows, 0);
  const span = `${day(firstDay)} – ${day(lastDay)}`;
  return {
    en: `${placed.en} of ${people.en}, ${span}; ${setAside === 0 ? 'every' : `${count(setAside)} of`} ${count(read)} rows ${setAside === 0 ? 'used' : 'set aside'}.`,
    de: `${placed.de} von ${count(customers)} Kunden, ${span}; ${setAside === 0 ? `alle ${count(read)} Zeilen verwendet` : `${count(setAside)} von ${count(read)} Zeilen beiseitegelegt`}.`,
  };
}

/** What files that were added have changed. */
export function changeText(
  {orders, customers, replaced, before}: Change,
  after: Pick<Dataset, 'firstDay' | 'lastDay'>,
  format: Format,
): Text {
  const {day} = format;
  const more = several(orders, format, ...orderWords);
  const people = several(customers, format, ...customerWords);
  const again = several(
    replaced,
    format,
    {
      en: 'order was in both and is taken from the newer file.',
      de: 'Bestellung stand in beiden und gilt nach der neueren Datei.',
    },
    {
      en: 'orders were in both and are taken from the newer file.',
      de: 'Bestellungen standen in beiden und gelten nach der neueren Datei.',
    },
  );
  const later = after.lastDay > before.lastDay;
  const earlier = after.firstDay < before.firstDay;
  const en = [
    `Added: ${more.en} and ${people.en}.`,
    ...(replaced > 0 ? [again.en] : []),
    ...(earlier ? [`The data now begin on ${day(after.firstDay)}, not on ${day(before.firstDay)}.`] : []),
    ...(later ? [`They now reach to ${day(after.lastDay)}, not to ${day(before.lastDay)}.`] : []),
  ];
  const de = [
    `Dazugekommen: ${more.de} und ${people.de}.`,
    ...(replaced > 0 ? [again.de] : []),
    ...(earlier
      ? [`Die Daten beginnen jetzt am ${day(after.firstDay)} statt am ${day(before.firstDay)}.`]
      : []),
    ...(later ? [`Sie reichen jetzt bis ${day(after.lastDay)} statt bis ${day(before.lastDay)}.`] : []),
  ];
  return {en: en.join(' '), de: de.join(' ')};
}

/** Enough to see what kind of value it is: the first letter of each word, and the provider of an e-mail. */
export function masked(cell: string): string {
  const [person = '', provider] = cell.split('@');
  const hidden = person.replace(/(\S)\S*/g, '$1•••');
  return provider === undefined ? hidden : `${hidden}@${provider}`;
}
