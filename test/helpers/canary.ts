import {createSocket} from 'node:dgram';
import {createServer, type Server} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';

/** What reached a canary: requests, and the connections, bytes and datagrams that came in. */
export interface Heard {
  readonly requests: readonly string[];
  readonly connections: number;
  readonly bytes: number;
  readonly datagrams: number;
}

/** Another origin that answers whoever comes and writes down everything that reaches it. */
export interface Canary {
  readonly origin: string;
  readonly host: string;
  readonly requests: readonly string[];
  heard(): Heard;
  close(): void;
}

export const silence: Heard = {requests: [], connections: 0, bytes: 0, datagrams: 0};

export async function openCanary(): Promise<Canary> {
  const requests: string[] = [];
  const sockets: Socket[] = [];
  let datagrams = 0;
  const server = answering((url) => requests.push(url));
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const {port} = server.address() as AddressInfo;
  const udp = createSocket('udp4').on('message', () => datagrams++);
  await new Promise<void>((bound) => udp.bind(port, '127.0.0.1', bound));
  const host = `127.0.0.1:${port}`;
  return {
    origin: `http://${host}`,
    host,
    requests,
    heard: () => ({
      requests: [...requests],
      connections: sockets.length,
      bytes: sockets.reduce((sum, socket) => sum + socket.bytesRead, 0),
      datagrams,
    }),
    close() {
      server.close();
      server.closeAllConnections();
      udp.close();
    },
  };
}

/** Answers every request as a script or an event stream that any origin may read. */
function answering(note: (url: string) => void): Server {
  const server = createServer(({url}, response) => {
    note(url!);
    const type = url!.includes('events') ? 'text/event-stream' : 'text/javascript';
    response.writeHead(200, {'access-control-allow-origin': '*', 'content-type': type}).end();
  });
  return server.on('upgrade', ({url}, socket) => {
    note(url!);
    socket.destroy();
  });
}
