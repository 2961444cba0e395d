import type {Language, Text} from '../text/language';
import {emphasised, html, type Markup} from './markup';
import styles from './report.css?raw';

/** The first rows of a table, as they are read. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly {readonly title: string; readonly number: boolean}[];
  readonly rows: readonly (readonly string[])[];
  /** Says how many it has in all; null where these are all. */
  readonly more: string | null;
}

/** What a cell of the notebook is in the report. */
export type ReportPart =
  | {readonly kind: 'text'; readonly title: string; readonly body: Markup; readonly note: string}
  | {
      readonly kind: 'result';
      /** Small above the title: the name of the analysis; empty where there is none. */
      readonly name: string;
      readonly title: string;
      /** `**…**` marks the numbers. */
      readonly takeaways: readonly string[];
      /** A picture that was made here, and its width in pixels. */
      readonly picture: (Markup & {readonly width: number}) | null;
      readonly tables: readonly ReportTable[];
      /** Paragraphs; they become a footnote. */
      readonly definition: readonly string[];
      /** SQL that was written for it; null where none was. */
      readonly statement: string | null;
      readonly note: string;
    };

export interface Report {
  readonly language: Language;
  readonly title: string;
  /** What it is about: day, period, filters, what was read. One sentence each. */
  readonly facts: readonly string[];
  readonly parts: readonly ReportPart[];
  /** Who made it, when and from what. */
  readonly colophon: string;
  /** Colours of the pictures, as declarations of custom properties. */
  readonly colors: {readonly light: string; readonly dark: string};
  /** The document as it would be saved: with it the report reopens as the notebook. */
  readonly document: string;
}

/** What the browser enforces in a report: it loads nothing and runs nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/** A picture gets no smaller than that on a small screen, so that its words can be read; it scrolls instead. */
const SMALLEST = 0.78;
const PLACE = 'stammkunde-notebook';

const words = {
  tables: {en: 'Tables', de: 'Tabellen'},
  definitions: {en: 'What the numbers mean', de: 'Was die Zahlen bedeuten'},
  back: {en: 'back', de: 'zurück'},
} as const satisfies Readonly<Record<string, Text>>;

/** A notebook as one HTML file that needs nothing: no script, no request. */
export function reportFile(report: Report): Blob {
  const {language, title, facts, parts, colors, colophon, document} = report;
  const widths = parts.map((part, index) =>
    part.kind === 'result' && part.picture
      ? `#picture-${index} svg{min-width:${Math.round(part.picture.width * SMALLEST)}px}`
      : '',
  );
  const own = `:root{${colors.light}}@media screen{${widths.join('')}}@media screen and (prefers-color-scheme:dark){:root{${colors.dark}}}`;
  const defined = parts.filter((part) => part.kind === 'result' && part.definition.length > 0);
  const page = html`<!DOCTYPE html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="Stammkunde" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${{markup: styles + own}}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <div class="facts">${facts.map((fact) => html`<p>${fact}</p>`)}</div>
        </header>
        <main>
          ${parts.map((part, index) => section(part, index, defined.indexOf(part) + 1))}
          ${defined.length > 0 ? footnotes(defined, language) : null}
        </main>
        <footer><p>${colophon}</p></footer>
        <template id="${PLACE}">${embedded(document)}</template>
      </body>
    </html> `;
  return new Blob([page.markup.replace(/[ \t]+$/gm, '')], {type: 'text/html'});

  function section(part: ReportPart, index: number, footnote: number): Markup {
    const note = part.note === '' ? null : html`<p class="note">${part.note}</p>`;
    if (part.kind === 'text') {
      const heading = part.title === '' ? null : html`<h2>${part.title}</h2>`;
      return html`<section>${heading}${part.body}${note}</section> `;
    }
    const mark =
      footnote > 0
        ? html` <sup><a id="use-${footnote}" href="#definition-${footnote}">${footnote}</a></sup>`
        : null;
    const [first = '', ...others] = part.takeaways;
    return html`<section>
      <p class="name">${part.name}${mark}</p>
      <h2>${part.title}</h2>
      ${first === '' ? null : html`<p class="takeaway">${emphasised(first)}</p>`}
      ${others.length === 0 ? null : html`<p>${emphasised(others.join(' '))}</p>`}
      ${part.picture ? html`<figure id="picture-${index}" tabindex="0">${part.picture}</figure>` : null}
      ${note}
      ${
        part.tables.length === 0
          ? null
          : html`<details${part.picture ? null : html` open`}>
              <summary>${words.tables[language]}</summary>
              ${part.tables.map(table)}
            </details>`
      }
      ${
        part.statement === null
          ? null
          : html`<details>
              <summary>SQL</summary>
              <pre>${part.statement}</pre>
            </details>`
      }
    </section> `;
  }
}

function table({title, columns, rows, more}: ReportTable): Markup {
  const side = (index: number) => (columns[index]!.number ? html` class="number"` : null);
  return html`<div class="scroll" tabindex="0">
    <table>
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          ${columns.map((column, index) => html`<th scope="col" ${side(index)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, index) => html`<td${side(index)}>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
    ${more === null ? null : html`<p class="more">${more}</p>`}
  </div> `;
}

function footnotes(parts: readonly ReportPart[], language: Language): Markup {
  const notes = parts.map((part, index) =>
    part.kind === 'result'
      ? html`<li id="definition-${index + 1}">
          <p>
            <strong>${part.name}</strong>
            <a href="#use-${index + 1}" aria-label="${part.name}: ${words.back[language]}">↑</a>
          </p>
          ${part.definition.map((paragraph) => html`<p>${paragraph}</p>`)}
        </li> `
      : null,
  );
  return html`<section>
    <h2>${words.definitions[language]}</h2>
    <ol class="definitions">
      ${notes}
    </ol>
  </section>`;
}

/** JSON as text of HTML that comes back letter by letter: what HTML does not allow is written as JSON writes it. */
function embedded(document: string): string {
  return document.replace(/[\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}

/** The document in a report; null where the file is no report of ours. */
export function documentIn(report: string): string | null {
  if (!report.includes(`<template id="${PLACE}">`)) return null;
  // Parsed without being shown: nothing in it is loaded or run.
  const page = new DOMParser().parseFromString(report, 'text/html');
  return page.querySelector<HTMLTemplateElement>(`template#${PLACE}`)?.content.textContent ?? null;
}
