import type { ReportForm } from '../../../core/official-reports/form.ts';
import type { ReportKind } from '../../../core/official-reports/kinds.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { UnitRow } from '../companies/index.ts';
import { composeNow, type Maker } from './compose-report.ts';
import { reportError } from './errors.ts';
import { deleteDraft, insertDraft, writeDraft } from './queries.ts';

/** Begins a draft with what the report says by itself, or with what was typed already. Returns its id. */
export async function beginDraft(
  db: Db,
  wish: { kind: ReportKind; unit: UnitRow; period: string | undefined; form: ReportForm | undefined },
  maker: Maker,
): Promise<bigint> {
  const { form, period } = await composeNow(db, wish, maker);
  const { kind, unit } = wish;
  const draft = { kind, period, on: maker.businessDate, unitId: unit.id, form, by: maker.login };
  return transaction(db, async (tx) => {
    const id = await insertDraft(tx, draft);
    await trace(tx, id, 'draft_begun', maker, { kind, period });
    return id;
  });
}

/** Throws `official_reports.changed_meanwhile` where another hand was quicker, or the draft is none any more. */
export async function saveDraft(
  db: Db,
  change: { id: bigint; revision: number; form: ReportForm },
  maker: Maker,
): Promise<void> {
  await transaction(db, async (tx) => {
    const saved = await writeDraft(tx, { ...change, by: maker.login });
    ensure(saved, reportError('official_reports.changed_meanwhile'));
    await trace(tx, change.id, 'draft_changed', maker, { revision: change.revision + 1 });
  });
}

/** What was issued cannot be taken away: throws `official_reports.not_a_draft`. */
export async function dropDraft(db: Db, id: bigint, maker: Maker): Promise<void> {
  await transaction(db, async (tx) => {
    ensure(await deleteDraft(tx, id), reportError('official_reports.not_a_draft'));
    await trace(tx, id, 'draft_dropped', maker, {});
  });
}

async function trace(
  tx: Tx,
  id: bigint,
  deed: 'draft_begun' | 'draft_changed' | 'draft_dropped',
  { login: actor, requestId }: Maker,
  detail: Record<string, unknown>,
): Promise<void> {
  const action = `official_reports.${deed}`;
  await recordAudit(tx, { actor, action, subject: `official-report:${id}`, detail, requestId });
}
