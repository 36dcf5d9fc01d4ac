import { sql } from 'kysely';
import { run, type Tx } from '../../platform/db.ts';

export async function updatePaymentCustomer(tx: Tx, paymentId: bigint, customerId: bigint): Promise<void> {
  await run(tx, sql`update payments set customer_id = ${customerId} where id = ${paymentId}`);
}

export async function insertCorrection(
  tx: Tx,
  correction: {
    paymentId: bigint;
    fromCustomerId: bigint | null;
    toCustomerId: bigint;
    amountVnd: bigint;
    reason: string;
    actor: string;
    businessOn: string;
    now: Date;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into payment_corrections (payment_id, from_customer_id, to_customer_id, amount_vnd, reason,
                                         corrected_by, business_on, recorded_at)
        values (${correction.paymentId}, ${correction.fromCustomerId}, ${correction.toCustomerId},
                ${correction.amountVnd}, ${correction.reason}, ${correction.actor}, ${correction.businessOn},
                ${correction.now})`,
  );
}
