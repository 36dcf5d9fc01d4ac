import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliveryHeaders, signedDelivery } from '../core/clearing.ts';
import type { BusinessDate } from '../core/dates.ts';
import { BillingBooks, gateOn, type GateState, type Habit, type ToldEntry } from './billing-gate-books.ts';

/**
 * The receiving side of the simulated billing system: takes what power companies clear back, over HTTP, as
 * docs/clearing.md says. Its gate closes while a month is being closed, or by switch.
 */
export interface BillingGate {
  /** Where a company delivers. */
  urlOf(companyCode: string): string;
  booksOf(companyCode: string): BillingBooks;
  /** Closes or opens by hand; null follows the calendar again. */
  switchTo(state: GateState | null): void;
  /** The next deliveries are booked, but the answer to them is lost. */
  loseAnswers(deliveries: number): void;
  readonly deliveries: { id: string; seqs: string[] }[];
  stop(): Promise<void>;
}

export interface GateOptions {
  /** The company's business date, where the calendar closes the gate. */
  today: () => BusinessDate | undefined;
  habit?: Habit;
  /** Its own clock, against which it holds the time of signing. */
  now?: () => Date;
  /** Says every answer twice, and one about an entry nobody asked for. */
  repeatsItself?: boolean;
  port?: number;
}

/** Known to everybody, like the passwords of the demo; only a demo uses it. */
export function simulatedClearingSecret(companyCode: string): Buffer {
  return createHash('sha256').update(`tiendien demo clearing ${companyCode}`).digest();
}

/** Nearly everything is cleared at once; a little comes late, and a few bills were settled elsewhere or are unknown. */
export function demoHabit({ kind, billId }: ToldEntry): ReturnType<Habit> {
  const [first = 0, second = 0] = createHash('sha256').update(`clearing ${billId}`).digest();
  const point = (first * 256 + second) / 65_536;
  if (kind === 'clear' && point < 0.0006) return 'other_source';
  if (kind === 'clear' && point < 0.0009) return 'unknown_bill';
  return point < 0.006 ? 'late' : 'clear';
}

interface GateSelf extends Required<Omit<GateOptions, 'port'>> {
  books: Map<string, BillingBooks>;
  state: GateState | null;
  answersToLose: number;
  deliveries: { id: string; seqs: string[] }[];
}

export async function startBillingGate(options: GateOptions): Promise<BillingGate> {
  const self: GateSelf = {
    habit: () => 'clear',
    now: () => new Date(),
    repeatsItself: false,
    ...options,
    books: new Map(),
    state: null,
    answersToLose: 0,
    deliveries: [],
  };
  const server = createServer((request, response) => {
    serve(self, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (companyCode) => `http://127.0.0.1:${port}/${companyCode}`,
    booksOf: (companyCode) => booksOf(self, companyCode),
    switchTo: (state) => void (self.state = state),
    loseAnswers: (deliveries) => void (self.answersToLose = deliveries),
    deliveries: self.deliveries,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function booksOf(self: GateSelf, companyCode: string): BillingBooks {
  const known = self.books.get(companyCode);
  if (known) return known;
  const books = new BillingBooks(self.habit);
  self.books.set(companyCode, books);
  return books;
}

async function serve(self: GateSelf, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [companyCode = '', what = ''] = (request.url ?? '').split('/').slice(1);
  const body = await readBody(request);
  if (!isSigned(self.now(), request, body, simulatedClearingSecret(companyCode)))
    return say(response, 401, {});
  const gate = gateNow(self);
  if (request.method === 'GET' && what === 'gate') return say(response, 200, gate);
  if (request.method !== 'POST' || what !== 'entries') return say(response, 404, {});
  if (!gate.open) return say(response, 423, gate);
  const { entries } = JSON.parse(body) as { entries: ToldEntry[] };
  remember(self, String(request.headers[deliveryHeaders.id]), entries);
  const books = booksOf(self, companyCode);
  const answers = entries.flatMap((entry) => books.answer(entry) ?? []);
  if (self.answersToLose > 0) {
    self.answersToLose--;
    response.destroy();
    return;
  }
  const strayAnswer = { seq: '999999999999', result: 'cleared', code: '000', detail: '' };
  say(response, 200, { answers: self.repeatsItself ? [...answers, ...answers, strayAnswer] : answers });
}

/** The last deliveries, so that a long demo does not grow without end. */
function remember(self: GateSelf, id: string, entries: readonly ToldEntry[]): void {
  self.deliveries.push({ id, seqs: entries.map(({ seq }) => seq) });
  if (self.deliveries.length > 1_000) self.deliveries.shift();
}

function gateNow(self: GateSelf): GateState {
  const today = self.today();
  return self.state ?? (today === undefined ? { open: true, reason: '', opensOn: null } : gateOn(today));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function isSigned(now: Date, { headers }: IncomingMessage, body: string, secret: Buffer): boolean {
  const seconds = Number(headers[deliveryHeaders.timestamp]);
  if (!(Math.abs(now.getTime() / 1000 - seconds) <= 300)) return false;
  const text = signedDelivery(String(headers[deliveryHeaders.id]), seconds, body);
  const right = Buffer.from(`v1,${createHmac('sha256', secret).update(text).digest('base64')}`);
  const given = Buffer.from(String(headers[deliveryHeaders.signature]));
  return given.length === right.length && timingSafeEqual(given, right);
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
