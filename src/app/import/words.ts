import type {Dataset} from '../../model/dataset';
import type {OrderState, Rules} from '../../model/mapping';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {Receipt} from '../../worker/api';
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
  const rows =
    setAside > 0
      ? {
          en: `${count(setAside)} of ${count(read)} rows set aside`,
          de: `${count(setAside)} von ${count(read)} Zeilen beiseitegelegt`,
        }
      : {
          en: read === 1 ? 'the one row used' : `all ${count(read)} rows used`,
          de: read === 1 ? 'die eine Zeile verwendet' : `alle ${count(read)} Zeilen verwendet`,
        };
  return {
    en: `${placed.en} of ${people.en}, ${span}; ${rows.en}.`,
    de: `${placed.de} von ${count(customers)} Kunden, ${span}; ${rows.de}.`,
  };
}

/** How many contacts have no order, as the cells count them too. */
export function leadsText({leads, laterLeads}: Dataset, format: Format): Text {
  const all = several(leads, format, {en: 'lead', de: 'Interessent'}, {en: 'leads', de: 'Interessenten'});
  const later = format.count(laterLeads);
  const stillToCome =
    laterLeads === 0
      ? {en: '', de: ''}
      : {
          en: `; ${later} of them signed up after the last order, so a later as-of date is needed to see them`,
          de: `; davon ${laterLeads === 1 ? 'hat' : 'haben'} sich ${later} erst nach der letzten Bestellung angemeldet und ${laterLeads === 1 ? 'zählt' : 'zählen'} erst ab einem späteren Stichtag`,
        };
  return {
    en: `${all.en}: contacts without an order that counts${stillToCome.en}.`,
    de: `${all.de}: Kontakte ohne Bestellung, die zählt${stillToCome.de}.`,
  };
}

/** What files that were added have changed, or a folder that was read again. */
export function changeText(
  {orders, customers, replaced, gone, renewed, before}: Change,
  after: Pick<Dataset, 'orders' | 'customers' | 'firstDay' | 'lastDay'>,
  format: Format,
): Text {
  const {day, list} = format;
  const begins = after.firstDay !== before.firstDay;
  const ends = after.lastDay !== before.lastDay;
  const touched = orders !== 0 || customers !== 0 || replaced > 0 || gone.length + renewed.length > 0;
  if (!touched && !begins && !ends) return {en: 'Nothing has changed.', de: 'Es hat sich nichts geändert.'};
  const sentences: readonly (Text | false)[] = [
    gone.length > 0 && {en: `No longer there: ${list(gone)}.`, de: `Nicht mehr da: ${list(gone)}.`},
    renewed.length > 0 && {en: `Changed: ${list(renewed)}.`, de: `Geändert: ${list(renewed)}.`},
    gone.length > 0 || orders < 0 || customers < 0
      ? comparedText(before, after, format)
      : addedText(orders, customers, format),
    replaced > 0 && replacedText(replaced, format),
    begins && {
      en: `The data now begin on ${day(after.firstDay)}, not on ${day(before.firstDay)}.`,
      de: `Die Daten beginnen jetzt am ${day(after.firstDay)} statt am ${day(before.firstDay)}.`,
    },
    ends && {
      en: `${begins ? 'They' : 'The data'} now reach to ${day(after.lastDay)}, not to ${day(before.lastDay)}.`,
      de: `${begins ? 'Sie' : 'Die Daten'} reichen jetzt bis ${day(after.lastDay)} statt bis ${day(before.lastDay)}.`,
    },
  ];
  const said = sentences.filter((sentence) => sentence !== false);
  return {en: said.map(({en}) => en).join(' '), de: said.map(({de}) => de).join(' ')};
}

function addedText(orders: number, customers: number, format: Format): Text {
  const more = several(orders, format, ...orderWords);
  const people = several(customers, format, ...customerWords);
  return {en: `Added: ${more.en} and ${people.en}.`, de: `Dazugekommen: ${more.de} und ${people.de}.`};
}

type Counts = Pick<Dataset, 'orders' | 'customers'>;

function comparedText(before: Counts, after: Counts, format: Format): Text {
  const {count} = format;
  const placed = several(after.orders, format, ...orderWords);
  const people = several(after.customers, format, ...customerWords);
  return {
    en: `There are now ${placed.en} of ${people.en}, before there were ${count(before.orders)} of ${count(before.customers)}.`,
    de: `Jetzt sind es ${placed.de} von ${count(after.customers)} Kunden, vorher waren es ${count(before.orders)} von ${count(before.customers)}.`,
  };
}

function replacedText(replaced: number, format: Format): Text {
  return several(
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
}

/** Enough to see what kind of value it is: the first letter of each word, and the provider of an e-mail. */
export function masked(cell: string): string {
  const [person = '', provider] = cell.split('@');
  const hidden = person.replace(/(\S)\S*/g, '$1•••');
  return provider === undefined ? hidden : `${hidden}@${provider}`;
}
