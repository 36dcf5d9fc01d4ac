import type { BusinessDate } from '../../../core/dates.ts';
import {
  billsCancelled,
  billsIssued,
  billsMoved,
  type Transfer,
  type UnitBills,
} from '../../../core/postings.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { postTransfers } from '../ledger/index.ts';
import * as queries from './publish-queries.ts';
import { joinCustomers } from './stage-bills.ts';

/** A corrected bill for which more had been paid than it amounts to now. */
export interface Excess {
  rootId: bigint;
  oldBillId: bigint;
  newBillId: bigint;
  customerId: bigint;
  /** The unit whose receivable still holds the excess: that of the old version. */
  orgUnitId: bigint;
  excessVnd: bigint;
}

/**
 * Publishes the staged bills of an import in the caller's transaction: new bills, corrections as new versions, and
 * the ledger's receivable against revenue and VAT, one transfer per unit and kind. A correction takes over what was
 * paid up to its total; what is beyond is answered, to become customer credit.
 */
export async function publishStagedBills(
  db: Db,
  tx: Tx,
  work: { importId: bigint; businessOn: BusinessDate; now: Date },
): Promise<{ published: number; excesses: Excess[] }> {
  const { importId, businessOn, now } = work;
  const sums = await queries.sumStaged(tx, importId);
  const transfers: Transfer[] = sums.flatMap(issuedOf);
  const rows = sums.reduce((sum, unit) => sum + unit.rows, 0);
  const corrections = sums.some(({ changed }) => changed > 0)
    ? await correct(tx, importId, transfers)
    : { count: 0, excesses: [] };
  const inserted = await joinCustomers(tx, rows, () => queries.insertAccepted(tx, importId));
  await postTransfers(
    db,
    tx,
    transfers.map((transfer) => ({ ...transfer, paymentId: null, importId, businessOn, occurredAt: now })),
  );
  return { published: inserted + corrections.count, excesses: corrections.excesses };
}

/** Replaces the corrected bills and adds the transfers that take the old ones back. */
async function correct(
  tx: Tx,
  importId: bigint,
  transfers: Transfer[],
): Promise<{ count: number; excesses: Excess[] }> {
  const count = await queries.lockCorrected(tx, importId);
  const replaced = await queries.sumCorrected(tx, importId);
  const moved = await queries.sumMoved(tx, importId);
  transfers.push(...replaced.flatMap(cancelledOf), ...moved.flatMap((each) => billsMoved(each)));
  return { count, excesses: await queries.replaceCorrected(tx, importId) };
}

function issuedOf(sum: queries.UnitSum): Transfer[] {
  return billsIssued(toUnitBills(sum));
}

function cancelledOf(sum: queries.UnitSum): Transfer[] {
  return billsCancelled(toUnitBills(sum));
}

function toUnitBills(sum: queries.UnitSum): UnitBills {
  return { orgUnitId: sum.org_unit_id, kind: sum.kind, netVnd: sum.net_vnd, vatVnd: sum.vat_vnd };
}
