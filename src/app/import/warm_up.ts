import {analyses} from '../../analyses';
import type {RunRequest} from '../../analyses/request';
import {isoFromDay} from '../../lib/dates';
import {requestOf} from '../../notebook/plan';
import {emptyNotebook, headlines, newCell} from '../../notebook/templates';
import type {Client} from '../../worker/client';

const ORDERS = 5000;
const FIRST_DAY = 19_000;
const ID = 'warm-up';

/**
 * Reads a file of orders that mean nothing and asks it the first questions, while the reader looks for their own. A browser
 * translates WebAssembly hastily at first and well only what has run for a while: after this the first real file is read,
 * and its cells are drawn, a quarter faster.
 */
export async function warmUp(client: Client, signal: AbortSignal): Promise<void> {
  try {
    const [inspected] = await client.inspect(ordersOfNobody(), signal, () => undefined);
    const {file, preview} = inspected!;
    const outcome = await client.load(ID, [{file, recipe: preview.recipe}], signal, () => undefined);
    if (outcome.kind !== 'loaded') return;
    const {dataset} = outcome;
    const requests: RunRequest[] = [];
    const notebook = emptyNotebook('', dataset.id);
    for (const analysis of headlines) {
      const {shape} = await analyses[analysis].face();
      const cell = {...newCell(analysis, analysis), analysis};
      const request = requestOf(notebook, cell, shape, dataset, () => null);
      if (request) requests.push(request);
    }
    await Promise.all(requests.map((request) => client.run(request, signal, () => undefined)));
  } catch {
    // Nobody waits for it: whoever comes with a file ends it, and what fails here fails there with its reason.
  } finally {
    await client.forget(ID).catch(() => undefined);
  }
}

function ordersOfNobody(): File {
  const rows = Array.from({length: ORDERS}, (_, order) => {
    const customer = (order * order) % 1777;
    const cents = 500 + ((order * 7919) % 9000);
    const day = isoFromDay(FIRST_DAY + Math.floor(order / 7));
    return `${order},${day},${customer}@example.com,DE,${(cents / 100).toFixed(2)}\n`;
  });
  return new File(['order_id,ordered_at,email,country,total\n', ...rows], `${ID}.csv`);
}
