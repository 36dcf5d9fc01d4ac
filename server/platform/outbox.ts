import { sql } from 'kysely';
import { many, one, run, type Queryable, type Tx } from './db.ts';

/**
 * What must follow a change is written beside it, in its transaction, as an outbox row. A relay turns rows into
 * jobs. Readers continue from a position in (xid, id) order that never passes a transaction still open, so that a slow
 * one is never skipped.
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

/**
 * The next rows for a reader whose handling may be repeated and need not be in order, at most `limit`. Rows of
 * transactions that an open one might still precede are given too, and remembered apart by `advance`, so that neither
 * a slow transaction is skipped nor a quick one held up by it.
 */
export async function readOutbox(
  on: Queryable,
  reader: string,
  after: Position,
  limit: number,
): Promise<(OutboxRow & { settled: boolean })[]> {
  return many(
    on,
    sql<OutboxRow & { settled: boolean }>`
      select o.xid::text as xid, o.id, o.topic, o.payload, o.xid < pg_snapshot_xmin(pg_current_snapshot()) as settled
      from outbox o
      where (o.xid, o.id) > (${after.xid}::xid8, ${after.id})
        and not exists (select from reader_ahead a where a.reader = ${reader} and a.xid = o.xid and a.id = o.id)
      order by o.xid, o.id
      limit ${limit}`,
    { name: 'outbox_read' },
  );
}

/** Moves a reader behind the rows it has handled: its position over what is settled, the rest noted as read ahead. */
export async function advance(
  tx: Tx,
  reader: string,
  rows: readonly (OutboxRow & { settled: boolean })[],
): Promise<void> {
  const ahead = rows.filter(({ settled }) => !settled);
  if (ahead.length > 0) {
    await run(
      tx,
      sql`insert into reader_ahead (reader, xid, id)
          select ${reader}, x::xid8, i from unnest(${ahead.map(({ xid }) => xid)}::text[], ${ahead.map(({ id }) => id)}::bigint[]) r (x, i)
          on conflict do nothing`,
    );
  }
  const last = rows.findLast(({ settled }) => settled);
  if (!last) return;
  await savePosition(tx, reader, last);
  await run(
    tx,
    sql`delete from reader_ahead where reader = ${reader} and (xid, id) <= (${last.xid}::xid8, ${last.id})`,
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
