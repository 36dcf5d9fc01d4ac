import { ensure } from '../../platform/errors.ts';
import { drawQrSvg } from '../../platform/qr-image.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { findOrderAccount } from './account-queries.ts';
import { listBillsOf } from './bill-queries.ts';
import { orderError } from './errors.ts';
import { orderQr, paperText, type OrderOnPaper } from './order-paper.ts';
import { findOrder, type OrderRow } from './order-queries.ts';
import { presentAccount, presentBill, presentOrder, presentReceipt } from './present.ts';
import { listReceipts } from './split-queries.ts';

/** An order whose payer this person may see. Throws `payment_orders.unknown_order`, `staff.outside_scope`. */
export async function getOrder(staff: StaffContext, id: string): Promise<OrderRow> {
  const order = await findOrder(staff.db, BigInt(id));
  ensure(order, orderError('payment_orders.unknown_order', { id }));
  ensureInScope(staff, order.payer_unit_id);
  return order;
}

/** What the papers of an order are made of now: bills that were paid meanwhile are left out. */
async function readPaper(staff: StaffContext, order: OrderRow) {
  const account = await findOrderAccount(staff.db, order.account);
  if (!account) throw new Error(`account ${order.account} of an order is gone`);
  const lines = await listBillsOf(staff.db, { orderId: order.id });
  const bills = lines.filter(({ open_vnd }) => open_vnd > 0n);
  return { lines, paper: { company: staff.company, order, account, bills } satisfies OrderOnPaper };
}

/**
 * The same for printing. Throws `payment_orders.act_not_possible` where nothing is waited for,
 * `payment_orders.nothing_left` where all is paid.
 */
export async function getPaper(staff: StaffContext, id: string): Promise<OrderOnPaper> {
  const order = await getOrder(staff, id);
  const { state } = order;
  const isAwaited = order.issued_at !== null && order.ended_at === null;
  ensure(isAwaited, orderError('payment_orders.act_not_possible', { state }));
  const { paper } = await readPaper(staff, order);
  ensure(paper.bills.length > 0, orderError('payment_orders.nothing_left'));
  return paper;
}

export async function readOrderDetail(staff: StaffContext, id: string) {
  const order = await getOrder(staff, id);
  const { lines, paper } = await readPaper(staff, order);
  const isAwaited = order.issued_at !== null && order.ended_at === null && paper.bills.length > 0;
  const qr = isAwaited ? orderQr(paper) : undefined;
  return {
    order: presentOrder(order),
    account: presentAccount(paper.account),
    text: paperText(paper),
    qr: qr === undefined ? null : await drawQrSvg(qr),
    lines: lines.map(presentBill),
    receipts: (await listReceipts(staff.db, { orderId: order.id })).map(presentReceipt),
  };
}
