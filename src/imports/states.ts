import type {OrderState} from '../model/mapping';
import type {Words} from './define';

const words: Words<OrderState> = [
  [
    'cancelled',
    /storn|abgebrochen|abgelehnt|annull|cancel|void|declined|failed|fehlgeschlagen|gelöscht|deleted/i,
  ],
  ['test', /^test/i],
  [
    'refunded',
    /^(?:refunded|chargeback|(?:rück|zurück|vollständig )?erstattet|rückgabe|retoure|rücklastschrift)$/i,
  ],
  [
    'unpaid',
    /^(?:pending|pending[ _-]payment|payment[ _]due|unpaid|unbezahlt|nicht bezahlt|offen|zahlung offen|vorkasse offen|ausstehend|zahlung ausstehend|awaiting[ _].*payment|on[ _-]hold|expired|draft|checkout-draft|entwurf)$/i,
  ],
];

/** WooCommerce's mark before each status. */
const prefix = /^wc-/i;
const denied = /^(?:nicht|not|un) ?(?:storn|cancel)/i;

/** What a status word means for the sums (FORMATS §1.26): to its shop system, else to all; unknown words count. */
export function stateOf(status: string, own: Words<OrderState> = []): OrderState {
  const word = status.trim().replace(prefix, '');
  if (denied.test(word)) return 'counts';
  return [...own, ...words].find(([, pattern]) => new RegExp(pattern, 'i').test(word))?.[0] ?? 'counts';
}
