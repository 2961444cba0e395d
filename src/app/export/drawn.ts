import {analyses, type AnalysisId} from '../../analyses';
import type {Face} from '../../analyses/define';
import type {Result, RunRequest} from '../../analyses/request';
import {element} from '../../charts/element';
import {pictureOf} from '../../exports/picture';
import {pauseFor} from '../../lib/pause';
import {parseValues} from '../../model/fields';
import type {AnalysisCell} from '../../notebook/document';
import type {Format} from '../../text/format';

/** A cell with its result. */
export interface Shown {
  readonly cell: AnalysisCell;
  readonly face: Face;
  readonly request: RunRequest;
  readonly result: Result;
  readonly format: Format;
}

/** As wide as a picture stands on a large screen. */
const WIDTH = 960;

/** The picture of a cell as an image of its own, with its question above it and what it was made from below. */
export async function drawn(
  {cell, face, request, result, format}: Shown,
  from: string,
): Promise<SVGSVGElement> {
  const {language} = format;
  const question = analyses[request.analysis as AnalysisId].question[language];
  const takeaways = face.texts.takeaways(result.facts, format)[language];
  const params = parseValues(face.shape.fields, cell.params);
  const chart = face.chart(result, params as never, {width: WIDTH, format, language, pick: () => undefined});
  const part = element(
    'div',
    {class: 'taken alone', inert: ''},
    element('h2', {}, question),
    chart,
    element('p', {class: 'more'}, from),
  );
  part.style.width = `${WIDTH}px`;
  document.body.append(part);
  try {
    // What scrolls on the page is as wide here as it needs to be.
    const needed = Array.from(part.querySelectorAll('.scroll'), ({scrollWidth}) => scrollWidth);
    part.style.width = `${Math.max(WIDTH, ...needed)}px`;
    const description = [face.texts.picture[language], ...takeaways].join(' ').replaceAll('**', '');
    return await pictureOf(part, {title: question, description}, pauseFor(new AbortController().signal));
  } finally {
    part.remove();
  }
}
