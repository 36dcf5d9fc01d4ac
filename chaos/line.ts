import { Agent, request as httpRequest } from 'node:http';
import { signRequest, type PartnerKey } from '../clients/typescript/signing.ts';
import type { Call, Journal } from './journal.ts';

export interface ChaosPartner {
  code: string;
  key: PartnerKey;
}

export type Reply =
  | { kind: 'answer'; status: number; code: string; body: Record<string, unknown> }
  | { kind: 'silence'; why: string };

export interface Manner {
  /** By how much the partner's clock is off. */
  skewSeconds?: number;
  /** When the partner gives up waiting. */
  patienceMs?: number;
}

/** The way from the partners to the product. Every request is on disk before it is sent, every answer after it came. */
export class Line {
  address: string;
  private readonly journal: Journal;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(journal: Journal, address: string) {
    this.journal = journal;
    this.address = address;
  }

  async send(partner: ChaosPartner, call: Call, manner: Manner = {}): Promise<Reply> {
    const request = this.journal.nextRequest();
    await this.journal.append({ what: 'sent', request, partner: partner.code, call });
    const reply = await this.ask(partner.key, call, manner);
    if (reply.kind === 'silence') await this.journal.append({ what: 'silent', request, why: reply.why });
    else await this.journal.append({ what: 'answered', request, status: reply.status, body: reply.body });
    return reply;
  }

  close(): void {
    this.agent.destroy();
  }

  /** One signed HTTP request; whatever keeps its answer from being read whole is silence. */
  private ask(key: PartnerKey, call: Call, { skewSeconds = 0, patienceMs = 6_000 }: Manner): Promise<Reply> {
    const { method, path, body } = writeCall(call);
    const timestamp = Math.floor(Date.now() / 1000) + skewSeconds;
    const { headers } = signRequest(key, { method, path, body, timestamp });
    return new Promise((resolve) => {
      const silent = (why: string): void => resolve({ kind: 'silence', why });
      const outgoing = httpRequest(new URL(path, this.address), {
        method,
        agent: this.agent,
        headers: {
          ...headers,
          ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      });
      const timer = setTimeout(() => outgoing.destroy(new Error('gave up waiting')), patienceMs);
      outgoing.once('close', () => clearTimeout(timer));
      outgoing.once('error', (error) => silent(error.message));
      outgoing.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', (error) => silent(error.message));
        response.once('close', () => silent('the connection ended within the answer'));
        response.once('end', () =>
          resolve(readReply(response.statusCode ?? 0, Buffer.concat(chunks).toString())),
        );
      });
      outgoing.end(body);
    });
  }
}

function readReply(status: number, text: string): Reply {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    return { kind: 'answer', status, body, code: typeof body['code'] === 'string' ? body['code'] : '' };
  } catch {
    return { kind: 'silence', why: `HTTP ${status} without a readable body` };
  }
}

const prefix = '/partner/v1';

function writeCall(call: Call): { method: 'GET' | 'POST'; path: string; body: string } {
  const post = (path: string, content: unknown) =>
    ({ method: 'POST', path: `${prefix}${path}`, body: JSON.stringify(content) }) as const;
  const get = (path: string) => ({ method: 'GET', path: `${prefix}${path}`, body: '' }) as const;
  switch (call.op) {
    case 'pay':
      return post('/payments', call.order);
    case 'reverse':
      return post(`/payments/${call.paymentReference}/reversal`, {
        reference: call.reference,
        reason: call.reason,
      });
    case 'status':
      return get(`/payments/${call.reference}`);
    case 'hold':
      return post('/holds', { reference: call.reference, customerCode: call.customerCode });
    case 'extend':
      return post(`/holds/${call.reference}/extension`, {});
    case 'release':
      return post(`/holds/${call.reference}/release`, {});
    case 'inquire':
      return get(`/customers/${call.customerCode}/bills`);
  }
}

/** A definite answer is the product's last word on this sending: done, or refused. Anything else may be sent again. */
export function isDefinite(reply: Reply): reply is Extract<Reply, { kind: 'answer' }> {
  return reply.kind === 'answer' && reply.status < 500 && reply.status !== 429;
}
