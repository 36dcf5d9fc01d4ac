import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { atEnd } from './at-end.ts';

export interface Received {
  path: string;
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body, parsed; `any` because tests look into it freely. */
  // oxlint-disable-next-line no-explicit-any -- see above
  event: any;
}

/** A partner's own server: keeps what it is sent and answers as it is told. */
export async function startReceiver(
  answer: (
    received: Received,
  ) => { status: number; body?: string; headers?: Record<string, string> } | 'silence',
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = {
        path: request.url ?? '',
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        event: JSON.parse(body) as unknown,
      };
      received.push(one);
      const say = answer(one);
      if (say === 'silence') return request.socket.destroy();
      response.writeHead(say.status, say.headers).end(say.body ?? '');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
