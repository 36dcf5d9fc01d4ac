import { addDays, addMonths, firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { sealTransfers } from '../ledger/index.ts';
import { minutesError } from './errors.ts';
import { findPartner } from './figure-queries.ts';
import { hashContent, type MinutesContent } from './minutes-content.ts';
import { insertMinutes, lockNewest, replaceDraft, type Coverage, type MinutesRow } from './queries.ts';
import { readContent } from './read-content.ts';

/** Who does it, for which company, and when it is on both clocks. */
export interface Actor {
  company: MinutesContent['company'];
  login: string;
  now: Date;
  /** The same moment on the business clock: what the paper says. */
  at: Date;
  requestId?: string;
}

export type MinutesRequest = { partnerCode: string } & (
  { kind: 'day'; day: BusinessDate } | { kind: 'month'; month: Month }
);

/**
 * Makes the minutes of a partner's day or month with the figures of this moment. A draft is made anew in place; what
 * somebody has signed is not touched. Throws `minutes.unknown_partner`, `minutes.nothing_to_say`,
 * `minutes.already_signed`.
 */
export async function makeMinutes(db: Db, request: MinutesRequest, actor: Actor): Promise<bigint> {
  // The newest seal is named on the paper; this brings it up to all that can be sealed.
  await sealTransfers(db);
  return transaction(
    db,
    async (tx) => {
      const partner = await findPartner(tx, request.partnerCode);
      ensure(partner, minutesError('minutes.unknown_partner', { partner: request.partnerCode }));
      const coverage = { partnerId: partner.id, kind: request.kind, ...spanOf(request) };
      const newest = await lockNewest(tx, coverage);
      ensure(
        !newest || newest.state === 'draft',
        minutesError('minutes.already_signed', { number: newest?.number }),
      );
      if (!newest) return insertVersion(tx, { coverage, partner, actor, before: undefined });
      const content = await readContent(
        tx,
        headOf({
          coverage,
          partner,
          actor,
          version: newest.version,
          previousHash: newest.content.previousHash,
        }),
      );
      const made = { content, hash: hashContent(content), madeBy: actor.login, madeAt: actor.at };
      await replaceDraft(tx, newest.id, made);
      await audit(tx, actor, 'minutes.made', content.number, { hash: made.hash, version: newest.version });
      return newest.id;
    },
    // One snapshot: the parts of the paper add up to its totals.
    { begin: 'begin isolation level repeatable read' },
  );
}

interface VersionOf {
  coverage: Coverage;
  partner: { id: bigint; code: string; name: string };
  actor: Actor;
  /** The version that is superseded. */
  before: MinutesRow | undefined;
}

/** Adds a version with the figures of this moment, which names the hash of the one before. */
export async function insertVersion(
  tx: Tx,
  { coverage, partner, actor, before }: VersionOf,
): Promise<bigint> {
  const version = (before?.version ?? 0) + 1;
  const content = await readContent(
    tx,
    headOf({ coverage, partner, actor, version, previousHash: before?.hash ?? null }),
  );
  const hash = hashContent(content);
  const id = await insertMinutes(tx, {
    ...coverage,
    version,
    content,
    hash,
    madeBy: actor.login,
    madeAt: actor.at,
  });
  await audit(tx, actor, 'minutes.made', content.number, { hash, version });
  return id;
}

function headOf(of: Omit<VersionOf, 'before'> & { version: number; previousHash: string | null }) {
  const { coverage, partner, actor, version, previousHash } = of;
  const number = numberOf({ company: actor.company.code, partner: partner.code, coverage, version });
  return { ...coverage, number, version, previousHash, company: actor.company, partner, asOf: actor.at };
}

/**
 * `BBDS-PCHATINH-VIETIN-20260903-01`, of a month `BBDS-PCHATINH-VIETIN-202609-01`; the last part is the version. Letters,
 * digits and hyphens only: the number is also an address that is signed, and a file's name.
 */
export function numberOf(of: {
  company: string;
  partner: string;
  coverage: Coverage;
  version: number;
}): string {
  const { kind, from } = of.coverage;
  const days = from.replaceAll('-', '').slice(0, kind === 'day' ? 8 : 6);
  return `BBDS-${of.company}-${of.partner}-${days}-${String(of.version).padStart(2, '0')}`;
}

function spanOf(request: MinutesRequest): { from: BusinessDate; to: BusinessDate } {
  return request.kind === 'day'
    ? { from: request.day, to: addDays(request.day, 1) }
    : { from: firstDayOf(request.month), to: firstDayOf(addMonths(request.month, 1)) };
}

export async function audit(
  tx: Tx,
  actor: Pick<Actor, 'login' | 'requestId'>,
  action: string,
  number: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.login,
    action,
    subject: `minutes:${number}`,
    detail,
    requestId: actor.requestId,
  });
}
