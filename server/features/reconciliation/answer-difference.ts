import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import * as queries from './difference-queries.ts';
import { reconciliationError } from './errors.ts';

export interface PartnerAnswer {
  partnerId: bigint;
  partnerCode: string;
  differenceId: bigint;
  answer: queries.Answer;
  note: string | null;
}

/**
 * Takes a partner's answer to a difference it was asked about; the difference is ours to resolve again. A later answer
 * replaces the former until it is resolved. Throws `reconciliation.unknown_difference`, `reconciliation.not_asked`.
 */
export async function answerDifference(db: Db, given: PartnerAnswer, now: Date): Promise<void> {
  const { partnerId, partnerCode, differenceId, answer, note } = given;
  await transaction(db, async (tx) => {
    const [row] = await queries.lockDifferences(tx, [differenceId]);
    ensure(
      row?.partner_id === partnerId,
      reconciliationError('reconciliation.unknown_difference', { id: String(differenceId) }),
    );
    const asked = row.state === 'asked' || (row.answer !== null && row.state !== 'resolved');
    ensure(asked, reconciliationError('reconciliation.not_asked', { id: String(differenceId) }));
    if (row.answer === answer && row.answer_note === note) return;
    await queries.saveAnswer(tx, differenceId, { answer, note, now });
    const actor = `partner:${partnerCode}`;
    await queries.insertEvents(tx, [{ differenceId, event: 'answered', actor, note, detail: { answer } }]);
    await recordAudit(tx, {
      actor,
      action: 'difference.answered',
      subject: `difference:${differenceId}`,
      detail: { answer },
    });
  });
}
