import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from './sign.ts';
import type { WalletAgreement } from './wallet-agreement.ts';

/** What goes wrong on purpose. Numbers count down: so many requests or calls are struck. */
export interface Switches {
  /** Before each answer. */
  latencyMs: number;
  /** New orders and refunds are refused. */
  refuse: boolean;
  /** Nothing is processed and nobody answers. */
  outage: boolean;
  /** So many requests are processed, and the answer to them is lost. */
  loseAnswers: number;
  /** Every callback comes twice, the second copy at the same time. */
  duplicate: boolean;
  /** Callbacks that wait together are sent last first. */
  outOfOrder: boolean;
  /** Callbacks carry a signature made with another key. */
  wrongSignature: boolean;
  /** Callbacks name one dong more. */
  wrongAmount: boolean;
  /** Callbacks are never sent. */
  mute: boolean;
}

const calm: Switches = {
  latencyMs: 0,
  refuse: false,
  outage: false,
  loseAnswers: 0,
  duplicate: false,
  outOfOrder: false,
  wrongSignature: false,
  wrongAmount: false,
  mute: false,
};

/** An order as the provider knows it. */
export interface DeskOrder {
  reference: string;
  amountVnd: bigint;
  state: 'waiting' | 'paid' | 'failed' | 'refunded';
  transactionId: string;
  callbackUrl: string;
  /** When the money was taken. */
  paidAt?: Date;
  /** What has gone back of it. */
  refundedVnd: bigint;
  /** What the merchant sent and gets back unchanged. */
  sent: Record<string, string>;
}

/** One HTTP call of the provider to the merchant. */
export interface Call {
  url: string;
  method: 'GET' | 'POST';
  contentType?: string;
  body?: string;
}

/** A provider's language: what it answers, and how it calls back. */
export interface Protocol {
  /** Undefined: no such address. */
  answer(desk: Desk, path: string, fields: Record<string, string>): Record<string, unknown> | undefined;
  callback(desk: Desk, order: DeskOrder, amountVnd: bigint, contract: Contract): Call;
  /** Tells of an agreement, of a wallet that has them. */
  agreementCallback?(desk: Desk, agreement: WalletAgreement, contract: Contract): Call | undefined;
  /** What happens when a payer opens the payment address; the reference of the order. */
  open(desk: Desk, payUrl: string): string;
  /** The provider calls back what was paid and nothing else. */
  tellsOnlyPaid?: boolean;
}

export interface Answered {
  status: number;
  body: string;
}

/** A provider: a real HTTP server that takes orders, payers' money and refunds, and calls back. */
export class Desk {
  readonly contract: Contract;
  readonly merchant: string;
  readonly orders = new Map<string, DeskOrder>();
  readonly refunds = new Map<string, { reference: string; amountVnd: bigint }>();
  readonly switches: Switches = { ...calm };
  /** Orders whose outcome was not called back yet. */
  readonly waiting: DeskOrder[] = [];
  readonly agreements = new Map<string, WalletAgreement>();
  /** Agreements whose change was not called back yet. */
  readonly changedAgreements: WalletAgreement[] = [];
  /** Where the provider calls, where the protocol does not carry it. */
  callbackUrl = '';
  url = '';
  readonly #protocol: Protocol;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  #serial = 4_000_000_000n;

  constructor(protocol: Protocol, contract: Contract, merchant: string) {
    this.#protocol = protocol;
    this.contract = contract;
    this.merchant = merchant;
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  stop(): Promise<void> {
    return new Promise((done) => {
      this.#server.close(() => done());
      this.#server.closeAllConnections();
    });
  }

  calmDown(): void {
    Object.assign(this.switches, calm);
  }

  nextTransactionId(): string {
    return String(++this.#serial);
  }

  take(order: Pick<DeskOrder, 'reference' | 'amountVnd' | 'callbackUrl' | 'sent'>): DeskOrder {
    const known = this.orders.get(order.reference);
    if (known) return known;
    const made: DeskOrder = {
      ...order,
      state: 'waiting',
      refundedVnd: 0n,
      transactionId: this.nextTransactionId(),
    };
    this.orders.set(order.reference, made);
    return made;
  }

  /** A payer opens the payment address; the reference of the order. */
  visit(payUrl: string): string {
    return this.#protocol.open(this, payUrl);
  }

  /** A payer opens the address and pays. */
  payerPays(payUrl: string): string {
    const reference = this.visit(payUrl);
    this.pay(reference);
    return reference;
  }

  payerGivesUp(payUrl: string): string {
    const reference = this.#protocol.open(this, payUrl);
    this.giveUp(reference);
    return reference;
  }

  /** The payer says no. False where the order is over already. */
  giveUp(reference: string): boolean {
    const order = this.#get(reference);
    if (order.state !== 'waiting') return false;
    order.state = 'failed';
    if (!this.#protocol.tellsOnlyPaid) this.waiting.push(order);
    return true;
  }

  /** The money is taken. False where the order cannot be paid any more. */
  pay(reference: string): boolean {
    const order = this.#get(reference);
    if (order.state !== 'waiting') return false;
    order.state = 'paid';
    order.paidAt = new Date();
    this.waiting.push(order);
    return true;
  }

  /** Gives back all or a part of what was paid, once under each id. False where it is refused. */
  giveBack(id: string, order: DeskOrder, amountVnd: bigint): boolean {
    const fits = order.state === 'paid' && order.refundedVnd + amountVnd <= order.amountVnd && amountVnd > 0n;
    if (this.switches.refuse || !fits || this.refunds.has(id)) return false;
    order.refundedVnd += amountVnd;
    if (order.refundedVnd === order.amountVnd) order.state = 'refunded';
    this.refunds.set(id, { reference: order.reference, amountVnd });
    return true;
  }

  /** Has the outcome of an order called back once more, where there is one to tell. */
  tellAgain(reference: string): void {
    const order = this.orders.get(reference);
    const told = order?.state === 'paid' || (order?.state === 'failed' && !this.#protocol.tellsOnlyPaid);
    if (order && told) this.waiting.push(order);
  }

  /** Sends the callbacks that wait, with whatever the switches do to them; what the merchant answered to each. */
  async callBack(): Promise<Answered[]> {
    const { duplicate, outOfOrder, wrongSignature, wrongAmount, mute } = this.switches;
    const orders = this.waiting.splice(0);
    const agreements = this.changedAgreements.splice(0).map((one) => ({ ...one }));
    if (mute) return [];
    if (outOfOrder) orders.reverse();
    const contract = wrongSignature ? withOtherKeys(this.contract) : this.contract;
    const calls = agreements.flatMap((one) => this.#protocol.agreementCallback?.(this, one, contract) ?? []);
    for (const order of orders)
      calls.push(this.#protocol.callback(this, order, order.amountVnd + (wrongAmount ? 1n : 0n), contract));
    const answers: Answered[] = [];
    for (const call of calls) {
      const copies = duplicate ? [call, call] : [call];
      answers.push(...(await Promise.all(copies.map(send))));
    }
    return answers;
  }

  #get(reference: string): DeskOrder {
    const order = this.orders.get(reference);
    if (!order) throw new Error(`the provider has no order ${reference}`);
    return order;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const { outage, latencyMs } = this.switches;
    if (outage) return void response.destroy();
    const fields = readFields(request.headers['content-type'] ?? '', body);
    const answer = this.#protocol.answer(this, request.url ?? '', fields);
    if (latencyMs > 0) await new Promise((done) => setTimeout(done, latencyMs));
    if (this.switches.loseAnswers > 0) {
      this.switches.loseAnswers--;
      return void response.destroy();
    }
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(answer ?? {}));
  }
}

function withOtherKeys(contract: Contract): Contract {
  const keys = Object.entries(contract.keys).map(([name, key]) => [name, `${key}x`]);
  return { ...contract, keys: Object.fromEntries(keys) as Contract['keys'] };
}

/** A merchant that is not there, or does not answer within its time, counts as not told: status 0. */
async function send({ url, method, contentType, body }: Call): Promise<Answered> {
  try {
    const response = await fetch(url, {
      method,
      signal: AbortSignal.timeout(15_000),
      ...(contentType && { headers: { 'content-type': contentType } }),
      ...(body !== undefined && { body }),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function readFields(contentType: string, body: string): Record<string, string> {
  if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(body));
  const entries = Object.entries(JSON.parse(body) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
