import {unbroken} from '../text/format';
import {escaped} from './escaped';

/** A piece of HTML that was put together here. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | null | readonly Part[];

/** HTML with values in it; a text stays a text, whatever it contains. */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return {markup: pieces.reduce((whole, piece, index) => whole + written(values[index - 1] ?? '') + piece)};
}

function written(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if (part === null) return '';
  return 'markup' in part ? part.markup : part.map(written).join('');
}

/** A text of ours in which `**…**` stands for emphasis. */
export function emphasised(text: string): Markup {
  // Every other part stands between a pair of `**`.
  const parts = unbroken(text)
    .split('**')
    .map((part, index) => (index % 2 === 1 ? html`<strong>${part}</strong>` : part));
  return html`${parts}`;
}
