import type { BusinessDate } from '../../../core/dates.ts';
import { nextMandateState, type MandateAct } from '../../../core/mandates/life.ts';
import { normalizeText } from '../../../core/text.ts';
import { sqlState, transaction, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { mandateError } from './errors.ts';
import { findPhotoHash } from './keep-photo.ts';
import * as queries from './queries.ts';

type StaffAct = Exclude<MandateAct, 'expire'>;

/**
 * One step in the life of a mandate, by hand. Signing keeps the customer's consent; activating ends the mandate that this
 * one replaces; stopping is one step from wherever it stands. Throws `mandates.unknown_mandate`, `act_not_possible`,
 * `one_active`, `consent_needed`, `signed_in_future`, `expired`.
 */
export async function changeMandate(
  staff: StaffContext,
  id: bigint,
  step: { act: StaffAct; reason: string | null; consent?: queries.Consent | undefined },
): Promise<queries.MandateRow> {
  const { act } = step;
  return transaction(staff.db, async (tx) => {
    const mandate = await lockInScope(tx, staff, id);
    const state = nextMandateState(mandate.state, act);
    ensure(state, mandateError('mandates.act_not_possible', { act, state: mandate.state }));
    if (act === 'sign') await sign(tx, staff, id, step.consent);
    if (state === 'active') {
      const { expires_on: expiresOn } = mandate;
      ensure(
        expiresOn === null || expiresOn >= staff.businessDate,
        mandateError('mandates.expired', { expiresOn }),
      );
      await endReplaced(tx, mandate, staff);
    }
    const reason = step.reason === null ? null : normalizeText(step.reason);
    await changeState(tx, id, { state, reason, now: staff.now, on: staff.businessDate });
    if (act === 'resume') await queries.allowRetries(tx, id, staff.businessDate);
    await recordAudit(tx, {
      actor: staff.login,
      action: `mandates.${act}`,
      subject: `mandate:${id}`,
      detail: { from: mandate.state, to: state, ...(reason !== null && { reason }) },
      requestId: staff.requestId,
    });
    return (await queries.findMandate(tx, id))!;
  });
}

/** The constraint of one active mandate for each customer, as an error of the house. */
async function changeState(tx: Tx, id: bigint, change: queries.MandateChange): Promise<void> {
  try {
    await queries.changeState(tx, id, change);
  } catch (error) {
    if (sqlState(error) === '23505') throw mandateError('mandates.one_active', {}, { cause: error });
    throw error;
  }
}

async function lockInScope(tx: Tx, staff: StaffContext, id: bigint): Promise<queries.MandateRow> {
  const mandate = await queries.lockMandate(tx, id);
  ensure(mandate, mandateError('mandates.unknown_mandate', { id: String(id) }));
  ensureInScope(staff, mandate.org_unit_id);
  return mandate;
}

async function sign(
  tx: Tx,
  staff: StaffContext,
  id: bigint,
  consent: queries.Consent | undefined,
): Promise<void> {
  // A photograph that was taken in before is part of what is signed.
  const sha256 = (await findPhotoHash(tx, id)) ?? consent?.sha256 ?? null;
  ensure(
    consent && consent.by.trim() !== '' && (consent.paper?.trim() || sha256),
    mandateError('mandates.consent_needed'),
  );
  ensure(consent.signedOn <= staff.businessDate, mandateError('mandates.signed_in_future'));
  await queries.keepConsent(tx, id, { ...consent, sha256 });
}

/** Moved to another bank or account: the old one ends in the moment the new one begins. */
export async function endReplaced(
  tx: Tx,
  mandate: queries.MandateRow,
  staff: { login: string; now: Date; businessDate: BusinessDate; requestId?: string },
): Promise<void> {
  if (mandate.replaces_id === null) return;
  const old = await queries.lockMandate(tx, mandate.replaces_id);
  if (!old || nextMandateState(old.state, 'stop') === undefined) return;
  const change = { state: 'cancelled' as const, reason: 'moved', now: staff.now, on: staff.businessDate };
  await queries.changeState(tx, old.id, change);
  await recordAudit(tx, {
    actor: staff.login,
    action: 'mandates.stop',
    subject: `mandate:${old.id}`,
    detail: { from: old.state, to: 'cancelled', reason: 'moved', replacedBy: String(mandate.id) },
    ...(staff.requestId !== undefined && { requestId: staff.requestId }),
  });
}

/** Says that a person has looked at what was marked. Throws `mandates.unknown_mandate`. */
export async function settleAttention(staff: StaffContext, id: bigint): Promise<queries.MandateRow> {
  return transaction(staff.db, async (tx) => {
    const mandate = await lockInScope(tx, staff, id);
    if ((await queries.clearAttention(tx, id)) > 0) {
      await recordAudit(tx, {
        actor: staff.login,
        action: 'mandates.attention_settled',
        subject: `mandate:${id}`,
        detail: { attention: mandate.attention },
        requestId: staff.requestId,
      });
    }
    return (await queries.findMandate(tx, id))!;
  });
}
