import { errorMessages } from '../../../core/messages/errors.ts';
import { addDays, daysBetween, type BusinessDate } from '../../../core/dates.ts';
import { causeOf, moneyFixes, needsSecondPerson, type Fix } from '../../../core/reconciliation/lanes.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { readSettings } from '../companies/index.ts';
import * as queries from './difference-queries.ts';
import { reconciliationError } from './errors.ts';
import { fixMoney } from './fix-money.ts';

export interface Resolution {
  fix: Fix;
  note: string;
  customerCode?: string;
  untilDay?: BusinessDate;
  bankAccount?: string;
  bankBin?: string;
  accountHolder?: string;
  by: string;
  requestId?: string;
  businessOn: BusinessDate;
}

export interface ResolveAnswer {
  id: string;
  outcome: 'resolved' | 'waiting' | 'asked' | 'approval' | 'refused';
  error: { code: string; detail: string; detailEn: string } | null;
}

const longestWait = 30;
const daysToAnswer = 2;

/**
 * Does one thing about several differences of one lane and one cause. Each is answered for itself; one that is refused
 * leaves the others done. Throws `reconciliation.mixed_causes`, `reconciliation.unknown_difference`,
 * `reconciliation.fix_not_allowed`, and what the fix lacks, before anything is done.
 */
export async function resolveDifferences(
  db: Db,
  request: Resolution & { ids: readonly bigint[] },
  now: Date,
): Promise<ResolveAnswer[]> {
  const { ids, ...resolution } = request;
  const rows = await Promise.all(ids.map((id) => queries.findDifference(db, id)));
  const known = rows.filter((row) => row !== undefined);
  ensure(known.length === ids.length, reconciliationError('reconciliation.unknown_difference'));
  const [first] = known;
  ensure(
    first && known.every(({ lane, cause }) => lane === first.lane && cause === first.cause),
    reconciliationError('reconciliation.mixed_causes'),
  );
  ensureComplete(resolution, causeOf(first.cause).fixes);
  const answers: ResolveAnswer[] = [];
  for (const row of known) answers.push(await resolveOne(db, row, resolution, now));
  return answers;
}

function ensureComplete(asked: Resolution, allowed: readonly Fix[]): void {
  const { fix, customerCode, untilDay, businessOn } = asked;
  ensure(
    allowed.includes(fix),
    reconciliationError('reconciliation.fix_not_allowed', { fix, allowed: [...allowed] }),
  );
  ensure(
    fix !== 'correct_code' || customerCode !== undefined,
    reconciliationError('reconciliation.customer_needed'),
  );
  if (fix !== 'wait') return;
  const days = untilDay === undefined ? 0 : daysBetween(businessOn, untilDay);
  ensure(days > 0 && days <= longestWait, reconciliationError('reconciliation.day_needed'));
}

async function resolveOne(
  db: Db,
  { id }: queries.DifferenceRow,
  asked: Resolution,
  now: Date,
): Promise<ResolveAnswer> {
  try {
    const step = await transaction(db, (tx) => decide(tx, id, asked, now));
    if (step.outcome !== 'post') return { id: String(id), outcome: step.outcome, error: null };
    const made = await fixMoney(db, step.row, { ...asked, approvedBy: null }, now);
    await transaction(db, (tx) => finish(tx, id, { ...asked, made }, now));
    return { id: String(id), outcome: 'resolved', error: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = errorMessages[error.code];
    const { code } = error;
    return {
      id: String(id),
      outcome: 'refused',
      error: { code, detail: message.vi, detailEn: message.en },
    };
  }
}

type Step =
  | { outcome: 'waiting' | 'asked' | 'approval' | 'resolved' }
  | { outcome: 'post'; row: queries.DifferenceRow };

/** What needs no posting is done at once; what moves money is left to the caller, or to a second person. */
async function decide(tx: Tx, id: bigint, asked: Resolution, now: Date): Promise<Step> {
  const row = await lockOpen(tx, id, asked.by);
  const { fix, note, by } = asked;
  if (fix === 'wait') {
    await step(tx, row, asked, { state: 'waiting', by, note, now, dueOn: asked.untilDay });
    return { outcome: 'waiting' };
  }
  if (fix === 'ask_partner') {
    const dueOn = addDays(asked.businessOn, daysToAnswer);
    await step(tx, row, asked, { state: 'asked', by, note, now, dueOn });
    return { outcome: 'asked' };
  }
  const { refundLimitVnd } = await readSettings(tx);
  if (needsSecondPerson(fix, amountOf(row), refundLimitVnd)) {
    const { customerCode, bankAccount, bankBin, accountHolder } = asked;
    const proposal = { fix, note, customerCode, bankAccount, bankBin, accountHolder };
    await step(tx, row, asked, { state: 'approval', by, note, now, proposal });
    return { outcome: 'approval' };
  }
  if (moneyFixes.includes(fix)) return { outcome: 'post', row };
  await finish(tx, id, { ...asked, made: null }, now);
  return { outcome: 'resolved' };
}

/** The larger side: what a mistake would cost. */
export function amountOf({ their_vnd, our_vnd }: queries.DifferenceRow): bigint {
  const [theirs, ours] = [their_vnd ?? 0n, our_vnd ?? 0n];
  return theirs > ours ? theirs : ours;
}

async function lockOpen(tx: Tx, id: bigint, by: string): Promise<queries.DifferenceRow> {
  const [row] = await queries.lockDifferences(tx, [id]);
  ensure(row, reconciliationError('reconciliation.unknown_difference', { id: String(id) }));
  ensure(
    row.state !== 'resolved',
    reconciliationError('reconciliation.already_resolved', { id: String(id) }),
  );
  ensure(
    row.state !== 'approval',
    reconciliationError('reconciliation.waits_for_approval', { id: String(id) }),
  );
  ensure(
    row.owner === null || row.owner === by,
    reconciliationError('reconciliation.someone_is_on_it', { owner: row.owner }),
  );
  return row;
}

async function step(
  tx: Tx,
  row: queries.DifferenceRow,
  { fix, requestId }: Pick<Resolution, 'fix' | 'requestId'>,
  change: queries.DifferenceChange,
): Promise<void> {
  await queries.changeDifference(tx, row.id, change);
  const { state, by, note, dueOn, made, proposal } = change;
  const detail = {
    fix,
    ...(dueOn && { dueOn }),
    ...(made && { made }),
    ...(proposal?.customerCode && { customerCode: proposal.customerCode }),
  };
  await queries.insertEvents(tx, [{ differenceId: row.id, event: state, actor: by, note, detail }]);
  await recordAudit(tx, {
    actor: by,
    action: `difference.${state}`,
    subject: `difference:${row.id}`,
    detail,
    requestId,
  });
}

/**
 * Marks a difference as resolved, with what the fix made. A person who was quicker has the last word; a matching that
 * has seen the fix already, and found the difference gone, has not.
 */
export async function finish(
  tx: Tx,
  id: bigint,
  done: Pick<Resolution, 'fix' | 'note' | 'by' | 'requestId'> & { made: Record<string, unknown> | null },
  now: Date,
): Promise<void> {
  const [row] = await queries.lockDifferences(tx, [id]);
  ensure(row, reconciliationError('reconciliation.unknown_difference', { id: String(id) }));
  ensure(
    row.state !== 'resolved',
    reconciliationError('reconciliation.already_resolved', { id: String(id) }),
  );
  const { fix, by, note, made } = done;
  await step(tx, row, done, { state: 'resolved', resolution: fix, by, note, now, made });
}
