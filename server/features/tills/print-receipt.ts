import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import type { StaffContext } from '../staff/index.ts';
import { tillError } from './errors.ts';
import { receiptDocument, type ReceiptSize } from './receipt-paper.ts';
import { findSession } from './session-queries.ts';
import { countPrint, listPaidBills } from './taking-queries.ts';
import { getTaking } from './void-taking.ts';

/** The receipt of a taking; the first print is the receipt, every later one a copy. Throws `tills.unknown_taking`. */
export async function printReceipt(staff: StaffContext, id: bigint, size: ReceiptSize): Promise<PdfDocument> {
  const taking = await getTaking(staff, id);
  const { payment_id: paymentId, receipt_number: number } = taking;
  ensure(paymentId !== null && number !== null, tillError('tills.unknown_taking', { id: String(id) }));
  const session = await findSession(staff.db, taking.session_id);
  if (!session) throw new Error(`session ${taking.session_id} is gone`);
  const bills = await listPaidBills(staff.db, paymentId);
  const paidVnd = bills.reduce((sum, { amount_vnd }) => sum + amount_vnd, 0n);
  const print = await transaction(staff.db, (tx) => countPrint(tx, id));
  const { name, demo } = staff.company;
  const isVoided = taking.state === 'voided';
  return receiptDocument(
    {
      company: { name, demo },
      till: { code: session.till_code, name: session.till_name },
      cashierName: session.cashier_name,
      number,
      takenOn: taking.taken_on,
      takenAt: taking.taken_at,
      customer: { code: taking.customer_code, name: taking.customer_name ?? '' },
      bills,
      amountVnd: taking.amount_vnd,
      creditedVnd: taking.amount_vnd - paidVnd,
      givenVnd: taking.given_vnd,
      card:
        taking.terminal_id === null
          ? null
          : {
              terminalId: taking.terminal_id,
              approvalCode: taking.approval_code ?? '',
              last4: taking.card_last4 ?? '',
            },
      voided: isVoided,
      print,
    },
    size,
  );
}
