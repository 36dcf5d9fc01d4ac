import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createHttp } from './http.ts';
import { createLog } from './log.ts';

test('a server stops although somebody has begun a request and does not end it', async () => {
  const app = await createHttp({ log: createLog('silent'), lastWordMs: 1 });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const begun = once(app.server, 'connection');
  await once(client, 'connect');
  const [connection] = (await begun) as [NodeJS.EventEmitter];
  const arrived = once(connection, 'data');
  client.write('GET /healthz HTTP/1.1\r\nHost:');
  await arrived;
  client.on('error', () => undefined);
  const ended = once(client, 'close');
  await app.close();
  await ended;
  assert.equal(app.server.listening, false);
});
