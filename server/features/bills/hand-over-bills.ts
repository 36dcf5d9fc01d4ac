import { firstDayOf } from '../../../core/dates.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { findUnit, listUnitsBelow } from '../companies/index.ts';
import { ensureInScope, staffError, type StaffContext } from '../staff/index.ts';
import { billError } from './errors.ts';
import * as queries from './hand-over-queries.ts';

export interface HandOver {
  /** Null gives the bills back to all partners (vãng lai). */
  partner: string | null;
  unit?: string | undefined;
  book?: string | undefined;
  /** YYYY-MM */
  period?: string | undefined;
  /** Only bills that lie with this partner now; null for those that lie with nobody alone. */
  from?: string | null | undefined;
}

interface Change {
  partnerId: bigint | null;
  filter: queries.HandOverFilter;
}

/** Payments of these bills wait while a part is being handed over, so a part is small. */
const partSize = 5_000;

/**
 * Hands open bills to one partner (giao thu): until they are given back nobody else may collect them. In parts, each
 * with its own audit row, so that payments never wait for all of them; asking again hands over what is left.
 */
export async function handOverBills(
  staff: StaffContext,
  wish: HandOver,
): Promise<{ bills: number; openVnd: bigint }> {
  const { unit, book, period, from } = wish;
  const { filter, partnerId } = await readWish(staff, wish);
  const sum = { bills: 0, openVnd: 0n };
  for (let after: bigint | null = 0n; after !== null;) {
    const behind: bigint = after;
    const part = await transaction(staff.db, async (tx) => {
      const handed = await queries.handOverNext(tx, { filter, partnerId, after: behind, limit: partSize });
      if (handed.bills > 0) {
        await recordAudit(tx, {
          actor: staff.login,
          action: wish.partner === null ? 'bills.taken_back' : 'bills.handed_over',
          subject: wish.partner === null ? 'bills:all' : `partner:${wish.partner}`,
          detail: { unit, book, period, from, bills: handed.bills, open: String(handed.openVnd) },
          requestId: staff.requestId,
        });
      }
      return handed;
    });
    sum.bills += part.bills;
    sum.openVnd += part.openVnd;
    after = part.bills < partSize ? null : part.lastId;
  }
  return sum;
}

/** What `handOverBills` would move at this instant, and where the bills lie that it asks about; nothing changes. */
export async function previewHandOver(
  staff: StaffContext,
  wish: HandOver,
  businessNow: Date,
): Promise<{ moved: queries.PlacedRow | undefined; places: queries.PlacedRow[] }> {
  const rows = await queries.countPlaces(staff.db, { ...(await readWish(staff, wish)), at: businessNow });
  return {
    moved: rows.find(({ isTotal, moves }) => isTotal && moves),
    places: rows.filter(({ isTotal }) => !isTotal),
  };
}

async function readWish(staff: StaffContext, wish: HandOver): Promise<Change> {
  const { unit, book, period, from } = wish;
  ensure(unit ?? book ?? period ?? from, billError('bills.hand_over_needs_filter'));
  const idOf = async (code: string | null) => (code === null ? null : (await getCollector(staff, code)).id);
  const fromId = from === undefined ? undefined : await idOf(from);
  return { filter: await readFilter(staff, wish, fromId), partnerId: await idOf(wish.partner) };
}

/** Throws `bills.unknown_book` and `staff.outside_scope`. */
export async function readFilter(
  staff: StaffContext,
  { unit, book, period }: Pick<HandOver, 'unit' | 'book' | 'period'>,
  fromId: bigint | null | undefined,
): Promise<queries.HandOverFilter> {
  const unitIds = await unitsOf(staff, unit);
  if (book !== undefined)
    ensure(await queries.isBook(staff.db, book), billError('bills.unknown_book', { book }));
  return {
    unitIds,
    bookCode: book ?? null,
    period: period === undefined ? null : firstDayOf(period),
    fromId,
  };
}

/** The partner with this code. Throws `bills.unknown_partner`. */
export async function getCollector(
  { db }: Pick<StaffContext, 'db'>,
  code: string,
): Promise<{ id: bigint; name: string }> {
  const collector = await queries.findCollector(db, code);
  ensure(collector, billError('bills.unknown_partner', { partner: code }));
  return collector;
}

/** The ids of a unit and all below it, or of everything this person may see. Throws `staff.outside_scope`. */
async function unitsOf(
  staff: StaffContext,
  code: string | undefined,
): Promise<queries.HandOverFilter['unitIds']> {
  if (code === undefined) return staff.scope;
  const unit = await findUnit(staff.db, code, staff.businessDate);
  ensure(unit, staffError('staff.outside_scope', { unit: code }));
  ensureInScope(staff, unit.id);
  return listUnitsBelow(staff.db, unit.id, staff.businessDate);
}
