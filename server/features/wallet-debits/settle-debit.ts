import { debitReasonOf, debitReasons, type DebitReasonCode } from '../../../core/mandates/reasons.ts';
import type { Occasion } from '../gateways/index.ts';
import { takeAnswers, type ResultLine } from '../mandates/index.ts';
import { askSoon } from './agreement-queries.ts';
import * as queries from './debit-queries.ts';
import { onItsWayMs, type PayWord, type Wallet } from './wallet.ts';

const toldAtOnce = 1_000;

/**
 * Writes down what a wallet says of a debit. Only paid and failed are final; that a wallet knows of no such order is final
 * once nothing can be on its way any more.
 */
export async function settleDebit(
  { company: { db }, now }: Occasion,
  wallet: Wallet,
  debit: queries.DebitRow,
  word: PayWord,
): Promise<'taken' | 'repeated' | 'wrong_amount'> {
  const { item_id: itemId } = debit;
  switch (word.word) {
    case 'paid': {
      if (word.amountVnd !== undefined && word.amountVnd !== debit.amount_vnd) {
        await queries.markAmount(db, itemId);
        return 'wrong_amount';
      }
      return (await queries.notePaid(db, itemId, word.transactionId)) ? 'taken' : 'repeated';
    }
    case 'failed': {
      const text = 'text' in word ? word.text : '';
      const code = wallet.reasonOf(word.code) ?? debitReasonOf('', text);
      const said = [word.code, text].filter((part) => part !== '').join(': ');
      return (await queries.noteFailed(db, itemId, { code, text: said })) ? 'taken' : 'repeated';
    }
    case 'no_such_order': {
      const isOnItsWay = debit.sent_at === null || now.getTime() - debit.sent_at.getTime() < onItsWayMs;
      if (!isOnItsWay) await queries.noteFailed(db, itemId, { code: 'ED05', text: word.word });
      return 'taken';
    }
    default:
      return 'taken';
  }
}

/** Hands outcomes to the mandates, which post the money or plan the next try. Safe to repeat. */
export async function tellMandates(occasion: Occasion): Promise<void> {
  const { company, now } = occasion;
  for (;;) {
    const untold = await queries.listUntold(company.db, toldAtOnce);
    const [first] = untold;
    if (!first) return;
    const ofPartner = untold.filter((row) => row.partner_id === first.partner_id);
    const { partner_id: partnerId, partner_code: partnerCode } = first;
    const lines = ofPartner.map(toLine);
    await takeAnswers(company.db, { partnerId, partnerCode, by: 'system', lines }, occasion);
    const gone = ofPartner.filter((row) => row.reason_code !== null && stops(row.reason_code));
    const agreementIds = gone.flatMap(({ agreement_id: id }) => (id === null ? [] : [id]));
    if (agreementIds.length > 0) await askSoon(company.db, agreementIds, now);
    await queries.noteTold(company.db, ofPartner, now);
  }
}

function stops(code: DebitReasonCode): boolean {
  return debitReasons[code].remedy === 'stop';
}

function toLine(row: queries.UntoldRow, index: number): ResultLine {
  const isPaid = row.state === 'paid';
  return {
    line: index + 1,
    reference: row.reference,
    amountVnd: isPaid ? row.amount_vnd : null,
    verdict: isPaid ? 'taken' : 'failed',
    code: row.reason_code ?? '',
    text: row.reason_text ?? '',
  };
}
