import { normalizeText } from '../../../core/text.ts';
import { parseAddress, writeAddress, type Address, type Pivot } from '../../../core/pivots/pivot.ts';
import { sqlState, transaction, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { getUnit } from '../companies/index.ts';
import { ensureInScope, ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { pivotError } from './errors.ts';
import {
  insertReport,
  listReports,
  lockReport,
  setDeleted,
  setFavourite,
  updateReport,
  type ReportRow,
  type ReportText,
} from './report-queries.ts';

export interface ReportWish {
  name: string;
  description: string;
  address: Address;
  sharing: ReportRow['sharing'];
  /** Code of the unit that it is shared with. */
  unit?: string | undefined;
}

/** Whoever makes or changes a report. */
export type Maker = Pick<
  StaffContext,
  'db' | 'staffId' | 'login' | 'unitId' | 'scope' | 'businessDate' | 'now' | 'requestId'
>;

/**
 * Keeps a table under a name. It is shared with a unit by whoever may see that unit, with everybody by the company's own
 * people. Throws `pivots.unreadable`, `pivots.name_taken` and `staff.outside_scope`.
 */
export async function saveReport(maker: Maker, wish: ReportWish): Promise<ReportRow> {
  const text = await readWish(maker, wish);
  const id = await change(maker, 'pivots.saved', async (tx) =>
    insertReport(tx, maker.staffId, text, maker.now),
  );
  return getReport(maker, id);
}

/** Changes an own report. Throws as `saveReport` does, and `pivots.not_the_owner`. */
export async function changeReport(maker: Maker, id: bigint, wish: ReportWish): Promise<ReportRow> {
  const text = await readWish(maker, wish);
  await change(maker, 'pivots.changed', async (tx) => {
    await lockOwn(tx, maker, id);
    await updateReport(tx, id, text, maker.now);
    return id;
  });
  return getReport(maker, id);
}

/** Puts an own report away; it is out of everybody's list until its maker takes it back. */
export async function deleteReport(maker: Maker, id: bigint): Promise<ReportRow> {
  const row = await getReport(maker, id);
  await change(maker, 'pivots.deleted', async (tx) => {
    await lockOwn(tx, maker, id);
    await setDeleted(tx, id, maker.now);
    return id;
  });
  return row;
}

export async function restoreReport(maker: Maker, id: bigint): Promise<ReportRow> {
  await change(maker, 'pivots.restored', async (tx) => {
    await lockOwn(tx, maker, id, { deleted: true });
    await setDeleted(tx, id, null);
    return id;
  });
  return getReport(maker, id);
}

/** Puts a report at the head of one's own list, or takes it from there. */
export async function markReport(maker: Maker, id: bigint, favourite: boolean): Promise<ReportRow> {
  await getReport(maker, id);
  await setFavourite(maker.db, { reportId: id, staffId: maker.staffId, favourite });
  return getReport(maker, id);
}

/** A report that this person may see. Throws `pivots.unknown_report`, also for what is not shared with them. */
export async function getReport(maker: Maker, id: bigint): Promise<ReportRow> {
  const [row] = await listReports(maker.db, maker, id);
  ensure(row, pivotError('pivots.unknown_report', { id: String(id) }));
  return row;
}

async function readWish(maker: Maker, wish: ReportWish): Promise<ReportText> {
  const pivot = parseAddress(wish.address);
  if ('fault' in pivot) throw pivotError('pivots.unreadable', { fault: pivot.fault, text: pivot.text });
  await ensureUnitOf(maker, pivot);
  if (wish.sharing === 'everybody') ensureWholeCompany(maker);
  const unit =
    wish.sharing === 'unit' ? await getUnit(maker.db, wish.unit ?? '', maker.businessDate) : undefined;
  if (unit) ensureInScope(maker, unit.id);
  const name = normalizeText(wish.name);
  ensure(name !== '', pivotError('pivots.unreadable', { fault: 'name' }));
  return {
    name,
    description: normalizeText(wish.description),
    address: writeAddress(pivot),
    sharing: wish.sharing,
    unitId: unit?.id ?? null,
  };
}

async function ensureUnitOf(maker: Maker, { unit: code }: Pivot): Promise<void> {
  if (code === 'own') return;
  ensureInScope(maker, (await getUnit(maker.db, code, maker.businessDate)).id);
}

async function lockOwn(tx: Tx, maker: Maker, id: bigint, wanted = { deleted: false }): Promise<void> {
  const row = await lockReport(tx, id);
  ensure(row?.deleted === wanted.deleted, pivotError('pivots.unknown_report', { id: String(id) }));
  ensure(row.maker_id === maker.staffId, pivotError('pivots.not_the_owner'));
}

/** Writes and its line in the audit, in one transaction. */
async function change(maker: Maker, action: string, write: (tx: Tx) => Promise<bigint>): Promise<bigint> {
  try {
    return await transaction(maker.db, async (tx) => {
      const id = await write(tx);
      const { login: actor, requestId } = maker;
      await recordAudit(tx, { actor, action, subject: `pivot_report:${id}`, requestId });
      return id;
    });
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    if (sqlState(error) === '23505' && constraint === 'pivot_reports_by_name')
      throw pivotError('pivots.name_taken');
    throw error;
  }
}
