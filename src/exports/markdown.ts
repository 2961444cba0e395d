import type {Block, Inline} from '../notebook/markdown';
import {html, type Markup} from './markup';

/** Writes the number of another cell that a text quotes. */
export type Quote = (source: string, fact: string) => string;

/** A text of the notebook as HTML; its headings stand below the titles of cells. */
export function markdown(blocks: readonly Block[], quote: Quote): Markup {
  const tree = (parts: readonly Block[]): Markup => html`${parts.map(block)}`;
  const line = (parts: readonly Inline[]): Markup => html`${parts.map(piece)}`;

  function block(part: Block): Markup {
    switch (part.kind) {
      case 'heading':
        return html`<h3>${line(part.of)}</h3>`;
      case 'paragraph':
        return html`<p>${line(part.of)}</p>`;
      case 'line':
        return line(part.of);
      case 'list': {
        const items = part.items.map(
          ({checked, of}) => html`<li>${checked === null ? null : checked ? '☑ ' : '☐ '}${tree(of)}</li>`,
        );
        return part.ordered
          ? html`<ol start="${part.start}">
              ${items}
            </ol>`
          : html`<ul>
              ${items}
            </ul>`;
      }
      case 'quotation':
        return html`<blockquote>${tree(part.of)}</blockquote>`;
      case 'code':
        return html`<pre>${part.text}</pre>`;
      case 'table': {
        const head = part.head.map(({of}) => html`<th scope="col">${line(of)}</th>`);
        const rows = part.rows.map(
          (row) =>
            html`<tr>
              ${row.map(({of}) => html`<td>${line(of)}</td>`)}
            </tr>`,
        );
        return html`<div class="scroll" tabindex="0">
          <table>
            <thead>
              <tr>
                ${head}
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>
        </div>`;
      }
      case 'rule':
        return html`<hr />`;
    }
  }

  function piece(part: Inline): Markup {
    switch (part.kind) {
      case 'text':
        return html`${part.text}`;
      case 'code':
        return html`<code>${part.text}</code>`;
      case 'strong':
        return html`<strong>${line(part.of)}</strong>`;
      case 'emphasis':
        return html`<em>${line(part.of)}</em>`;
      case 'struck':
        return html`<s>${line(part.of)}</s>`;
      case 'link':
        // Cells have no address of their own in a report.
        return part.href.startsWith('#')
          ? line(part.of)
          : html`<a href="${part.href}" rel="noreferrer">${line(part.of)}</a>`;
      case 'quote':
        return html`<strong>${quote(part.source, part.fact)}</strong>`;
      case 'break':
        return html`<br />`;
    }
  }

  return tree(blocks);
}
