import assert from 'node:assert/strict';
import { checkInvariants } from '../../server/invariants.ts';
import type { Db } from '../../server/platform/db.ts';

/** Fails with every invariant of the books that does not hold. */
export async function assertInvariants(db: Db): Promise<void> {
  const broken = (await checkInvariants(db)).filter(({ breaks }) => breaks > 0);
  assert.deepEqual(broken, []);
}
