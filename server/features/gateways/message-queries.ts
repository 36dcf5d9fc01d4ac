import { sql } from 'kysely';
import { many, run, type Queryable } from '../../platform/db.ts';

export interface NewMessage {
  accountCode: string;
  orderId: bigint | null;
  kind: 'callback' | 'confirm' | 'return' | 'create_answer' | 'query_answer' | 'refund_answer';
  raw: Buffer;
  headers?: Record<string, string>;
  verdict: string;
  detail: string | null;
  receivedAt: Date;
}

/** Of a call that nobody signed its beginning is enough: anybody can send one. */
const keptOfForged = 4_096;

export async function insertMessage(on: Queryable, message: NewMessage): Promise<void> {
  const { verdict } = message;
  const raw = verdict === 'wrong_signature' ? message.raw.subarray(0, keptOfForged) : message.raw;
  await run(
    on,
    sql`insert into gateway_messages (account_code, order_id, kind, raw, headers, verdict, detail, received_at)
        values (${message.accountCode}, ${message.orderId}, ${message.kind}, ${raw},
                ${JSON.stringify(message.headers ?? {})}::jsonb, ${verdict}, ${message.detail}, ${message.receivedAt})`,
  );
}

/** Calls that nobody signed are forgotten after a month; what a provider said stays. */
export async function forgetForged(on: Queryable, now: Date): Promise<number> {
  return run(
    on,
    sql`delete from gateway_messages
        where verdict = 'wrong_signature' and received_at < ${now}::timestamptz - interval '30 days'`,
  );
}

export interface MessageRow {
  id: bigint;
  kind: string;
  verdict: string;
  detail: string | null;
  raw: Buffer;
  received_at: Date;
}

export interface ListedMessage extends MessageRow {
  account_code: string;
  order_id: bigint | null;
}

export interface MessageFilter {
  accountCode: string | undefined;
  verdict: string | undefined;
  before: bigint | undefined;
}

/** What providers said, newest first. */
export async function listAllMessages(
  on: Queryable,
  filter: MessageFilter,
  limit: number,
): Promise<ListedMessage[]> {
  const parts = [
    filter.accountCode === undefined ? sql`true` : sql`account_code = ${filter.accountCode}`,
    filter.verdict === undefined ? sql`true` : sql`verdict = ${filter.verdict}`,
    filter.before === undefined ? sql`true` : sql`id < ${filter.before}`,
  ];
  return many(
    on,
    sql<ListedMessage>`
      select id, account_code, order_id, kind, verdict, detail, raw, received_at from gateway_messages
      where ${sql.join(parts, sql` and `)} order by id desc limit ${limit}`,
  );
}

export async function listMessages(on: Queryable, orderId: bigint): Promise<MessageRow[]> {
  return many(
    on,
    sql<MessageRow>`select id, kind, verdict, detail, raw, received_at from gateway_messages
                    where order_id = ${orderId} order by id desc limit 200`,
  );
}
