import {expect, test} from 'vitest';
import {warmUp} from '../../src/app/import/warm_up';
import {valueOf} from '../../src/lib/outcome';
import {headlines} from '../../src/notebook/templates';
import type {Client} from '../../src/worker/client';
import {createShop} from '../helpers/service';

/** The verbs that warming up needs, noting which ran; `stop` may end it after one of them. */
function watched(stop: (verb: string) => void = () => undefined) {
  const {service} = createShop();
  const verbs: string[] = [];
  let ticket = 0;
  const note = async <T>(verb: string, work: Promise<T>) => {
    const result = await work;
    verbs.push(verb);
    stop(verb);
    return result;
  };
  const during = (signal: AbortSignal) => {
    const own = ++ticket;
    signal.throwIfAborted();
    signal.addEventListener('abort', () => void service.cancel(own));
    return own;
  };
  const client: Partial<Client> = {
    inspect: (source, signal, report) =>
      note('inspect', service.inspect(during(signal), source, report).then(valueOf)),
    load: (id, sources, signal, report) =>
      note('load', service.load(during(signal), id, sources, report).then(valueOf)),
    run: (request, signal, show) =>
      note(request.analysis, service.run(during(signal), request, show).then(valueOf)),
    forget: (id) => note('forget', service.forget(id).then(valueOf)),
  };
  const left = async () => service.findings(++ticket, 'warm-up', 20_000);
  return {client: client as Client, verbs, left};
}

test('warming up goes through an import and its first questions, and leaves nothing behind', async () => {
  const {client, verbs, left} = watched();
  await warmUp(client, new AbortController().signal);
  const asked = verbs.slice(2, -1).toSorted();
  expect([...verbs.slice(0, 2), ...asked, verbs.at(-1)]).toEqual([
    'inspect',
    'load',
    ...headlines.toSorted(),
    'forget',
  ]);
  expect(await left()).toMatchObject({ok: false, code: 'dataset-missing'});
});

test('warming up ends when somebody comes with a file', async () => {
  const coming = new AbortController();
  const {client, verbs, left} = watched((verb) => {
    if (verb === 'load') coming.abort();
  });
  await warmUp(client, coming.signal);
  expect(verbs).toEqual(['inspect', 'load', 'forget']);
  expect(await left()).toMatchObject({ok: false, code: 'dataset-missing'});
});
