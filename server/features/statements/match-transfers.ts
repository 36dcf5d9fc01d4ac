import { decideTransfer } from '../../../core/customer-transfers.ts';
import { startOfBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import { customerTransferKept } from '../../../core/postings-settlement.ts';
import { findInText } from '../../../core/qr/transfer-text.ts';
import { RetryTransaction, transaction, type Db } from '../../platform/db.ts';
import { recordAudit } from '../audit/index.ts';
import { postTransfers } from '../ledger/index.ts';
import { acceptPayments, type PaymentInstruction } from '../payments/index.ts';
import { assignCredit } from './assign-credit.ts';
import * as queries from './transfer-queries.ts';
import { prepareGuesses } from './suggest-windows.ts';

/** Who acts, and when by both clocks. */
export interface TransferActor {
  actor: string;
  now: Date;
  businessOn: BusinessDate;
  businessNow: Date;
}

const page = 500;

/**
 * Makes payments of the credits whose text names a bill or a customer for certain (`decideTransfer`). A credit that
 * names a partner is its settlement, unless it carries our own reference. Returns how many became payments.
 *
 * The credit is claimed first, then the payment is posted under a reference made of the credit, then the claim is
 * marked: whatever stops in between is taken up by the next run and posted once.
 */
export async function matchTransfers(db: Db, by: TransferActor): Promise<number> {
  const guess = await prepareGuesses(db, by.businessOn);
  for (let after: { bookedOn: BusinessDate; id: bigint } | undefined; ;) {
    const credits = await queries.listCandidates(db, after, page);
    const texts = credits.map(({ remittance }) => findInText(remittance));
    const known = await queries.readKnown(db, texts.flat());
    const claims = credits.flatMap((credit, index) => {
      const found = texts[index]!;
      if (found.length === 0) return [];
      const isPartners = guess({ ...credit, assigned_vnd: 0n }).partner !== undefined;
      const verdict = decideTransfer(found, credit.amount_vnd, known);
      if (verdict.verdict === 'leave' || isPartners) return [];
      const { customerCode, billIds, rule } = verdict;
      return [claimOf(credit, { customerCode, billIds, rule })];
    });
    if (claims.length > 0) await claimCredits(db, claims, by);
    const last = credits.at(-1);
    if (credits.length < page || !last) return postClaimed(db, by);
    after = { bookedOn: last.booked_on, id: last.id };
  }
}

export function claimOf(
  credit: Pick<queries.Candidate, 'id' | 'partner_id' | 'amount_vnd' | 'booked_on'>,
  whose: Pick<queries.NewTransfer, 'customerCode' | 'billIds' | 'rule'>,
): queries.NewTransfer {
  const { id: creditId, partner_id: partnerId, amount_vnd: amountVnd, booked_on } = credit;
  return { creditId, partnerId, amountVnd, occurredAt: startOfBusinessDate(booked_on), ...whose };
}

/** Keeps credits for their customers; what somebody took meanwhile is left to them. Answers the credits kept. */
export async function claimCredits(
  db: Db,
  claims: readonly queries.NewTransfer[],
  { actor, now, businessOn }: TransferActor,
): Promise<bigint[]> {
  return transaction(db, async (tx) => {
    const taken = await queries.takeCredits(
      tx,
      claims.map(({ creditId }) => creditId),
    );
    const kept = claims.filter(({ creditId }) => taken.includes(creditId));
    if (kept.length === 0) return [];
    const written = await queries.insertTransfers(tx, kept, actor, now);
    if (written !== kept.length) throw new RetryTransaction('a credit was claimed meanwhile');
    const where = { paymentId: null, importId: null, businessOn, occurredAt: now };
    await postTransfers(
      db,
      tx,
      kept.flatMap(({ partnerId, amountVnd }) =>
        customerTransferKept(partnerId, amountVnd).map((transfer) => ({ ...transfer, ...where })),
      ),
    );
    const [only] = kept;
    await recordAudit(tx, {
      actor,
      action: 'bank_credits.kept_for_customers',
      subject: kept.length === 1 ? `bank_credit:${only!.creditId}` : 'bank_credits',
      detail: { credits: kept.length, first: String(only!.creditId) },
    });
    return taken;
  });
}

/** Posts what is claimed, as money that has been taken. What could not be posted now stays claimed. */
export async function postClaimed(db: Db, by: TransferActor): Promise<number> {
  let posted = 0;
  for (let after = 0n; ;) {
    const claimed = await queries.listClaimed(db, after, page);
    const last = claimed.at(-1);
    if (!last) return posted;
    after = last.bank_credit_id;
    const outcomes = await acceptPayments(
      db,
      claimed.map((row) => instructionOf(row, by)),
      by.now,
    );
    const made = outcomes.flatMap((outcome, index) =>
      outcome.outcome === 'accepted' || outcome.outcome === 'replayed'
        ? [{ creditId: claimed[index]!.bank_credit_id, paymentId: outcome.payment.paymentId }]
        : [],
    );
    await queries.markPosted(db, made);
    posted += made.length;
  }
}

function instructionOf(row: queries.ClaimedTransfer, by: TransferActor): PaymentInstruction {
  return {
    partnerId: row.partner_id,
    reference: row.reference,
    intent: 'notice',
    customerCode: row.customer_code,
    amountVnd: row.amount_vnd,
    billIds: row.bill_ids,
    channel: 'vietqr',
    tender: null,
    occurredAt: row.occurred_at,
    businessOn: by.businessOn,
    businessAt: by.businessNow,
  };
}

/** A payment that was reversed gives its credit back to what nobody has identified. Returns how many did. */
export async function releaseTransfers(db: Db, { actor, now, businessOn }: TransferActor): Promise<number> {
  return transaction(db, async (tx) => {
    const released = await queries.releaseReversed(tx, page);
    if (released.length === 0) return 0;
    for (const { bank_credit_id, amount_vnd } of released.toSorted((a, b) =>
      a.bank_credit_id < b.bank_credit_id ? -1 : 1,
    )) {
      await assignCredit(tx, bank_credit_id, -amount_vnd);
    }
    const where = { paymentId: null, importId: null, businessOn, occurredAt: now };
    await postTransfers(
      db,
      tx,
      released.flatMap(({ partner_id, amount_vnd }) =>
        customerTransferKept(partner_id, -amount_vnd).map((transfer) => ({ ...transfer, ...where })),
      ),
    );
    await recordAudit(tx, {
      actor,
      action: 'bank_credits.given_free',
      subject: 'bank_credits',
      detail: { credits: released.map(({ bank_credit_id }) => String(bank_credit_id)) },
    });
    return released.length;
  });
}
