import { transaction, type Db } from '../../platform/db.ts';
import { lockPosition, savePosition, type Position } from '../../platform/outbox.ts';
import { findEndOfBlock, findLastSeal, hashBlock, insertSeal, rollUpBlock } from './queries.ts';

const blockSize = 10_000;
export const firstHash = Buffer.alloc(32);
export const start: Position = { xid: '0', id: 0n };

/** Chains all transfers that no open transaction can precede, block by block. Returns the number sealed. */
export async function sealTransfers(db: Db): Promise<number> {
  for (let sealed = 0; ;) {
    const block = await transaction(db, async (tx) => {
      await lockPosition(tx, 'ledger.seal');
      const last = await findLastSeal(tx);
      const after = last ? { xid: last.upto_xid, id: last.upto_id } : start;
      const end = await findEndOfBlock(tx, after, blockSize);
      if (!end) return 0;
      const previous = last?.hash ?? firstHash;
      const { hash, transfers } = await hashBlock(tx, previous, after, end);
      await insertSeal(tx, { upto_xid: end.xid, upto_id: end.id, transfers, previous_hash: previous, hash });
      await savePosition(tx, 'ledger.seal', end);
      return transfers;
    });
    if (block === 0) return sealed;
    sealed += block;
  }
}

/** Adds the transfers behind the roll-up's position to the stored balances. Returns the number added. */
export async function rollUpBalances(db: Db): Promise<number> {
  for (let added = 0; ;) {
    const block = await transaction(db, async (tx) => {
      const after = await lockPosition(tx, 'ledger.roll_up');
      const end = await findEndOfBlock(tx, after, blockSize);
      if (!end) return 0;
      await rollUpBlock(tx, after, end);
      await savePosition(tx, 'ledger.roll_up', end);
      return end.transfers;
    });
    if (block === 0) return added;
    added += block;
  }
}
