import type { Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { statementError } from './errors.ts';
import { addAssigned } from './queries.ts';

/**
 * Takes part of a bank credit for something, or gives it back (below zero). The row's constraint bounds what everybody
 * takes at once. The transfers are the caller's. Throws `statements.unknown_credit`, `statements.overassigned`.
 */
export async function assignCredit(tx: Tx, creditId: bigint, amountVnd: bigint): Promise<void> {
  try {
    const touched = await addAssigned(tx, creditId, amountVnd);
    ensure(touched === 1, statementError('statements.unknown_credit', { id: String(creditId) }));
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'bank_credits_never_overassigned') throw error;
    throw statementError('statements.overassigned', { id: String(creditId) }, { cause: error });
  }
}
