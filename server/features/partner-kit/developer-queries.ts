import { sql } from 'kysely';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface DeveloperRow {
  id: bigint;
  partner_id: bigint;
  name: string;
  invited_by: string;
  invited_at: Date;
  code_expires_at: Date;
  entered_at: Date | null;
  ended_at: Date | null;
}

const columns = sql`id, partner_id, name, invited_by, invited_at, code_expires_at, entered_at, ended_at`;

export async function insertDeveloper(
  tx: Tx,
  developer: { partnerId: bigint; name: string; codeDigest: Buffer; expiresAt: Date; by: string; now: Date },
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into developers (partner_id, name, code_digest, code_expires_at, invited_by, invited_at)
      values (${developer.partnerId}, ${developer.name}, ${developer.codeDigest}, ${developer.expiresAt}, ${developer.by},
              ${developer.now}) returning id`,
  );
  return id;
}

export async function listDevelopers(on: Queryable, partnerId: bigint): Promise<DeveloperRow[]> {
  return many(
    on,
    sql<DeveloperRow>`select ${columns} from developers where partner_id = ${partnerId} order by id desc limit 100`,
  );
}

/** Uses up a code; undefined for one that is unknown, used, over or of somebody who was shut out. */
export async function useCode(tx: Tx, digest: Buffer, now: Date): Promise<DeveloperRow | undefined> {
  return find(
    tx,
    sql<DeveloperRow>`
      update developers set entered_at = ${now}
      where code_digest = ${digest} and entered_at is null and ended_at is null and code_expires_at > ${now}
      returning ${columns}`,
  );
}

export async function endDeveloper(
  tx: Tx,
  of: { partnerId: bigint; id: bigint; now: Date },
): Promise<number> {
  await run(
    tx,
    sql`delete from developer_sessions s using developers d
        where d.id = s.developer_id and d.id = ${of.id} and d.partner_id = ${of.partnerId}`,
  );
  return run(
    tx,
    sql`update developers set ended_at = ${of.now}
        where id = ${of.id} and partner_id = ${of.partnerId} and ended_at is null`,
  );
}

export async function insertSession(
  tx: Tx,
  session: { digest: Buffer; developerId: bigint; now: Date; expiresAt: Date },
): Promise<void> {
  await run(
    tx,
    sql`insert into developer_sessions (digest, developer_id, created_at, expires_at)
        values (${session.digest}, ${session.developerId}, ${session.now}, ${session.expiresAt})`,
  );
}

export interface SessionRow {
  developer_id: bigint;
  developer_name: string;
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
}

export async function findSession(on: Queryable, digest: Buffer, now: Date): Promise<SessionRow | undefined> {
  return find(
    on,
    sql<SessionRow>`
      select d.id as developer_id, d.name as developer_name, p.id as partner_id, p.code as partner_code, p.name as partner_name
      from developer_sessions s
      join developers d on d.id = s.developer_id
      join partners p on p.id = d.partner_id
      where s.digest = ${digest} and s.expires_at > ${now} and d.ended_at is null`,
  );
}

export async function deleteSession(on: Queryable, digest: Buffer): Promise<void> {
  await run(on, sql`delete from developer_sessions where digest = ${digest}`);
}

export async function forgetSessionsBefore(on: Queryable, now: Date): Promise<number> {
  return run(on, sql`delete from developer_sessions where expires_at < ${now}`);
}
