import {analyses, type AnalysisId} from '../../analyses';
import type {Face} from '../../analyses/define';
import type {Result, RunRequest} from '../../analyses/request';
import {answerChart, type AnswerFrame} from '../../charts/answer_chart';
import {element} from '../../charts/element';
import {inBothThemes, type Colors} from '../../exports/both_themes';
import {pictureOf} from '../../exports/picture';
import {pauseFor} from '../../lib/pause';
import {parseValues} from '../../model/fields';
import type {QueryAnswer} from '../../model/query';
import type {AnalysisCell, SqlChart} from '../../notebook/document';
import type {Format} from '../../text/format';

/** A cell with its result. */
export interface Shown {
  readonly cell: AnalysisCell;
  readonly face: Face;
  readonly request: RunRequest;
  readonly result: Result;
  readonly format: Format;
}

/** As wide as a picture stands on a large screen, and in a report. */
const WIDTH = 960;
export const REPORT_WIDTH = 768;

/** The picture of a cell as an image of its own, with its question above it and where it is from below. */
export function drawnAlone(shown: Shown, from: string): Promise<SVGSVGElement> {
  const heading = element('h2', {}, titleOf(shown));
  const source = element('p', {class: 'more'}, from);
  return laidOut('taken alone', WIDTH, [heading, chartOf(shown, WIDTH), source], (part) =>
    taken(part, shown),
  );
}

/** The picture of a cell as a report has it: its colours are those of the reader's theme. */
export function drawnForReport(shown: Shown, colors: Colors): Promise<SVGSVGElement> {
  return inReport(chartOf(shown, REPORT_WIDTH), (part) => taken(part, shown), colors);
}

/** The picture of an answer likewise. */
export function answerForReport(
  answer: QueryAnswer,
  chart: SqlChart,
  title: string,
  frame: AnswerFrame,
  colors: Colors,
): Promise<SVGSVGElement> {
  const words = {
    title,
    description: frame.words.label(chart.x, chart.mark === 'heat' ? chart.color! : chart.y),
  };
  return inReport(answerChart(answer, chart, frame), (part) => pictured(part, words), colors);
}

function inReport(
  chart: Node,
  take: (part: HTMLElement) => Promise<SVGSVGElement>,
  colors: Colors,
): Promise<SVGSVGElement> {
  return laidOut('taken', REPORT_WIDTH, [chart], async (part) => {
    const light = await take(part);
    part.classList.add('dark');
    inBothThemes(light, await take(part), colors);
    return light;
  });
}

/** The reader's own title of a cell, or its question. */
export function titleOf({cell, request, format}: Pick<Shown, 'cell' | 'request' | 'format'>): string {
  return cell.title === '' ? analyses[request.analysis as AnalysisId].question[format.language] : cell.title;
}

function chartOf({cell, face, request, result, format}: Shown, width: number): Node {
  const params = parseValues(face.shape.fields, {...cell.params, ...request.params});
  const frame = {width, format, language: format.language, pick: () => ({key: '', follow: () => undefined})};
  return face.chart(result, params as never, frame);
}

function taken(part: HTMLElement, shown: Shown): Promise<SVGSVGElement> {
  const {face, result, format} = shown;
  const {language} = format;
  const sentences = [face.texts.picture[language], ...face.texts.takeaways(result.facts, format)[language]];
  const words = {title: titleOf(shown), description: sentences.join(' ').replaceAll('**', '')};
  return pictured(part, words);
}

function pictured(
  part: HTMLElement,
  words: {readonly title: string; readonly description: string},
): Promise<SVGSVGElement> {
  return pictureOf(part, words, pauseFor(new AbortController().signal));
}

/** Lays nodes out beside the page, where nobody sees them, for as long as it takes. */
async function laidOut<T>(
  look: string,
  width: number,
  nodes: readonly Node[],
  take: (part: HTMLElement) => Promise<T>,
): Promise<T> {
  const part = element('div', {class: look, inert: ''}, ...nodes);
  part.style.width = `${width}px`;
  document.body.append(part);
  try {
    // What scrolls on the page is as wide here as it needs to be.
    const needed = Array.from(part.querySelectorAll('.scroll'), ({scrollWidth}) => scrollWidth);
    part.style.width = `${Math.max(width, ...needed)}px`;
    return await take(part);
  } finally {
    part.remove();
  }
}
