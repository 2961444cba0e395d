import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join} from 'node:path';
import {gzipSync} from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  // A file of its own, not an encoding: no host that merely hands out files would say more.
  '.gz': 'application/gzip',
};

export interface StaticSite {
  /** Ends with a slash. */
  readonly address: string;
  /** What was asked for so far, and the bytes of the bodies that were sent. */
  readonly sent: readonly {readonly name: string; readonly bytes: number}[];
  close(): Promise<void>;
}

export interface Serving {
  /** Path the site stands under, with a slash at both ends. */
  readonly prefix?: string;
  /** What becomes of index.html on its way out. */
  readonly edit?: (html: string) => string;
  /** Texts go out gzipped, where the visitor takes that. */
  readonly compress?: boolean;
  /** Paths below the prefix and where they lead. */
  readonly redirects?: Readonly<Record<string, string>>;
  /** Of a host that is there again; else any that is free. */
  readonly port?: number;
}

/** The plainest of hosts: the files of a folder with their types, and not one header more. */
export async function serveFolder(
  folder: string,
  {prefix = '/', edit = (html) => html, compress = false, redirects = {}, port = 0}: Serving = {},
): Promise<StaticSite> {
  const sent: {name: string; bytes: number}[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://host').pathname);
    const name = path.slice(prefix.length) || 'index.html';
    const target = redirects[name];
    if (target) return response.writeHead(302, {location: target}).end();
    if (!path.startsWith(prefix) || name.includes('..')) return response.writeHead(404).end();
    try {
      const read = await readFile(join(folder, name));
      const whole = name === 'index.html' ? edit(read.toString()) : read;
      const gzip = compress && extname(name) !== '.gz';
      const body = gzip ? gzipSync(whole) : whole;
      response.writeHead(200, {
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        ...(gzip ? {'content-encoding': 'gzip'} : {}),
      });
      response.end(body);
      sent.push({name, bytes: body.length});
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    sent,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
