import type { ReportForm } from '../../../core/official-reports/form.ts';
import type { ReportKind } from '../../../core/official-reports/kinds.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
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
  return transaction(db, (tx) => insertDraft(tx, draft));
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
  });
}

/** What was issued cannot be taken away: throws `official_reports.not_a_draft`. */
export async function dropDraft(db: Db, id: bigint): Promise<void> {
  await transaction(db, async (tx) => {
    ensure(await deleteDraft(tx, id), reportError('official_reports.not_a_draft'));
  });
}
