import type {KnownAttribute} from '../model/attributes';
import {headerKey} from './parse/headers';
import {isSecret} from './secrets';

/** What files call the facts that are known by name, compared by `headerKey`. */
const synonyms: Readonly<Record<KnownAttribute, string>> = {
  churn_reason:
    'churn_reason|Kündigungsgrund|Grund der Kündigung|Abmeldegrund|Austrittsgrund|Abwanderungsgrund|UNSUB_REASON|Unsubscribe reason|Cancellation reason',
  review_score:
    'review_score|Review rating|Rating|Bewertung|Sterne|Stars|Bewertungsnote|Kundenbewertung|Produktbewertung',
  slow_payer:
    'slow_payer|late_payer|Säumiger Zahler|Schlechter Zahler|Schlechtzahler|Zahlungsverzug|Mahnung|Mahnsperre|Inkasso',
  blocked:
    'blocked|is_blocked|Gesperrt|Sperre|Kundensperre|Auftragssperre|Liefersperre|Sperrkennzeichen|blacklisted|Blacklist',
  consent_email: 'consent_email|Accepts Marketing|Werbung per E-Mail|Einwilligung E-Mail|can_email',
  consent_sms:
    'consent_sms|Accepts SMS Marketing|SMS Marketing Consent|Werbung per SMS|Einwilligung SMS|SMS-Einwilligung|can_sms',
  consent_whatsapp: 'consent_whatsapp|Accepts WhatsApp Marketing|Werbung per WhatsApp|Einwilligung WhatsApp',
  consent_post:
    'consent_post|Accepts postal marketing|Werbung per Post|Einwilligung Post|Post-Einwilligung|Briefwerbung|can_post',
  consent_phone:
    'consent_phone|Einwilligung Telefon|Telefon-Einwilligung|Werbung per Telefon|Telefonwerbung|can_call|can_phone',
};

const knownByKey = new Map(
  Object.entries(synonyms).flatMap(([name, headers]) =>
    headers.split('|').map((header) => [headerKey(header), name]),
  ),
);

// Parts of headers of what says who or where somebody is, or what somebody has written: kept only on request.
const personal =
  /(?:name|street|strasse|address|adresse|anschrift|hausn|phone|telefon|mobil|handy|fax|mail|zip|plz|postcode|postal|postleitzahl|city|town|^ort$|wohnort|stadt|latitude|longitude|birth|geburt|dob|ipaddr|remoteaddr|optinip|confirmip|note|notiz|comment|kommentar|bemerkung|message|nachricht|user|vatnumber|ustid|taxvat|steuernummer|company|firma|anrede|salutation|gender|geschlecht|title|url|referer|referrer|tracking)/;

/** A column that can be kept as facts about customers. */
export interface Keepable {
  readonly header: string;
  /** The name it is kept under: that of a known fact, else its own. */
  readonly name: string;
  /** It says who or where somebody is, or what somebody has written. */
  readonly personal: boolean;
}

/** Every column but those of secrets; of several columns of one known fact the first has its name. */
export function keepableColumns(headers: readonly string[]): Keepable[] {
  const taken = new Set<string>();
  return headers
    .filter((header) => !isSecret(header))
    .map((header) => {
      const known = knownByKey.get(headerKey(header));
      const name = known === undefined || taken.has(known) ? header : known;
      taken.add(name);
      return {header, name, personal: name === header && personal.test(headerKey(header))};
    });
}

/** A larger file is read with nothing but what is needed, unless its reader wants more. */
const LARGE = 200 << 20;
const MOST = 6;
const FEWEST_CELLS = 8;
const MOST_VALUES = 25;
const LONGEST = 40;

interface Table {
  readonly headers: readonly string[];
  readonly records: readonly (readonly string[])[];
  /** The columns of fields. */
  readonly columns: Readonly<Record<string, string>>;
  /** Bytes of the file. */
  readonly size: number;
}

/**
 * The columns worth keeping as facts about customers, by name: what is known by its header, and texts and flags with few
 * values that are the same in all rows of an order. Nothing that says who somebody is.
 */
export function proposedAttributes({headers, records, columns, size}: Table): Record<string, string> {
  const used = new Set(Object.values(columns));
  const orders = headers.indexOf(columns['order_id'] ?? '');
  const proposed: [name: string, header: string][] = [];
  let few = 0;
  for (const {header, name, personal} of keepableColumns(headers)) {
    if (used.has(header)) continue;
    if (!Object.hasOwn(synonyms, name)) {
      if (personal || size > LARGE || few === MOST) continue;
      if (!isGrouping(records, headers.indexOf(header), orders)) continue;
      few++;
    }
    proposed.push([name, header]);
  }
  return Object.fromEntries(proposed);
}

/** Whether the cells of a column put customers into few groups. */
function isGrouping(records: Table['records'], column: number, orders: number): boolean {
  const values = new Set<string>();
  const byOrder = new Map<string, string>();
  let filled = 0;
  for (const record of records) {
    const cell = record[column]?.trim() ?? '';
    if (cell === '') continue;
    filled++;
    values.add(cell);
    if (values.size > MOST_VALUES || cell.length > LONGEST) return false;
    const order = orders < 0 ? '' : (record[orders] ?? '');
    if (order === '') continue;
    if ((byOrder.get(order) ?? cell) !== cell) return false;
    byOrder.set(order, cell);
  }
  if (filled < FEWEST_CELLS || values.size < 2 || values.size * 4 > filled) return false;
  return isFlag(values) || [...values].every((cell) => /\p{L}{2}/u.test(cell) && !/[@/]|\d{4}/.test(cell));
}

/** Numbers and days group nobody, but for a mark that is there or not. */
function isFlag(values: ReadonlySet<string>): boolean {
  return values.size === 2 && values.has('0') && values.has('1');
}
