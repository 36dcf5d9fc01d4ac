import { sql } from 'kysely';
import { run, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { listColleagues } from '../staff/index.ts';
import { targetError } from './errors.ts';
import { listTargetRows, lockPlan } from './plan-queries.ts';
import { ensureMayChange, type Actor } from './take-step.ts';

/** Somebody who shall be responsible for a row; null for nobody. */
export interface OwnerWish {
  key: string;
  staffId: bigint | null;
}

/**
 * Names who is responsible for rows (người phụ trách). It changes no target, so it is no step of the plan, and a plan that
 * was handed over takes it as well: its letter keeps the names of its day. Throws `targets.unknown_row`,
 * `targets.unknown_owner`, `targets.unknown_plan` and `staff.outside_scope`.
 */
export async function setOwners(
  db: Db,
  planId: bigint,
  wishes: readonly OwnerWish[],
  actor: Actor,
): Promise<void> {
  await transaction(db, async (tx) => {
    ensure(await lockPlan(tx, planId), targetError('targets.unknown_plan'));
    const rows = new Map((await listTargetRows(tx, planId)).map((row) => [row.key, row]));
    const people = new Set((await listColleagues(tx)).map(({ id }) => id));
    for (const { key, staffId } of wishes) {
      const row = rows.get(key);
      ensure(row && row.kind !== 'employee', targetError('targets.unknown_row', { key }));
      ensureMayChange(actor, row);
      ensure(staffId === null || people.has(staffId), targetError('targets.unknown_owner'));
    }
    await run(
      tx,
      sql`update target_rows r set owner_id = given.staff_id
          from unnest(${wishes.map(({ key }) => key)}::text[], ${wishes.map(({ staffId }) => staffId)}::bigint[])
            as given (key, staff_id)
          where r.plan_id = ${planId} and r.key = given.key`,
    );
    await recordAudit(tx, {
      actor: actor.login,
      action: 'targets.owners_set',
      subject: `target_plan:${planId}`,
      detail: { rows: wishes.map(({ key, staffId }) => ({ key, staff: staffId && String(staffId) })) },
      ...(actor.requestId !== undefined && { requestId: actor.requestId }),
    });
  });
}

/** A new plan begins with whoever was responsible for the same holder the last time. */
export async function inheritOwners(on: Queryable, planId: bigint): Promise<void> {
  await run(
    on,
    sql`update target_rows r set owner_id = was.owner_id
        from (
          select distinct on (o.key) o.key, o.owner_id
          from target_rows o join staff s on s.id = o.owner_id and s.disabled_at is null
          where o.plan_id < ${planId} order by o.key, o.plan_id desc
        ) was
        where r.plan_id = ${planId} and r.key = was.key`,
  );
}
