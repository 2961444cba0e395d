import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, onTestFinished, test} from 'vitest';
import {fetchSteadily} from '../../src/engine/steady';

/** Asks a server that answers as the test says. */
async function ask(
  patience: number,
  answer: (response: ServerResponse) => void | Promise<void>,
): Promise<Response> {
  const server = createServer((_, response) => void answer(response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return fetchSteadily(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), patience);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a file of the engine', () => {
  test('is no longer waited for where the server takes the request and never answers', async () => {
    await expect(ask(500, () => undefined)).rejects.toMatchObject({code: 'engine-silent'});
  });

  test('is no longer waited for where the server falls silent in the middle', async () => {
    const response = await ask(2000, (out) => {
      out.writeHead(200, {'content-length': '100'});
      out.write('the beginning');
    });
    await expect(response.text()).rejects.toMatchObject({code: 'engine-silent'});
  });

  test('that the server does not have is another trouble', async () => {
    await expect(ask(2000, (out) => void out.writeHead(404).end())).rejects.toThrow('answered 404');
  });

  test('comes whole over a line so slow that it takes far longer than one waits for silence', async () => {
    const patient = 3000;
    const began = performance.now();
    const response = await ask(patient, async (out) => {
      out.writeHead(200, {'content-type': 'application/gzip'});
      for (let piece = 0; piece < 8; piece++) {
        out.write(String(piece));
        await pause(patient / 3);
      }
      out.end();
    });
    expect(response.headers.get('content-type')).toBe('application/gzip');
    expect(await response.text()).toBe('01234567');
    expect(performance.now() - began).toBeGreaterThan(2 * patient);
  });
});
