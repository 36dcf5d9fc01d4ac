import { sql } from 'kysely';
import { one, transaction, type Db, type Queryable, type Tx } from '../../platform/db.ts';
import { advance, lockPosition, readOutbox, savePosition } from '../../platform/outbox.ts';
import { insertMovements } from './movement-queries.ts';

const reader = 'months';
const rowsAtOnce = 500;

/**
 * From the first freeze on, events are read for what they move in frozen months. Those before it are in the figures:
 * the reader starts at the oldest transaction that this snapshot does not see whole. Whoever freezes holds the reader's
 * row until the end, so that no event passes it unseen meanwhile.
 */
export async function startFollowing(tx: Tx): Promise<void> {
  const position = await lockPosition(tx, reader);
  if (position.xid !== '0') return;
  const { xid } = await one(
    tx,
    sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
  );
  await savePosition(tx, reader, { xid, id: 0n });
}

/**
 * Writes down which payments and bills moved a frozen month, up to the last committed event. Read before anything about
 * a frozen month is shown, and each business day.
 */
export async function followMonths(db: Db): Promise<void> {
  if (!(await anyFrozen(db))) return;
  while ((await transaction(db, followNext)) > 0);
}

async function followNext(tx: Tx): Promise<number> {
  const rows = await readOutbox(tx, reader, await lockPosition(tx, reader), rowsAtOnce);
  if (rows.length === 0) return 0;
  await insertMovements(tx, rows);
  await advance(tx, reader, rows);
  return rows.length;
}

async function anyFrozen(on: Queryable): Promise<boolean> {
  const { frozen } = await one(
    on,
    sql<{ frozen: boolean }>`select exists (select from month_freezes) as frozen`,
  );
  return frozen;
}
