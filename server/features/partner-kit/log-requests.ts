import type { FastifyRequest } from 'fastify';
import { signingString } from '../../../core/signing.ts';
import type { Db } from '../../platform/db.ts';
import type { App } from '../../platform/http.ts';
import type { Log } from '../../platform/log.ts';
import { noteCalls } from './certify.ts';
import { insertRequests, type LoggedRequest } from './log-queries.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The beginning of what was answered. */
    answerText: string;
  }
}

const keptBytes = 2_000;
const flushEveryMs = 500;
/** Rows kept per second and company, for what went well and for refusals each: under load the log is a sample. */
const mostPerSecond = 100;

/**
 * Keeps what partners' programs ask and are answered, for their own eyes. Rows are gathered in memory and written a few times a
 * second by a connection whose commit waits for no disk: a call is answered before its row exists, and what a crash
 * loses of the log is no money.
 */
export function logPartnerRequests(app: App, log: Log): void {
  const writers = new Map<Db['client'], Writer>();
  app.decorateRequest('answerText', '');
  app.addHook('onSend', async (request, _reply, payload) => {
    if (typeof payload === 'string') request.answerText = payload.slice(0, keptBytes);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { claimed } = request;
    if (!claimed) return;
    const { db } = claimed.company;
    const writer = writers.get(db.client) ?? new Writer(db, log);
    writers.set(db.client, writer);
    if (writer.hasRoom(claimed.at, reply.statusCode >= 400)) {
      writer.add(toRow(request, { ...claimed, status: reply.statusCode, tookMs: reply.elapsedTime }));
    }
  });
  app.addHook('onClose', async () => {
    await Promise.all([...writers.values()].map((writer) => writer.flush()));
  });
}

/** Rows of one company on their way. */
class Writer {
  private rows: LoggedRequest[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private second = 0;
  private readonly kept = { good: 0, refused: 0 };

  private readonly db: Db;
  private readonly log: Log;

  constructor(db: Db, log: Log) {
    this.db = db;
    this.log = log;
  }

  hasRoom(at: Date, isRefused: boolean): boolean {
    const second = Math.floor(at.getTime() / 1000);
    if (second !== this.second) {
      this.second = second;
      this.kept.good = 0;
      this.kept.refused = 0;
    }
    return this.kept[isRefused ? 'refused' : 'good']++ < mostPerSecond;
  }

  add(row: LoggedRequest): void {
    this.rows.push(row);
    this.timer ??= setTimeout(() => void this.flush(), flushEveryMs).unref();
  }

  /** Writes what has gathered; one after the other, so that rows stand in the order in which they were answered. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const rows = this.rows.splice(0);
    if (rows.length === 0) return;
    try {
      await insertRequests(this.db.hasty, rows);
      await noteCalls(this.db.hasty, rows);
    } catch (error) {
      // The log must never be in the way of what it logs.
      this.log.warn({ err: error, rows: rows.length }, 'partner request log');
    }
  }
}

function toRow(
  request: FastifyRequest,
  about: NonNullable<FastifyRequest['claimed']> & { status: number; tookMs: number },
): LoggedRequest {
  const path = request.raw.url ?? request.url;
  const { status, answerText } = { ...about, answerText: request.answerText };
  return {
    partnerId: about.partnerId,
    keyId: about.keyId.slice(0, 100),
    at: about.at,
    method: request.method,
    path: path.slice(0, 1_000),
    status,
    code: status >= 400 ? (/"code":"([a-z_]+\.[a-z_]+)"/.exec(answerText)?.[1] ?? null) : null,
    tookMs: Math.round(about.tookMs),
    requestId: request.id,
    digest: about.digest.slice(0, 200),
    signed: signingString({ method: request.method, path, ...about }).slice(0, 2_000),
    requestBody: beginningOf(request),
    responseBody: maskSecrets(answerText),
  };
}

function beginningOf(request: FastifyRequest): string {
  const body = request.rawBody as Buffer | null;
  if (!body || body.length === 0) return '';
  const type = String(request.headers['content-type'] ?? '');
  if (!/json|text/.test(type)) return `(${body.length} byte)`;
  return maskSecrets(body.subarray(0, keptBytes).toString('utf8'));
}

/** Values under names that promise a secret; a text column takes no zero byte. */
function maskSecrets(text: string): string {
  return text
    .replaceAll('\u0000', '')
    .replaceAll(/("[^"]{0,40}(?:secret|password|token|otp|pin)[^"]{0,40}"\s*:\s*)"[^"]*"?/gi, '$1"***"');
}
