import {isOfFile, Problem, problemOf} from '../../lib/problem';
import type {Inspected, LeftOut, Preview} from '../../worker/api';
import type {Looked} from './mappings';

type Note = Preview['reading'][number];

/** What is noted of a file and does not stand in it. */
const aroundIt: readonly Note['kind'][] = ['hidden-sheets', 'left-out', 'left-beside'];

/** What was found in files that came. */
export interface Inspection {
  readonly files: readonly Looked[];
  /** Which of them are no tables. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * What is in files that came, each as `look` finds it, after those that are known already. The ones that are no tables, and
 * what lay beside them and is not looked at, are left out and named with the first that is one; a problem only if none is, or
 * where the trouble lies in no file.
 */
export async function inspectAll(
  sources: readonly (File | 'sample')[],
  known: readonly Inspected[],
  look: (source: File | 'sample') => Promise<readonly Looked[]>,
  beside: readonly LeftOut[] = [],
): Promise<Inspection> {
  const inspected: Looked[] = [];
  const leftOut = [...beside];
  for (const source of sources) {
    try {
      inspected.push(...(await look(source)));
    } catch (error) {
      const {code, facts} = problemOf(error);
      if (source === 'sample' || !isOfFile(code)) throw error;
      leftOut.push({name: source.name, code, facts});
    }
  }
  const [first, ...others]: Looked[] = [...known.map(alone), ...inspected];
  const [bad] = leftOut;
  if (!first) throw bad ? new Problem(bad.code, bad.facts) : new Problem('folder-without-tables');
  if (!bad) return {files: [first, ...others], leftOut};
  const notes = [...first.preview.reading, {kind: 'left-beside' as const, parts: leftOut}];
  return {files: [noted(first, notes), ...others], leftOut};
}

/** A file looked at anew, which alone does not know what lay beside it. */
export function lookedAtAgain({file, preview: before}: Inspected, preview: Preview): Inspected {
  const around = before.reading.filter(({kind}) => aroundIt.includes(kind));
  return {file, preview: {...preview, reading: [...preview.reading, ...around]}};
}

/** A file without a word on those that once came with it. */
function alone(file: Inspected): Inspected {
  return noted(
    file,
    file.preview.reading.filter(({kind}) => kind !== 'left-beside'),
  );
}

function noted<F extends Inspected>(file: F, reading: readonly Note[]): F {
  return {...file, preview: {...file.preview, reading}};
}
