import { createHash } from 'node:crypto';
import type { BusinessDate } from '../../../core/dates.ts';
import { sumVnd } from '../../../core/money.ts';
import { bankCreditRecorded } from '../../../core/postings-settlement.ts';
import { normalizeText } from '../../../core/text.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { postTransfers } from '../ledger/index.ts';
import { insertCredits, type CreditRow } from './queries.ts';

/** One credit line as it was typed or read. */
export interface CreditLine {
  account: string;
  bookedOn: BusinessDate;
  valueOn: BusinessDate;
  amountVnd: bigint;
  reference: string;
  payer: string;
  remittance: string;
  /** Of lines of a day that are alike in everything else, from one. */
  ordinal: number;
}

export interface RecordedCredits {
  recorded: { id: bigint; amountVnd: bigint }[];
  alreadyThere: number;
  recordedVnd: bigint;
}

/** Records credits of the bank: each once, however often its line is read, and each in suspense until recognised. */
export async function recordCredits(
  db: Db,
  work: {
    lines: readonly CreditLine[];
    source: CreditRow['source'];
    by: string;
    now: Date;
    requestId?: string;
    detail?: Record<string, unknown>;
  },
): Promise<RecordedCredits> {
  const { lines, source, by, requestId, detail } = work;
  return transaction(db, async (tx) => {
    const result = await recordIn(db, tx, work);
    const { recorded } = result;
    const subject = recorded.length === 1 ? `bank_credit:${recorded[0]!.id}` : 'bank_credits';
    const counts = {
      lines: lines.length,
      recorded: recorded.length,
      recordedVnd: String(result.recordedVnd),
      source,
    };
    await recordAudit(tx, {
      actor: by,
      action: 'bank_credits.recorded',
      subject,
      detail: { ...counts, ...detail },
      ...(requestId !== undefined && { requestId }),
    });
    if (recorded.length > 0) {
      await publish(tx, { topic: 'bank_credits.recorded', payload: { credits: recorded.length } });
    }
    return result;
  });
}

/** The same in the caller's transaction, who writes the audit and publishes `bank_credits.recorded`. */
export async function recordIn(
  db: Db,
  tx: Tx,
  work: { lines: readonly CreditLine[]; source: CreditRow['source']; by: string; now: Date },
): Promise<RecordedCredits> {
  const { lines, source, by, now } = work;
  const rows = lines.map((line) => ({ ...line, fingerprint: fingerprintOf(line) }));
  const inserted = await insertCredits(tx, rows, source, by);
  await postCredits(db, tx, inserted, now);
  return {
    recorded: inserted.map(({ id, amount_vnd }) => ({ id, amountVnd: amount_vnd })),
    alreadyThere: lines.length - inserted.length,
    recordedVnd: sumVnd(inserted.map(({ amount_vnd }) => amount_vnd)),
  };
}

/** One transfer per credit, on the day the bank booked it. */
async function postCredits(
  db: Db,
  tx: Tx,
  inserted: readonly { amount_vnd: bigint; booked_on: BusinessDate }[],
  now: Date,
): Promise<void> {
  const transfers = inserted.flatMap(({ amount_vnd, booked_on }) =>
    bankCreditRecorded(amount_vnd).map((transfer) => ({
      ...transfer,
      paymentId: null,
      importId: null,
      businessOn: booked_on,
      occurredAt: now,
    })),
  );
  await postTransfers(db, tx, transfers);
}

/** The same line read twice has the same fingerprint, whatever its white space, letter case or Unicode form. */
export function fingerprintOf(line: CreditLine): string {
  const { account, bookedOn, amountVnd, reference, payer, remittance, ordinal } = line;
  const parts = [account, bookedOn, String(amountVnd), reference, payer, remittance].map(keyOf);
  return createHash('sha256')
    .update([...parts, String(ordinal)].join('\n'))
    .digest('hex');
}

function keyOf(text: string): string {
  return normalizeText(text).toLowerCase();
}

/** Gives lines that are alike their ordinals, in the order of the statement. */
export function numberAlike(lines: readonly Omit<CreditLine, 'ordinal'>[]): CreditLine[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const key = fingerprintOf({ ...line, ordinal: 0 });
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    return { ...line, ordinal };
  });
}
