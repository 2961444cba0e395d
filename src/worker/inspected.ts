import {inspect} from '../imports/inspect';
import {unpacked} from '../imports/unpack';
import {outcomeOf} from '../lib/outcome';
import {pauseFor} from '../lib/pause';
import {isOfFile, Problem} from '../lib/problem';
import type {Inspected} from './api';

/** The tables in a file, or those of the sample shop; reports the share of a packed file that is unpacked. */
export async function inspected(
  source: File | 'sample',
  signal: AbortSignal,
  report: (share: number) => void,
): Promise<Inspected[]> {
  if (source !== 'sample')
    return inspectedAll(source.name, await unpacked(source, {pause: pauseFor(signal), report}));
  const files = (await sampleFiles()).map((file) => ({file}));
  return (await inspectedAll(source, files)).map((found) => ({...found, sample: true}));
}

/**
 * What is in each of the files that came in `source`. What is no table among them is left out and named with the first that
 * is one; a problem only if none is.
 */
async function inspectedAll(
  source: string,
  parts: Awaited<ReturnType<typeof unpacked>>,
): Promise<Inspected[]> {
  const looks = await Promise.all(
    parts.map(async ({file, hidden, refused}) => ({
      name: file.name.replace(`${source} › `, ''),
      found: await outcomeOf(async (): Promise<Inspected> => {
        if (refused) throw refused;
        return {file, preview: await inspect(file, {}, hidden)};
      }),
    })),
  );
  const inspected = looks.flatMap(({found}) => (found.ok ? [found.value] : []));
  const left = looks.flatMap(({name, found}) =>
    found.ok ? [] : [{name, code: found.code, facts: found.facts}],
  );
  const [failed] = inspected.length === 0 ? left : left.filter(({code}) => !isOfFile(code));
  if (failed) throw new Problem(failed.code, failed.facts);
  const [first, ...others] = inspected;
  if (!first) throw new Problem('file-empty', {file: source});
  if (left.length === 0) return inspected;
  const {preview} = first;
  const reading = [...preview.reading, {kind: 'left-out' as const, of: source, parts: left}];
  return [{...first, preview: {...preview, reading}}, ...others];
}

/** The sample shop as the files its owner would drop. Its generator is loaded only when it is asked for. */
export async function sampleFiles(): Promise<File[]> {
  const {sampleShop} = await import('../imports/sample');
  return sampleShop().map(({name, text}) => new File([text], name));
}
