import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { describe, test } from 'node:test';
import { createPartnerClient, ProblemError, UnansweredError, type PartnerClient } from './client.ts';

/** A server of a few canned answers that remembers what it was asked. */
async function withServer(
  answers: { status: number; content?: unknown; headers?: Record<string, string>; drop?: boolean }[],
  work: (client: PartnerClient, seen: { url: string; nonce: string; body: string }[]) => Promise<void>,
): Promise<void> {
  const seen: { url: string; nonce: string; body: string }[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ url: request.url ?? '', nonce: String(request.headers['td-nonce']), body });
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      if (!answer || answer.drop) return void request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(JSON.stringify(answer.content ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const client = createPartnerClient({
    baseUrl: `http://127.0.0.1:${port}`,
    key: { keyId: 'k', algorithm: 'hmac-sha256', secret: Buffer.from('secret') },
    attempts: 3,
    waitMs: () => 1,
  });
  try {
    await work(client, seen);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const order = { reference: 'R-1', customerCode: 'PA16HT0000001', amount: '1000' };

describe('the partner client', () => {
  test('sends the same reference again after a lost connection and a 503, each time with a new nonce', async () => {
    const receipt = { paymentId: '1', reference: 'R-1', outcome: 'accepted' };
    await withServer(
      [{ status: 0, drop: true }, { status: 503 }, { status: 201, content: receipt }],
      async (client, seen) => {
        assert.equal((await client.pay(order)).outcome, 'accepted');
        assert.equal(seen.length, 3);
        assert.deepEqual(
          new Set(seen.map(({ body }) => (JSON.parse(body) as { reference: string }).reference)),
          new Set(['R-1']),
        );
        assert.equal(new Set(seen.map(({ nonce }) => nonce)).size, 3);
      },
    );
  });

  test('gives a refusal its code and does not repeat it', async () => {
    const problem = { code: 'payments.already_paid', detail: 'Hóa đơn đã thanh toán', status: 409 };
    await withServer([{ status: 409, content: problem }], async (client, seen) => {
      await assert.rejects(
        client.pay(order),
        (error) => error instanceof ProblemError && error.code === 'payments.already_paid',
      );
      assert.equal(seen.length, 1);
    });
  });

  test('says that nothing answered when every attempt was lost', async () => {
    await withServer([{ status: 0, drop: true }], async (client, seen) => {
      await assert.rejects(client.pay(order), UnansweredError);
      assert.equal(seen.length, 3);
    });
  });

  test('writes references and codes into the path safely', async () => {
    await withServer([{ status: 200 }], async (client, seen) => {
      await client.status('a/b?c');
      await client.reverse({ reference: 'R-2', paymentReference: 'R 1', reason: 'nhầm' });
      assert.deepEqual(
        seen.map(({ url }) => url),
        ['/partner/v1/payments/a%2Fb%3Fc', '/partner/v1/payments/R%201/reversal'],
      );
      assert.deepEqual(JSON.parse(seen[1]!.body), { reference: 'R-2', reason: 'nhầm' });
    });
  });
});
