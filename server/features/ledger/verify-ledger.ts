import type { Db } from '../../platform/db.ts';
import { countOrphans, countTransfers, hashBlock, listSealsAfter } from './queries.ts';
import { firstHash, sealTransfers, start } from './seal-transfers.ts';

export interface LedgerVerdict {
  transfers: number;
  sealed: number;
  ok: boolean;
  /** What is broken first: a seal that no longer fits its transfers, or an orphan; null when all is well. */
  firstBreak: string | null;
}

/** Seals what can be sealed, then walks the whole chain again from the transfers themselves. */
export async function verifyLedger(db: Db): Promise<LedgerVerdict> {
  await sealTransfers(db);
  let previous: Buffer = firstHash;
  let after = start;
  let sealed = 0;
  let firstBreak: string | null = null;
  for (let id = 0n; firstBreak === null;) {
    const seals = await listSealsAfter(db, id, 100);
    if (seals.length === 0) break;
    for (const seal of seals) {
      const upto = { xid: seal.upto_xid, id: seal.upto_id };
      const { hash, transfers } = await hashBlock(db, previous, after, upto);
      if (!seal.previous_hash.equals(previous) || !hash.equals(seal.hash) || transfers !== seal.transfers) {
        firstBreak = `seal ${seal.id}: ${transfers} transfers up to ${upto.xid}/${upto.id} do not have the sealed hash`;
        break;
      }
      previous = seal.hash;
      after = upto;
      sealed += transfers;
      id = seal.id;
    }
  }
  const orphans = firstBreak === null ? await countOrphans(db) : 0;
  if (orphans > 0) firstBreak = `${orphans} transfers point at an account or payment that is not there`;
  return { transfers: await countTransfers(db), sealed, ok: firstBreak === null, firstBreak };
}
