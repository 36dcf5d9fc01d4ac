import { firstDayOf } from '../../../core/dates.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { findUnit, listUnitsBelow } from '../companies/index.ts';
import { ensureInScope, staffError, type StaffContext } from '../staff/index.ts';
import { billError } from './errors.ts';
import { findCollector, handOverNext, isBook, type HandOverFilter } from './hand-over-queries.ts';

export interface HandOver {
  /** Null gives the bills back to all partners (vãng lai). */
  partner: string | null;
  unit?: string | undefined;
  book?: string | undefined;
  /** YYYY-MM */
  period?: string | undefined;
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
  const { unit, book, period } = wish;
  ensure(unit ?? book ?? period, billError('bills.hand_over_needs_filter'));
  const filter: HandOverFilter = {
    unitIds: await unitsOf(staff, unit),
    bookCode: book ?? null,
    period: period === undefined ? null : firstDayOf(period),
  };
  if (book !== undefined) ensure(await isBook(staff.db, book), billError('bills.unknown_book', { book }));
  const collector = wish.partner === null ? null : await findCollector(staff.db, wish.partner);
  ensure(collector !== undefined, billError('bills.unknown_partner', { partner: wish.partner }));
  const sum = { bills: 0, openVnd: 0n };
  for (let after: bigint | null = 0n; after !== null;) {
    const behind: bigint = after;
    const part = await transaction(staff.db, async (tx) => {
      const partnerId = collector?.id ?? null;
      const handed = await handOverNext(tx, { filter, partnerId, after: behind, limit: partSize });
      if (handed.bills > 0) {
        await recordAudit(tx, {
          actor: staff.login,
          action: wish.partner === null ? 'bills.taken_back' : 'bills.handed_over',
          subject: wish.partner === null ? 'bills:all' : `partner:${wish.partner}`,
          detail: { unit, book, period, bills: handed.bills, open: String(handed.openVnd) },
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

async function unitsOf(staff: StaffContext, code: string | undefined): Promise<HandOverFilter['unitIds']> {
  if (code === undefined) return staff.scope;
  const unit = await findUnit(staff.db, code, staff.businessDate);
  ensure(unit, staffError('staff.outside_scope', { unit: code }));
  ensureInScope(staff, unit.id);
  return listUnitsBelow(staff.db, unit.id, staff.businessDate);
}
