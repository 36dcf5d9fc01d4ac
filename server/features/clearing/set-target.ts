import { randomBytes } from 'node:crypto';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { readTarget, updateTarget } from './deliver-queries.ts';
import { clearingError } from './errors.ts';

export interface TargetChange {
  url: string | null;
  /** The secret both sides share, base64; without one the present one stays, or one is made. */
  secret: string | undefined;
}

/** Says where entries are delivered. A secret made here is answered once and never shown again. */
export async function setTarget(
  staff: StaffContext,
  change: TargetChange,
): Promise<{ url: string | null; newSecret: string | null }> {
  const url = change.url === null ? null : parseUrl(change.url);
  return transaction(staff.db, async (tx) => {
    const { secret: present } = await readTarget(tx);
    const given = change.secret === undefined ? present : Buffer.from(change.secret, 'base64');
    const made = given === null && url !== null ? randomBytes(32) : null;
    await updateTarget(tx, { url, secret: given ?? made });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'clearing.target_set',
      subject: 'clearing:target',
      detail: { url, newSecret: change.secret !== undefined || made !== null },
      requestId: staff.requestId,
    });
    await publish(tx, { topic: 'clearing.collected', payload: {} });
    return { url, newSecret: made?.toString('base64') ?? null };
  });
}

function parseUrl(text: string): string {
  const url = URL.parse(text);
  const isPlain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  ensure(isPlain && url.search === '' && url.hash === '', clearingError('clearing.bad_url', { url: text }));
  return url.href.replace(/\/+$/, '');
}
