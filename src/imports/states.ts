import type {OrderState} from './recipe';

const words: readonly (readonly [OrderState, RegExp])[] = [
  [
    'cancelled',
    /storn|abgebrochen|abgelehnt|annull|cancel|void|declined|failed|fehlgeschlagen|gelöscht|deleted/i,
  ],
  ['test', /^test/i],
  ['refunded', /^(?:refunded|erstattet|rückerstattet|vollständig erstattet|retoure|closed)$/i],
  [
    'unpaid',
    /^(?:pending|pending[ _-]payment|unpaid|unbezahlt|nicht bezahlt|offen|zahlung offen|ausstehend|zahlung ausstehend|awaiting[ _]payment|on[ _-]hold|expired)$/i,
  ],
];

/** What a status word of a shop system means for the sums (FORMATS §1.26); unknown words count. */
export function stateOf(status: string): OrderState {
  return words.find(([, pattern]) => pattern.test(status.trim()))?.[0] ?? 'counts';
}
