import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { updateGate } from './deliver-queries.ts';
import { clearingError } from './errors.ts';

export interface GateChange {
  open: boolean;
  reason: string;
  opensOn: BusinessDate | null;
  /** A login, `billing` where the billing system said so, `system` where the announced day has come. */
  by: string;
  now: Date;
  requestId?: string;
}

/** Opens or closes the gate and says so in the audit; false where it stands so already. */
export async function setGate(db: Db, change: GateChange): Promise<boolean> {
  const { open, reason, opensOn, by, requestId } = change;
  return transaction(db, async (tx) => {
    if (!(await updateGate(tx, change))) return false;
    await recordAudit(tx, {
      actor: by,
      action: open ? 'clearing.gate_opened' : 'clearing.gate_closed',
      subject: 'clearing:gate',
      detail: { reason, opensOn },
      ...(requestId !== undefined && { requestId }),
    });
    await publish(tx, { topic: open ? 'clearing.gate_opened' : 'clearing.gate_closed', payload: {} });
    return true;
  });
}

/** By hand: closing needs a reason, and a day of opening, where one is named, that is still to come. */
export async function setGateByHand(
  db: Db,
  change: GateChange & { businessDate: BusinessDate },
): Promise<void> {
  const { open, opensOn, businessDate } = change;
  const reason = change.reason.trim();
  ensure(open || reason !== '', clearingError('clearing.gate_needs_reason'));
  ensure(
    opensOn === null || opensOn > businessDate,
    clearingError('clearing.opens_in_the_past', { opensOn }),
  );
  const next = { ...change, reason, opensOn: open ? null : opensOn };
  ensure(await setGate(db, next), clearingError('clearing.gate_is_so', { open }));
}
