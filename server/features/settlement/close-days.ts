import { addDays, firstDayOf, monthOf, type BusinessDate } from '../../../core/dates.ts';
import { feeOf, vatOf, type AmountCount } from '../../../core/fees.ts';
import { endOfSettlementDay, settlementDayOf } from '../../../core/settlement-day.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { closePartnerDay } from '../partners/index.ts';
import { countSettled, listAmounts, lockOpenWindows, type Frozen } from './change-queries.ts';
import { drawPrefund } from './draw-prefund.ts';
import { settlementError } from './errors.ts';
import { moveWindow, type Actor } from './move-window.ts';
import { ensureWindows, openWindows, prepareDueDays } from './open-windows.ts';
import { toFeeLineJson } from './present.ts';
import { lockPrefund } from './prefund-queries.ts';
import { listOpenWindows, listPartners, type PartnerRow, type WindowRow } from './queries.ts';
import { listTerms, termsOn, type TermsRow } from './terms-queries.ts';

interface Closing {
  partner: Pick<PartnerRow, 'id' | 'cut_off'>;
  settlesOn: BusinessDate;
  businessNow: Date;
}

/**
 * Closes a partner's day and every earlier one that is still open. First the gate: from its commit on nothing can be
 * added to those days. Then, without holding up any posting, their figures are read, which are final, and frozen. A
 * day that is closed already stays as it is. Throws `settlement.before_cut_off`. Returns the number of windows closed.
 */
export async function closeDay(
  db: Db,
  { partner, settlesOn, businessNow }: Closing,
  by: Actor,
): Promise<number> {
  const endsAt = endOfSettlementDay(settlesOn, partner.cut_off);
  ensure(
    endsAt <= businessNow,
    settlementError('settlement.before_cut_off', { endsAt: endsAt.toISOString() }),
  );
  // A day on which nothing moved gets its window as well: it can be agreed to be empty.
  await openWindows(db, [{ partner_id: partner.id, settles_on: settlesOn }]);
  await transaction(db, (tx) => closePartnerDay(tx, { partnerId: partner.id, settlesOn }));
  return transaction(db, (tx) => freezeDays(tx, { partnerId: partner.id, through: settlesOn }, by));
}

/** Closes whatever has passed its cut-off, partner by partner. Returns the number of windows closed. */
export async function closeDueDays(db: Db, businessNow: Date, by: Actor): Promise<number> {
  const open = Map.groupBy(await listOpenWindows(db), (row) => row.partner_id);
  let closed = 0;
  for (const partner of await listPartners(db)) {
    const lastDue = addDays(settlementDayOf(businessNow, partner.cut_off), -1);
    const due = (open.get(partner.id) ?? []).filter(({ settles_on }) => settles_on <= lastDue);
    const last = due.at(-1);
    if (last) closed += await closeDay(db, { partner, settlesOn: last.settles_on, businessNow }, by);
  }
  return closed;
}

/** Freezes the figures of all open windows of a partner up to a closed day, in the order of their days. */
async function freezeDays(
  tx: Tx,
  { partnerId, through }: { partnerId: bigint; through: BusinessDate },
  by: Actor,
): Promise<number> {
  // Before any window, as everybody who draws on it does.
  await lockPrefund(tx, partnerId);
  await ensureWindows(tx, through);
  const windows = await lockOpenWindows(tx, partnerId, through);
  if (windows.length === 0) return 0;
  const terms = await listTerms(tx, partnerId);
  const dueOn = await prepareDueDays(tx);
  const amounts = await listAmounts(
    tx,
    partnerId,
    windows.map(({ settles_on }) => settles_on),
  );
  for (const window of windows) {
    const day = window.settles_on;
    // Windows of the month before this one are closed by now: their counts decide its tiers.
    const countBefore = await countSettled(tx, partnerId, { from: firstDayOf(monthOf(day)), to: day });
    const frozen = freeze(window, termsOn(terms, partnerId, day), amounts.get(day) ?? [], countBefore);
    await moveWindow(tx, window, 'close', by, {
      frozen: { ...frozen, dueOn: dueOn(partnerId, day) },
      detail: { payments: window.payments, amount: String(window.payments_vnd) },
    });
  }
  await drawPrefund(tx, partnerId, by);
  return windows.length;
}

function freeze(
  window: WindowRow,
  terms: TermsRow,
  amounts: readonly AmountCount[],
  countBefore: number,
): Omit<Frozen, 'dueOn'> {
  const fee = feeOf(terms.fee_rule, amounts, countBefore);
  return {
    payments: window.payments,
    paymentsVnd: window.payments_vnd,
    reversals: window.reversals,
    reversalsVnd: window.reversals_vnd,
    refundsVnd: window.refunds_vnd,
    feeVnd: fee.feeVnd,
    feeVatVnd: vatOf(fee.feeVnd, terms.fee_vat_rate),
    feeMode: terms.fee_mode,
    feeLines: fee.lines.map(toFeeLineJson),
  };
}
