import type { BusinessDate } from '../../../core/dates.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { findUnit } from '../companies/index.ts';
import { upsertPartner } from '../partners/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { tillError } from './errors.ts';
import * as queries from './till-queries.ts';

export interface TillWish {
  code: string;
  kind: queries.TillKind;
  name: string;
  unitCode: string;
  communeCode: string | null;
  cashLimitVnd: bigint;
  closesOn: BusinessDate | null;
}

/**
 * Makes a till, with the partner of kind `own` under which its payments are, or changes it. A till that is to close for
 * good must be empty by then. Throws `tills.unknown_unit`, `tills.code_taken`, `tills.holds_cash`.
 */
export async function saveTill(staff: StaffContext, wish: TillWish): Promise<queries.TillRow> {
  const { db, businessDate } = staff;
  const unit = await findUnit(db, wish.unitCode, businessDate);
  ensure(unit, tillError('tills.unknown_unit', { unit: wish.unitCode }));
  ensureInScope(staff, unit.id);
  const { code, unitCode: _unit, ...rest } = wish;
  await transaction(db, async (tx) => {
    const before = await queries.findTill(tx, code);
    if (before) {
      await queries.lockTill(tx, before.id);
      ensureInScope(staff, before.org_unit_id);
    } else {
      ensure(!(await queries.hasPartner(tx, code)), tillError('tills.code_taken', { code }));
    }
    ensure(!before || before.kind === wish.kind, tillError('tills.code_taken', { code }));
    if (before && wish.closesOn !== null && wish.closesOn <= businessDate) await ensureEmpty(tx, before);
    const channel = wish.kind === 'counter' ? ('counter_cash' as const) : ('staff_cash' as const);
    const partner = await upsertPartner(tx, { code, name: wish.name, kind: 'own', channels: [channel] });
    const saved = { ...rest, code, partnerId: partner.id, orgUnitId: unit.id, by: staff.login };
    const written = await queries.saveTillRow(tx, saved);
    ensure(written === 1, tillError('tills.code_taken', { code }));
    await recordAudit(tx, {
      actor: staff.login,
      action: before ? 'till.changed' : 'till.made',
      subject: `till:${code}`,
      detail: { kind: wish.kind, unit: wish.unitCode, closesOn: wish.closesOn },
      requestId: staff.requestId,
    });
  });
  const saved = await queries.findTill(db, code);
  ensure(saved, tillError('tills.unknown', { code }));
  return saved;
}

async function ensureEmpty(tx: Parameters<typeof queries.lockTill>[0], till: queries.TillRow): Promise<void> {
  const [standing] = await queries.listStanding(tx, [till.id]);
  const cash = (await queries.readCash(tx, [till.partner_id])).get(till.partner_id) ?? 0n;
  const isEmpty = standing?.session_id === null && cash === 0n;
  ensure(isEmpty, tillError('tills.holds_cash', { code: till.code, cash: String(cash) }));
}

/** The till with this code, if this person may see it. Throws `tills.unknown`, `staff.outside_scope`. */
export async function getTill(staff: StaffContext, code: string): Promise<queries.TillRow> {
  const till = await queries.findTill(staff.db, code);
  ensure(till, tillError('tills.unknown', { code }));
  ensureInScope(staff, till.org_unit_id);
  return till;
}

/**
 * Says at which till a card terminal stands and whose it is. Throws `tills.unknown`, `tills.unknown_partner`,
 * `tills.not_an_acquirer`.
 */
export async function saveTerminal(
  staff: StaffContext,
  wish: { terminalId: string; partnerCode: string; tillCode: string; enabled: boolean },
): Promise<queries.TerminalRow> {
  const { terminalId, partnerCode, tillCode, enabled } = wish;
  const till = await getTill(staff, tillCode);
  const partner = await queries.findPartnerOf(staff.db, partnerCode);
  ensure(partner, tillError('tills.unknown_partner', { partner: partnerCode }));
  const acquires = partner.kind !== 'own' && partner.channels.includes('bank_card');
  ensure(acquires, tillError('tills.not_an_acquirer', { partner: partnerCode }));
  await transaction(staff.db, async (tx) => {
    const row = { terminalId, partnerId: partner.id, tillId: till.id, enabled, by: staff.login };
    await queries.saveTerminalRow(tx, row);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'pos_terminal.saved',
      subject: `pos_terminal:${terminalId}`,
      detail: { partner: partnerCode, till: tillCode, enabled },
      requestId: staff.requestId,
    });
  });
  const saved = await queries.findTerminal(staff.db, terminalId);
  ensure(saved, tillError('tills.unknown_terminal', { terminalId }));
  return saved;
}
