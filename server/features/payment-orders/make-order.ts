import { addDays, type BusinessDate } from '../../../core/dates.ts';
import { normalizeCode, normalizeText } from '../../../core/text.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { findPayers, listOpenBills, type OpenBill, type PayerRow } from './bill-queries.ts';
import { orderError } from './errors.ts';
import * as queries from './order-queries.ts';
import { getUsableAccount } from './set-account.ts';

export interface OrderRequest {
  customerCodes: readonly string[];
  /** Bills chosen of these customers; null: all that are open and in no other order. */
  billIds: readonly bigint[] | null;
  /** The code whose credit it becomes when too much is paid; null: the first. */
  payerCode: string | null;
  payerName: string | null;
  payerAccount: string | null;
  payerBank: string;
  payerBranch: string;
  payerBankBin: string | null;
  account: string;
  expiresOn: BusinessDate;
  note: string;
}

/** Longer lists than this are several orders. */
export const mostCodes = 500;
const longestDays = 90;

/** The codes as written, each once. Throws `payment_orders.no_codes`. */
export function readCodes(written: readonly string[]): string[] {
  const codes = [...new Set(written.map(normalizeCode).filter(Boolean))];
  ensure(codes.length > 0 && codes.length <= mostCodes, orderError('payment_orders.no_codes', { mostCodes }));
  return codes;
}

/**
 * Makes a draft of an order. Throws `payment_orders.no_codes`, `.unknown_codes`, `.payer_not_listed`, `.bad_day`,
 * `.bad_account`, `.nothing_open`, `.in_other_order`, `.unknown_account`, `staff.outside_scope`.
 */
export async function makeOrder(staff: StaffContext, request: OrderRequest): Promise<queries.OrderRow> {
  const { businessDate } = staff;
  ensure(
    request.expiresOn >= businessDate && request.expiresOn <= addDays(businessDate, longestDays),
    orderError('payment_orders.bad_day', { expiresOn: request.expiresOn }),
  );
  const payerAccount = request.payerAccount === null ? null : normalizeCode(request.payerAccount);
  ensure(
    payerAccount === null || /^[0-9A-Z]{5,34}$/.test(payerAccount),
    orderError('payment_orders.bad_account', { field: 'payerAccount' }),
  );
  const { account } = await getUsableAccount(staff.db, request.account);
  const { payers, bills } = await chooseBills(staff, request);
  const payer = payers.find(({ code }) => code === normalizeCode(request.payerCode ?? payers[0]!.code));
  ensure(payer, orderError('payment_orders.payer_not_listed', { code: request.payerCode }));
  return transaction(staff.db, async (tx) => {
    const id = await queries.insertOrder(tx, {
      payerCustomerId: payer.id,
      payerName: normalizeText(request.payerName ?? '') || payer.name,
      payerAddress: payer.address,
      payerAccount,
      payerBank: normalizeText(request.payerBank),
      payerBranch: normalizeText(request.payerBranch),
      payerBankBin: request.payerBankBin,
      account,
      expiresOn: request.expiresOn,
      note: normalizeText(request.note),
      by: staff.login,
      now: staff.now,
    });
    await writeBills(tx, id, bills);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'payment_order.made',
      subject: `payment_order:${id}`,
      detail: { bills: bills.length, customers: payers.length },
      requestId: staff.requestId,
    });
    return (await queries.findOrder(tx, id))!;
  });
}

async function chooseBills(
  staff: StaffContext,
  request: OrderRequest,
): Promise<{ payers: PayerRow[]; bills: OpenBill[] }> {
  const codes = readCodes(request.customerCodes);
  const payers = await findPayers(staff.db, codes);
  const known = new Set(payers.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  ensure(unknown.length === 0, orderError('payment_orders.unknown_codes', { codes: unknown }));
  for (const { org_unit_id } of payers) ensureInScope(staff, org_unit_id);
  const open = await listOpenBills(
    staff.db,
    payers.map(({ id }) => id),
  );
  const wanted = request.billIds === null ? undefined : new Set(request.billIds);
  const bills = open.filter(({ id, order_id }) => (wanted ? wanted.has(id) : order_id === null));
  const elsewhere = bills.flatMap(({ order_id }) => order_id ?? []);
  ensure(elsewhere.length === 0, () =>
    orderError('payment_orders.in_other_order', { orders: [...new Set(elsewhere)].map(String) }),
  );
  ensure(bills.length > 0, orderError('payment_orders.nothing_open'));
  return { payers, bills };
}

async function writeBills(
  tx: Parameters<typeof queries.insertOrderBills>[0],
  orderId: bigint,
  bills: readonly OpenBill[],
): Promise<void> {
  const lines = bills.map(({ root_id, customer_id, open_vnd }) => ({
    rootId: root_id,
    customerId: customer_id,
    openVnd: open_vnd,
  }));
  try {
    await queries.insertOrderBills(tx, orderId, lines);
  } catch (error) {
    // A rival's order was first with one of them.
    if ((error as { constraint?: string }).constraint !== 'payment_order_bills_one_order') throw error;
    throw orderError('payment_orders.in_other_order', { orders: [] }, { cause: error });
  }
}
