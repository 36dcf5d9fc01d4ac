import { transaction, type Db } from '../../platform/db.ts';
import { lockPosition, publish, savePosition } from '../../platform/outbox.ts';
import { findLastEntry, insertEntries, readSettledBound } from './collect-queries.ts';

/** Reader of allocations: its position's xid is the first transaction not read yet. */
const reader = 'clearing.collect';

/**
 * Turns allocations into entries for the billing system, each exactly once and numbered without gaps. Only what no open
 * transaction can precede is read, all of it at once, so that a slow transaction is neither skipped nor overtaken on
 * a bill. Returns the number of new entries.
 */
export async function collectEntries(db: Db): Promise<number> {
  return transaction(db, async (tx) => {
    const { xid: from } = await lockPosition(tx, reader);
    const to = await readSettledBound(tx);
    if (BigInt(to) <= BigInt(from)) return 0;
    const last = (await findLastEntry(tx)) ?? { seq: 0n, through_vnd: 0n };
    const added = await insertEntries(tx, { from, to, last });
    await savePosition(tx, reader, { xid: to, id: 0n });
    if (added > 0) await publish(tx, { topic: 'clearing.collected', payload: {} });
    return added;
  });
}
