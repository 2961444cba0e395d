import {analyses, isAnalysisId} from '../../analyses';
import type {Result} from '../../analyses/request';
import {createColors, type Colors} from '../../exports/both_themes';
import {markdown} from '../../exports/markdown';
import {html} from '../../exports/markup';
import {reportFile, type ReportPart, type ReportTable} from '../../exports/report';
import {cell as cellOf} from '../../lib/table';
import {isNumeric} from '../../model/columns';
import {serialise} from '../../notebook/codec';
import {isNumberKind, mayNamePeople} from '../../model/query';
import type {Cell, Notebook, SqlCell} from '../../notebook/document';
import {parseMarkdown} from '../../notebook/markdown';
import {inputTitle} from '../../notebook/named';
import {readsOf} from '../../notebook/reads';
import {quoted, writtenValue} from '../../notebook/values';
import type {Format} from '../../text/format';
import {problemText} from '../../text/problems';
import type {Text} from '../../text/language';
import {answerFrame} from '../cells/answer_frame';
import {writerOf} from '../cells/answer_text';
import type {App} from '../context';
import {labelOf} from '../notebook/titles';
import {wordedText} from '../result/cell_text';
import {answerForReport, drawnForReport, REPORT_WIDTH, type Shown} from './drawn';
import {factTexts} from './fact_texts';

const ROWS = 20;

/** The open notebook as one HTML file, in the reader's language, once all its cells have their numbers. */
export async function report(app: App, notebook: Notebook): Promise<Blob> {
  const {imports, settings} = app;
  const {language, say} = settings;
  const format = settings.format(imports.shown?.dataset.currency ?? '');
  const colors = createColors();
  const parts: ReportPart[] = [];
  for (const cell of notebook.cells) parts.push(await partOf(app, notebook, cell, format, colors));
  const today = format.day(Math.floor(Date.now() / 86_400_000));
  return reportFile({
    language,
    title: notebook.title,
    facts: factTexts(app, notebook),
    parts,
    colors,
    colophon: say({
      en: `Made with Stammkunde on ${today}. This file holds no data of customers; dropped onto Stammkunde it becomes the notebook again.`,
      de: `Erstellt mit Stammkunde am ${today}. Diese Datei enthält keine Kundendaten; auf Stammkunde abgelegt wird sie wieder zum Notizbuch.`,
    }),
    document: serialise({...notebook, dataset: null, mappings: []}),
  });
}

async function partOf(
  app: App,
  notebook: Notebook,
  cell: Cell,
  format: Format,
  colors: Colors,
): Promise<ReportPart> {
  const {title, note} = cell;
  const {faces, runs, settings} = app;
  switch (cell.kind) {
    case 'text': {
      const quote = (source: string, fact: string) => {
        const number = quoted(
          notebook,
          {source, fact},
          runs.factsOf,
          (id) => faces.of(id),
          format,
          runs.queries.answerOf,
        );
        return typeof number === 'string' ? '–' : number.text;
      };
      return {kind: 'text', title, note, body: markdown(parseMarkdown(cell.text), quote)};
    }
    case 'input': {
      const value = writtenValue(cell.value, cell.input, format);
      return {kind: 'text', title: settings.say(inputTitle(cell)), note, body: html`<p>${value}</p>`};
    }
    case 'sql':
      return answerPart(app, notebook, cell, format, colors);
    case 'analysis':
      return analysisPart(app, cell, format, colors);
  }
}

/** An SQL cell: its statement, and what that has answered where it cannot say who anybody is. */
async function answerPart(
  {runs, settings}: App,
  notebook: Notebook,
  cell: SqlCell,
  format: Format,
  colors: Colors,
): Promise<ReportPart> {
  const {say} = settings;
  const title = cell.title || cell.name;
  const part = {
    kind: 'result',
    name: 'SQL',
    title,
    note: cell.note,
    takeaways: [],
    picture: null,
    tables: [],
    definition: [],
    statement: [...sourceLines(notebook, cell, say), cell.sql].join('\n'),
  } as const satisfies ReportPart;
  const run = runs.queries.cells.get(cell.id);
  if (run?.problem) return {...part, takeaways: [say(problemText(run.problem))]};
  if (!run?.answer || cell.folded) return part;
  if (mayNamePeople(run.request)) return {...part, takeaways: [say(withheld)]};
  const {answer} = run;
  const {table} = answer;
  const {chart} = cell;
  const picture =
    chart && table.rows > 0
      ? await answerForReport(answer, chart, title, answerFrame(answer, REPORT_WIDTH, format, say), colors)
      : null;
  const columns = answer.columns.map((column) => ({column, write: writerOf(column, table, format)}));
  const rows = Array.from({length: Math.min(ROWS, table.rows)}, (_, row) =>
    columns.map(({column, write}) => write(cellOf(table, column.name, row))),
  );
  const beginning = {
    title,
    columns: columns.map(({column: {name, kind}}) => ({title: name, number: isNumberKind(kind)})),
    rows,
    more:
      table.rows > ROWS
        ? say(moreRows(format.count(ROWS), `${format.count(table.rows)}${answer.more ? '+' : ''}`))
        : null,
  };
  return {...part, picture: picture && asImage(picture), tables: [beginning]};
}

/** Where the tables of results come from that a statement reads: by their names alone a reader of the report could not tell. */
function sourceLines(notebook: Notebook, cell: SqlCell, say: (text: Text) => string): string[] {
  return readsOf(notebook, cell).results.map(({name, cell: source}) => {
    const title = labelOf(source, say).replace(/\s+/g, ' ');
    return `-- ${name}: ${say({en: `result of “${title}” above`, de: `Ergebnis von „${title}“ weiter oben`})}`;
  });
}

const withheld: Text = {
  en: 'This statement reads who the customers are; its answer stays in the notebook.',
  de: 'Diese Anweisung liest, wer die Kunden sind; ihre Antwort bleibt im Notizbuch.',
};

const moreRows = (shown: string, all: string): Text => ({
  en: `The first ${shown} of ${all} rows; the notebook has all.`,
  de: `Die ersten ${shown} von ${all} Zeilen; das Notizbuch hat alle.`,
});

function asImage(picture: SVGSVGElement) {
  return {
    markup: new XMLSerializer().serializeToString(picture),
    width: picture.viewBox.baseVal.width,
  };
}

async function analysisPart(
  {faces, runs, settings}: App,
  cell: Extract<Cell, {kind: 'analysis'}>,
  format: Format,
  colors: Colors,
): Promise<ReportPart> {
  const {language, say} = settings;
  const {analysis, note} = cell;
  const known = isAnalysisId(analysis) ? analyses[analysis] : null;
  const part = {
    kind: 'result',
    name: known ? say(known.name) : analysis,
    title: cell.title || (known ? say(known.question) : analysis),
    note,
    takeaways: [],
    picture: null,
    tables: [],
    definition: [],
    statement: null,
  } as const satisfies ReportPart;
  const face = isAnalysisId(analysis) ? faces.of(analysis) : undefined;
  const run = runs.cells.get(cell.id);
  if (!face || !run?.result) return {...part, takeaways: run?.problem ? [say(problemText(run.problem))] : []};
  const shown: Shown = {cell, face, request: run.request, result: run.result, format};
  const takeaways = face.texts.takeaways(run.result.facts, format)[language];
  if (cell.folded) return {...part, takeaways: takeaways.slice(0, 1)};
  const picture = await drawnForReport(shown, colors);
  const {definition} = await face.texts.definition();
  return {
    ...part,
    takeaways,
    picture: asImage(picture),
    tables: tablesOf(shown, run.result),
    definition: definition[language],
  };
}

/** The beginnings of the tables that the picture or a sentence is made of. */
function tablesOf({face, format}: Shown, {tables}: Result): ReportTable[] {
  const {language, count} = format;
  const {texts, shape} = face;
  return Object.entries(texts.tables).flatMap(([name, title]) => {
    const table = tables[name];
    const columns = Object.entries(shape.tables[name] ?? {});
    if (!table || table.rows === 0) return [];
    const rows = Array.from({length: Math.min(ROWS, table.rows)}, (_, row) =>
      columns.map(([column, {kind}]) => wordedText(texts, column, cellOf(table, column, row), kind, format)),
    );
    return [
      {
        title: title[language],
        columns: columns.map(([, {title: head, kind}]) => ({title: head[language], number: isNumeric(kind)})),
        rows,
        more: table.rows > ROWS ? moreRows(count(ROWS), count(table.rows))[language] : null,
      },
    ];
  });
}
