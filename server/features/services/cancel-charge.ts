import { normalizeText } from '../../../core/text.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { cancelIssuedBill } from '../bills/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { servicesError } from './errors.ts';
import * as queries from './queries.ts';

/**
 * Takes a bill for a service back, with a reason, before anything is paid of it. Money that comes for it afterwards is
 * the customer's credit. Throws `services.unknown_bill`, `paid`, `held`, `over`.
 */
export async function cancelCharge(
  staff: StaffContext,
  cancel: { billId: bigint; reason: string; businessNow: Date },
): Promise<queries.ChargeRow> {
  const { billId, businessNow } = cancel;
  const reason = normalizeText(cancel.reason);
  return transaction(staff.db, async (tx) => {
    const bill = await queries.findCharge(tx, billId, staff.businessDate);
    ensure(bill, servicesError('services.unknown_bill', { id: String(billId) }));
    ensureInScope(staff, bill.org_unit_id);
    const { businessDate: businessOn, now } = staff;
    const outcome = await cancelIssuedBill(staff.db, tx, { billId, businessOn, businessNow, now });
    ensure(outcome !== 'paid', servicesError('services.paid'));
    ensure(outcome !== 'held', servicesError('services.held'));
    ensure(outcome !== 'over', servicesError('services.over'));
    await queries.markChargeCancelled(tx, { billId, by: staff.login, reason, now });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'services.bill_cancelled',
      subject: `bill:${billId}`,
      detail: { number: bill.number, reason },
      requestId: staff.requestId,
    });
    return (await queries.findCharge(tx, billId, staff.businessDate))!;
  });
}
