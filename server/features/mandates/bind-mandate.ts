import type { BusinessDate } from '../../../core/dates.ts';
import { nextMandateState } from '../../../core/mandates/life.ts';
import type { Tx } from '../../platform/db.ts';
import { recordAudit } from '../audit/index.ts';
import { endReplaced } from './change-mandate.ts';
import * as queries from './queries.ts';

/**
 * The customer agreed at the wallet itself: its word is the consent, and the mandate is active from then on. `waiting`:
 * another mandate of the customer's is active, and a person must say which one counts. `ended`: too late.
 */
export async function bindMandate(
  tx: Tx,
  mandateId: bigint,
  bound: { by: string; paper: string; actor: string; on: BusinessDate; now: Date },
): Promise<'active' | 'waiting' | 'ended'> {
  const { by, paper, actor, on, now } = bound;
  const mandate = await queries.lockMandate(tx, mandateId);
  if (!mandate || nextMandateState(mandate.state, 'stop') === undefined) return 'ended';
  if (mandate.expires_on !== null && mandate.expires_on < on) return 'ended';
  if (mandate.state === 'active') return 'active';
  if (mandate.state === 'suspended') return 'waiting';
  if (mandate.state === 'draft')
    await queries.keepConsent(tx, mandateId, { signedOn: on, by, paper, sha256: null });
  const state = (await queries.hasOtherActive(tx, mandate)) ? 'signed' : 'active';
  if (state === 'active') await endReplaced(tx, mandate, { login: actor, now, businessDate: on });
  await queries.changeState(tx, mandateId, { state, reason: null, now, on });
  await recordAudit(tx, {
    actor,
    action: 'mandates.bound',
    subject: `mandate:${mandateId}`,
    detail: { from: mandate.state, to: state, by, paper },
  });
  return state === 'active' ? 'active' : 'waiting';
}

/** The customer ended it at the wallet. What has ended already stays as it is. */
export async function endMandate(
  tx: Tx,
  mandateId: bigint,
  ended: { reason: string; actor: string; on: BusinessDate; now: Date },
): Promise<void> {
  const { reason, actor, on, now } = ended;
  const mandate = await queries.lockMandate(tx, mandateId);
  if (!mandate || nextMandateState(mandate.state, 'stop') === undefined) return;
  await queries.changeState(tx, mandateId, { state: 'cancelled', reason, now, on });
  await recordAudit(tx, {
    actor,
    action: 'mandates.stop',
    subject: `mandate:${mandateId}`,
    detail: { from: mandate.state, to: 'cancelled', reason },
  });
}
