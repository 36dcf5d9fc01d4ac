import { applyLots, type AppliedLine } from '../../../core/credit-application.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { creditApplied } from '../../../core/postings-credit.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { applyPaid, lockBills, type LockedBill } from '../bills/index.ts';
import { readSettings } from '../companies/index.ts';
import { postTransfers, type TransferInput } from '../ledger/index.ts';
import { listCustomersToCredit, lockFreeLots } from './apply-credit-queries.ts';
import { insertCreditMoves, takeFromLots } from './lot-queries.ts';
import { insertAllocations } from './queries.ts';
import { businessInstant } from './settle-on.ts';

const customersAtOnce = 200;

export interface CreditRun {
  businessOn: BusinessDate;
  actor: string;
  /** Only this customer, and also where the company does not let credit pay by itself. */
  customerId?: bigint;
}

export interface AppliedCredit {
  customers: number;
  amountVnd: bigint;
}

type Line = AppliedLine<LockedBill>;

/**
 * Pays open bills out of customers' credit, the oldest bill first. Each part keeps the channel of the payment it came
 * from. Bills that a partner holds or that were handed to one collector are left alone, and so is what is set aside
 * for refunds. It takes what it finds, so that running it again changes nothing.
 */
export async function applyCredit(db: Db, run: CreditRun, now: Date): Promise<AppliedCredit> {
  const total = { customers: 0, amountVnd: 0n };
  if (run.customerId === undefined && !(await readSettings(db)).applyCredit) return total;
  const at = businessInstant(run.businessOn, now);
  for (let after = 0n; ;) {
    const customerIds = await listCustomersToCredit(db, {
      after,
      at,
      limit: customersAtOnce,
      customerId: run.customerId,
    });
    const last = customerIds.at(-1);
    if (last === undefined) return total;
    const lines = await transaction(db, (tx) => applyToCustomers(db, tx, { customerIds, run, at, now }));
    total.customers += new Set(lines.map(({ bill }) => bill.customerId)).size;
    total.amountVnd += lines.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
    after = last;
  }
}

interface Batch {
  customerIds: readonly bigint[];
  run: CreditRun;
  /** The instant on the business clock. */
  at: Date;
  now: Date;
}

async function applyToCustomers(db: Db, tx: Tx, batch: Batch): Promise<Line[]> {
  const { customerIds, run, at, now } = batch;
  const bills = await lockBills(tx, { customerIds, billIds: [] });
  const paidBefore = new Map(bills.map(({ id, paidVnd }) => [id, paidVnd]));
  const free = bills.filter(
    ({ handedTo, heldUntil }) => handedTo === null && (heldUntil === null || heldUntil <= at),
  );
  const billsOf = Map.groupBy(free, ({ customerId }) => customerId);
  const lotsOf = Map.groupBy(await lockFreeLots(tx, customerIds), (lot) => lot.customer_id);
  const lines = [...lotsOf].flatMap(([customerId, lots]) =>
    applyLots(
      lots.map((lot) => ({ paymentId: lot.payment_id, freeVnd: lot.free_vnd })),
      billsOf.get(customerId) ?? [],
    ),
  );
  if (lines.length === 0) return [];
  await writeLines(tx, lines, run.businessOn, now);
  await postTransfers(db, tx, toTransfers(lines, run.businessOn, now));
  const touched = new Map(lines.map(({ bill }) => [bill.id, bill.paidVnd]));
  await applyPaid(
    tx,
    [...touched].map(([billId, paidVnd]) => ({ billId, wasVnd: paidBefore.get(billId) ?? 0n, paidVnd })),
  );
  await tell(tx, lines, run.actor);
  return lines;
}

async function writeLines(
  tx: Tx,
  lines: readonly Line[],
  businessOn: BusinessDate,
  now: Date,
): Promise<void> {
  await insertAllocations(
    tx,
    lines.map(({ paymentId, bill, amountVnd }) => ({
      paymentId,
      billRootId: bill.rootId,
      amountVnd,
      businessOn,
    })),
    now,
  );
  await insertCreditMoves(
    tx,
    lines.map(({ paymentId, bill, amountVnd }) => ({
      customerId: bill.customerId,
      paymentId,
      amountVnd: -amountVnd,
      reason: 'applied',
      businessOn,
    })),
    now,
  );
  await takeFromLots(tx, lines);
}

/** One transfer per payment and unit. */
function toTransfers(lines: readonly Line[], businessOn: BusinessDate, now: Date): TransferInput[] {
  const groups = Map.groupBy(lines, ({ paymentId, bill }) => `${paymentId}/${bill.orgUnitId}`);
  return [...groups.values()].flatMap((group) => {
    const { paymentId, bill } = group[0]!;
    const amountVnd = group.reduce((sum, line) => sum + line.amountVnd, 0n);
    return creditApplied(bill.orgUnitId, amountVnd).map((transfer) => ({
      ...transfer,
      paymentId,
      importId: null,
      businessOn,
      occurredAt: now,
    }));
  });
}

async function tell(tx: Tx, lines: readonly Line[], actor: string): Promise<void> {
  const paymentIds = [...new Set(lines.map(({ paymentId }) => paymentId))].map(String);
  await recordAudit(tx, {
    actor,
    action: 'credits.applied',
    subject: 'credits',
    detail: { payments: paymentIds.length, amount: String(lines.reduce((sum, l) => sum + l.amountVnd, 0n)) },
  });
  await publish(tx, { topic: 'credits.applied', payload: { paymentIds } });
}
