import type { AccountKey, Transfer } from '../../../core/postings.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { insertAccounts, insertTransfers, listAccounts, type TransferRow } from './queries.ts';

export interface TransferInput extends Transfer {
  paymentId: bigint | null;
  importId: bigint | null;
  businessOn: string;
  occurredAt: Date;
}

/** Account ids by key, per database. Accounts are never deleted, so what was found once stays true. */
const known = new WeakMap<Db['client'], Map<string, bigint>>();

function keyText(key: AccountKey): string {
  return `${key.code}/${key.orgUnitId ?? ''}/${key.partnerId ?? ''}`;
}

/**
 * Finds the accounts of the transfers, opening those that are missing. It works outside the caller's transaction: an
 * account may exist without transfers, and a rolled-back transaction must not leave ids of accounts that are gone.
 */
async function openAccounts(db: Db, keys: readonly AccountKey[]): Promise<(key: AccountKey) => bigint> {
  const ids = known.get(db.client) ?? new Map<string, bigint>();
  known.set(db.client, ids);
  if (keys.some((key) => !ids.has(keyText(key)))) {
    const missing = new Map(keys.filter((key) => !ids.has(keyText(key))).map((key) => [keyText(key), key]));
    await insertAccounts(db.side, [...missing.values()]);
    for (const row of await listAccounts(db.side)) {
      ids.set(
        keyText({ code: row.code as never, orgUnitId: row.org_unit_id, partnerId: row.partner_id }),
        row.id,
      );
    }
  }
  return (key) => {
    const id = ids.get(keyText(key));
    if (id === undefined) throw new Error(`account ${keyText(key)} could not be opened`);
    return id;
  };
}

/** Writes transfers in the caller's transaction, one statement for all. */
export async function postTransfers(db: Db, tx: Tx, transfers: readonly TransferInput[]): Promise<void> {
  await writeTransfers(tx, await resolveAccounts(db, transfers));
}

/** Transfers with their accounts opened, ready to be written without waiting for anything. */
export async function resolveAccounts(
  db: Db,
  transfers: readonly TransferInput[],
): Promise<readonly TransferRow[]> {
  if (transfers.length === 0) return [];
  const idOf = await openAccounts(
    db,
    transfers.flatMap(({ debit, credit }) => [debit, credit]),
  );
  return transfers.map((transfer) => ({
    ...transfer,
    debitAccountId: idOf(transfer.debit),
    creditAccountId: idOf(transfer.credit),
  }));
}

/** Writes what `resolveAccounts` gave. */
export async function writeTransfers(tx: Tx, rows: readonly TransferRow[]): Promise<void> {
  if (rows.length > 0) await insertTransfers(tx, rows);
}
