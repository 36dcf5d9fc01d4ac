import { sql } from 'kysely';
import { many, one, run, type Queryable, type Tx } from './db.ts';

/**
 * What must follow a change is written beside it, in its transaction, as an outbox row. A relay turns rows into
 * jobs; readers that continue from a position see rows in (xid, id) order and only those of transactions older than
 * every transaction still open, so that a slow transaction is never skipped.
 */
export interface OutboxEvent {
  topic: string;
  payload: Record<string, unknown>;
}

export interface OutboxRow extends OutboxEvent {
  xid: string;
  id: bigint;
}

export interface Position {
  xid: string;
  id: bigint;
}

/** Publishes an event in the caller's transaction. Payloads are ids; money and names stay where they are. */
export async function publish(tx: Tx, event: OutboxEvent): Promise<void> {
  await run(
    tx,
    sql`insert into outbox (topic, payload) values (${event.topic}, ${JSON.stringify(event.payload)}::jsonb)`,
    { name: 'outbox_publish' },
  );
}

/** The next rows after a position, at most `limit`, none of a transaction that might still be overtaken. */
export async function readOutbox(on: Queryable, after: Position, limit: number): Promise<OutboxRow[]> {
  return many(
    on,
    sql<OutboxRow>`
      select xid::text as xid, id, topic, payload from outbox
      where (xid, id) > (${after.xid}::xid8, ${after.id})
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by outbox.xid, outbox.id
      limit ${limit}`,
    { name: 'outbox_read' },
  );
}

/** Locks a reader's position row, so that two processes never apply the same rows at once. */
export async function lockPosition(tx: Tx, reader: string): Promise<Position> {
  await run(tx, sql`insert into reader_positions (reader) values (${reader}) on conflict do nothing`);
  return one(
    tx,
    sql<Position>`select xid::text as xid, id from reader_positions where reader = ${reader} for update`,
  );
}

export async function savePosition(tx: Tx, reader: string, position: Position): Promise<void> {
  await run(
    tx,
    sql`update reader_positions set xid = ${position.xid}::xid8, id = ${position.id}, moved_at = clock_timestamp()
        where reader = ${reader}`,
  );
}
