import { sql } from 'kysely';
import { collectEntries } from '../../server/features/clearing/index.ts';
import { one, type Db } from '../../server/platform/db.ts';

/**
 * Collects until nothing is left. A run reads only what no open transaction can precede, and on a server shared with
 * other tests theirs count too.
 */
export async function collectAll(db: Db): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await collectEntries(db);
    const { left } = await one(
      db,
      sql<{ left: number }>`
        select count(*)::int as left from allocations a
        join bills b on b.id = a.bill_root_id and b.import_id is not null
        where not exists (select from clearing_entries e where e.allocation_id = a.id)`,
    );
    if (left === 0) return;
    if (attempt > 600) throw new Error(`${left} allocations are still not collected`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
