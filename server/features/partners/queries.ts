import { sql } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { SignatureAlgorithm } from '../../../core/signing.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export type PartnerKind = 'bank' | 'wallet' | 'mobile_money' | 'intermediary' | 'post' | 'own';

export interface PartnerRow {
  id: bigint;
  code: string;
  name: string;
  kind: PartnerKind;
  channels: Channel[];
  suspended_at: Date | null;
  payment_limit_vnd: bigint;
  daily_limit_vnd: bigint | null;
  requests_per_second: number;
}

export async function upsertPartner(
  on: Queryable,
  partner: { code: string; name: string; kind: PartnerKind; channels: readonly Channel[] },
): Promise<PartnerRow> {
  return one(
    on,
    sql<PartnerRow>`
      insert into partners (code, name, kind, channels)
      values (${partner.code}, ${partner.name}, ${partner.kind}, ${partner.channels}::text[])
      on conflict (code) do update set name = excluded.name, kind = excluded.kind, channels = excluded.channels
      returning *`,
  );
}

export async function findPartner(on: Queryable, id: bigint): Promise<PartnerRow | undefined> {
  return find(on, sql<PartnerRow>`select * from partners where id = ${id}`);
}

export async function findPartnerByCode(on: Queryable, code: string): Promise<PartnerRow | undefined> {
  return find(on, sql<PartnerRow>`select * from partners where code = ${code}`);
}

export async function updateLimits(
  on: Queryable,
  id: bigint,
  limits: { paymentLimitVnd: bigint; dailyLimitVnd: bigint | null; requestsPerSecond: number },
): Promise<number> {
  return run(
    on,
    sql`update partners set payment_limit_vnd = ${limits.paymentLimitVnd}, daily_limit_vnd = ${limits.dailyLimitVnd},
          requests_per_second = ${limits.requestsPerSecond} where id = ${id}`,
  );
}

/** How a partner settles; says which day of it is closed last, with the row locked until commit. */
export async function updateSettling(
  tx: Tx,
  id: bigint,
  settling: { cutOff: string; prefunded: boolean; dailyLimitVnd: bigint | null },
): Promise<{ closed_through: string | null }> {
  return one(
    tx,
    sql<{ closed_through: string | null }>`
      update partners set cut_off = ${settling.cutOff}::time, prefunded = ${settling.prefunded},
        daily_limit_vnd = ${settling.dailyLimitVnd} where id = ${id} returning closed_through`,
  );
}

export async function setSuspended(on: Queryable, id: bigint, at: Date | null): Promise<number> {
  return run(on, sql`update partners set suspended_at = ${at} where id = ${id}`);
}

export interface KeyRow {
  key_id: string;
  partner_id: bigint;
  algorithm: SignatureAlgorithm;
  key_material: Buffer;
}

export async function findLiveKey(on: Queryable, keyId: string): Promise<KeyRow | undefined> {
  return find(
    on,
    sql<KeyRow>`select key_id, partner_id, algorithm, key_material from partner_keys
                where key_id = ${keyId} and revoked_at is null`,
  );
}

export interface ListedKey {
  key_id: string;
  algorithm: SignatureAlgorithm;
  created_at: Date;
  revoked_at: Date | null;
}

/** Keys of a partner, the newest first, without what is secret in them. */
export async function listKeys(on: Queryable, partnerId: bigint): Promise<ListedKey[]> {
  return many(
    on,
    sql<ListedKey>`select key_id, algorithm, created_at, revoked_at from partner_keys
                   where partner_id = ${partnerId} order by created_at desc, key_id limit 20`,
  );
}

/** Takes a free slot of the two; zero rows when both are taken. */
export async function insertKey(on: Queryable, key: KeyRow): Promise<number> {
  return run(
    on,
    sql`insert into partner_keys (key_id, partner_id, algorithm, key_material, slot)
        select ${key.key_id}, ${key.partner_id}, ${key.algorithm}, ${key.key_material}, free.slot
        from (select s as slot from generate_series(1, 2) s
              where not exists (select from partner_keys where partner_id = ${key.partner_id} and slot = s)
              order by s limit 1) free
        on conflict do nothing`,
  );
}

export async function revokeKeyRow(on: Queryable, keyId: string, at: Date): Promise<number> {
  return run(
    on,
    sql`update partner_keys set revoked_at = ${at}, slot = null where key_id = ${keyId} and revoked_at is null`,
  );
}

export async function registerKey(
  platform: Queryable,
  key: { keyId: string; companyCode: string; partnerId: bigint },
): Promise<void> {
  await run(
    platform,
    sql`insert into platform.key_directory (key_id, company_code, partner_id)
        values (${key.keyId}, ${key.companyCode}, ${key.partnerId})`,
  );
}

export async function findCompanyOfKey(platform: Queryable, keyId: string): Promise<string | undefined> {
  const row = await find(
    platform,
    sql<{ company_code: string }>`select company_code from platform.key_directory where key_id = ${keyId}`,
  );
  return row?.company_code;
}

export interface NonceRow {
  partnerId: bigint;
  nonce: string;
  digest: Buffer;
  seenAt: Date;
}

/** A nonce and whose it is, as one text. */
export function nonceKey(row: { partnerId: bigint; nonce: string }): string {
  return `${row.partnerId}/${row.nonce}`;
}

/** Remembers nonces. Null when all were new, which is the rule; otherwise the keys of those that were. */
export async function insertNonces(on: Queryable, rows: readonly NonceRow[]): Promise<string[] | null> {
  const { fresh } = await one(
    on,
    sql<{ fresh: string[] | null }>`
      with written as (
        insert into partner_nonces (partner_id, nonce, digest, seen_at)
        select * from unnest(${rows.map((row) => row.partnerId)}::bigint[], ${rows.map((row) => row.nonce)}::text[],
                             ${rows.map((row) => row.digest)}::bytea[], ${rows.map((row) => row.seenAt)}::timestamptz[])
        on conflict do nothing returning partner_id, nonce
      )
      select case when count(*) < ${rows.length}::int
        then coalesce(array_agg(partner_id || '/' || nonce), '{}') end as fresh from written`,
    { name: 'nonces_insert' },
  );
  return fresh;
}

export async function findNonces(
  on: Queryable,
  rows: readonly NonceRow[],
): Promise<{ partner_id: bigint; nonce: string; digest: Buffer }[]> {
  return many(
    on,
    sql<{ partner_id: bigint; nonce: string; digest: Buffer }>`
      select n.partner_id, n.nonce, n.digest
      from unnest(${rows.map((row) => row.partnerId)}::bigint[], ${rows.map((row) => row.nonce)}::text[]) asked (p, n0)
      join partner_nonces n on n.partner_id = asked.p and n.nonce = asked.n0`,
    { name: 'nonces_find' },
  );
}

export async function deleteNoncesBefore(on: Queryable, before: Date): Promise<number> {
  return run(on, sql`delete from partner_nonces where seen_at < ${before}`);
}
