import {literal} from '../lib/sql';
import type {RowKind, Words} from './define';

/** What the lines of an order call themselves where no profile says it (JTL's `Positionstyp`). */
const words: Words<RowKind> = [
  ['shipping', /^(?:versand|shipping|porto|fracht|lieferkosten)/],
  ['discount', /rabatt|gutschein|coupon|voucher|discount|nachlass|skonto/],
];

/** The kind of a row from a text expression; a word that is not known is a sale. */
export function kindSql(text: string, own: Words<RowKind> = words): string {
  const branches = own.map(
    ([kind, {source}]) => `when regexp_matches(${text}, ${literal(source)}, 'i') then ${literal(kind)}`,
  );
  return `case ${branches.join(' ')} when ${text} is not null then 'sale' end`;
}

/** Whether a cell marks a test order. */
export function testSql(text: string, own: RegExp): string {
  return `regexp_matches(${text}, ${literal(own.source)}, 'i')`;
}
