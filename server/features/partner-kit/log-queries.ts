import { sql } from 'kysely';
import { find, many, run, type Queryable } from '../../platform/db.ts';

export interface LoggedRequest {
  partnerId: bigint;
  keyId: string;
  at: Date;
  method: string;
  path: string;
  status: number;
  code: string | null;
  tookMs: number;
  requestId: string;
  digest: string;
  signed: string;
  requestBody: string;
  responseBody: string;
}

export async function insertRequests(on: Queryable, rows: readonly LoggedRequest[]): Promise<void> {
  const column = <Key extends keyof LoggedRequest>(key: Key): LoggedRequest[Key][] =>
    rows.map((row) => row[key]);
  await run(
    on,
    sql`
      insert into partner_requests (partner_id, key_id, at, method, path, status, code, took_ms, request_id, digest, signed,
                                    request_body, response_body)
      select * from unnest(${column('partnerId')}::bigint[], ${column('keyId')}::text[], ${column('at')}::timestamptz[],
        ${column('method')}::text[], ${column('path')}::text[], ${column('status')}::smallint[], ${column('code')}::text[],
        ${column('tookMs')}::int[], ${column('requestId')}::text[], ${column('digest')}::text[], ${column('signed')}::text[],
        ${column('requestBody')}::text[], ${column('responseBody')}::text[])`,
    { name: 'partner_requests_insert' },
  );
}

export interface RequestRow {
  id: bigint;
  key_id: string;
  at: Date;
  method: string;
  path: string;
  status: number;
  code: string | null;
  took_ms: number;
  request_id: string;
  digest: string;
  signed: string;
  request_body: string;
  response_body: string;
}

/** The newest first; `find` is part of a path, a body, a code or a whole request id. */
export async function listRequests(
  on: Queryable,
  of: { partnerId: bigint; find?: string; onlyRefused?: boolean; before?: bigint; limit: number },
): Promise<RequestRow[]> {
  const text = of.find?.trim() ?? '';
  return many(
    on,
    sql<RequestRow>`
      select id, key_id, at, method, path, status, code, took_ms, request_id, digest, signed, request_body, response_body
      from partner_requests
      where partner_id = ${of.partnerId}
        and ${of.before === undefined ? sql`true` : sql`id < ${of.before}`}
        and ${of.onlyRefused ? sql`status >= 400` : sql`true`}
        and ${text === '' ? sql`true` : sql`(request_id = ${text} or position(${text} in path) > 0 or code = ${text} or position(${text} in request_body) > 0)`}
      order by id desc limit ${of.limit}`,
  );
}

export async function findRequest(
  on: Queryable,
  partnerId: bigint,
  id: bigint,
): Promise<RequestRow | undefined> {
  return find(
    on,
    sql<RequestRow>`
      select id, key_id, at, method, path, status, code, took_ms, request_id, digest, signed, request_body, response_body
      from partner_requests where partner_id = ${partnerId} and id = ${id}`,
  );
}

export async function forgetRequestsBefore(on: Queryable, before: Date): Promise<number> {
  return run(on, sql`delete from partner_requests where at < ${before}`);
}
