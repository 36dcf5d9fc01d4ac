import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import * as queries from './difference-queries.ts';
import { reconciliationError } from './errors.ts';

/** Says who is on a difference, so that two people do not work on one. Throws `reconciliation.someone_is_on_it`. */
export async function takeDifference(
  db: Db,
  request: { id: bigint; by: string; requestId?: string },
): Promise<void> {
  await changeOwner(db, { ...request, owner: request.by });
}

/** Leaves a difference to others. */
export async function releaseDifference(
  db: Db,
  request: { id: bigint; by: string; requestId?: string },
): Promise<void> {
  await changeOwner(db, { ...request, owner: null });
}

async function changeOwner(
  db: Db,
  { id, by, owner, requestId }: { id: bigint; by: string; owner: string | null; requestId?: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    const [row] = await queries.lockDifferences(tx, [id]);
    ensure(row, reconciliationError('reconciliation.unknown_difference', { id: String(id) }));
    ensure(
      row.state !== 'resolved',
      reconciliationError('reconciliation.already_resolved', { id: String(id) }),
    );
    ensure(
      row.owner === null || row.owner === by,
      reconciliationError('reconciliation.someone_is_on_it', { owner: row.owner }),
    );
    if (row.owner === owner) return;
    await queries.setOwner(tx, [id], owner);
    const event = owner === null ? 'released' : 'taken';
    await queries.insertEvents(tx, [{ differenceId: id, event, actor: by, note: null, detail: {} }]);
    await recordAudit(tx, {
      actor: by,
      action: `difference.${event}`,
      subject: `difference:${id}`,
      requestId,
    });
  });
}
