import { normalizeCode } from '../../../core/text.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { statementError } from './errors.ts';
import { listAccounts } from './import-queries.ts';
import { claimCredits, claimOf, postClaimed, type TransferActor } from './match-transfers.ts';
import { findCredit } from './queries.ts';
import { listTransfersOf, readKnown } from './transfer-queries.ts';

/**
 * A person says whose transfer a credit is, of which nothing is taken yet; it pays that customer's oldest bills. Throws
 * `statements.unknown_credit`, `statements.no_transfer_partner`, `statements.unknown_customer`,
 * `statements.taken_elsewhere`, `statements.not_posted_yet`.
 */
export async function giveToCustomer(
  db: Db,
  asked: { creditId: bigint; customerCode: string },
  by: TransferActor,
): Promise<void> {
  const { creditId } = asked;
  const credit = await findCredit(db, creditId);
  ensure(credit, statementError('statements.unknown_credit', { id: String(creditId) }));
  const account = (await listAccounts(db)).find(({ number }) => number === credit.account);
  const partnerId = account?.transfer_partner_id;
  ensure(partnerId, statementError('statements.no_transfer_partner', { account: credit.account }));
  const code = normalizeCode(asked.customerCode);
  const known = await readKnown(db, [{ rule: 'customer_code', kind: 'customer_code', code, at: 0 }]);
  ensure(known.customersByCode.has(code), statementError('statements.unknown_customer', { code }));
  const whose = { customerCode: code, billIds: null, rule: 'by_hand' };
  const kept = await claimCredits(db, [claimOf({ ...credit, partner_id: partnerId }, whose)], by);
  ensure(kept.length === 1, statementError('statements.taken_elsewhere', { id: String(creditId) }));
  await postClaimed(db, by);
  const [made] = await listTransfersOf(db, [creditId]);
  ensure(made?.state === 'posted', statementError('statements.not_posted_yet'));
}
