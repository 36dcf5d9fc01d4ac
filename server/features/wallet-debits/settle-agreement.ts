import { transaction } from '../../platform/db.ts';
import { recordAudit } from '../audit/index.ts';
import type { Occasion } from '../gateways/index.ts';
import { bindMandate, endMandate } from '../mandates/index.ts';
import * as queries from './agreement-queries.ts';
import type { BindingWord } from './wallet.ts';

const live: readonly queries.AgreementState[] = ['created', 'offered', 'bound', 'unbinding'];

/**
 * Writes down what a wallet says of an agreement, with what it means for its mandate. A yes is taken however late it
 * comes, once; after an end it is an older word and changes nothing.
 */
export async function settleAgreement(
  { company, now, businessDate }: Occasion,
  id: bigint,
  word: BindingWord,
): Promise<'taken' | 'repeated'> {
  if (word.word !== 'bound' && word.word !== 'cancelled' && word.word !== 'no_such_agreement') return 'taken';
  return transaction(company.db, async (tx) => {
    const found = await queries.findAgreement(tx, id);
    if (!found) throw new Error(`there is no agreement ${id}`);
    // The mandate first, as whoever changes a mandate does.
    await queries.lockMandateState(tx, found.mandate_id);
    const agreement = await queries.lockAgreement(tx, id);
    const actor = `wallet:${agreement.account_code}`;
    if (word.word === 'bound') {
      if (agreement.state === 'bound' || agreement.state === 'unbinding' || agreement.state === 'unbound')
        return 'repeated';
      const paper = `${agreement.provider} ${word.bindingId}`;
      const bound = { by: agreement.provider, paper, actor, on: businessDate, now };
      const taken = (await queries.hasOtherBound(tx, agreement))
        ? 'ended'
        : await bindMandate(tx, agreement.mandate_id, bound);
      const attention = taken === 'waiting' ? 'other_active' : null;
      // Too late: the customer is to be rid of what can no longer be used.
      const state = taken === 'ended' ? 'unbinding' : 'bound';
      await queries.noteBound(tx, id, { ...word, state, attention, now });
      return 'taken';
    }
    if (!live.includes(agreement.state)) return 'repeated';
    const wasBound = agreement.state === 'bound';
    if (word.word === 'no_such_agreement' && !wasBound && agreement.expires_at > now) return 'taken';
    const state = wasBound || agreement.state === 'unbinding' ? 'unbound' : 'failed';
    await queries.noteEnded(tx, id, { state, failure: word.word, now });
    if (wasBound) {
      const ended = { reason: 'wallet_unbound', actor, on: businessDate, now };
      await endMandate(tx, agreement.mandate_id, ended);
    }
    await recordAudit(tx, {
      actor,
      action: 'wallet_debits.ended',
      subject: `mandate:${agreement.mandate_id}`,
      detail: { agreement: String(id), state },
    });
    return 'taken';
  });
}
