import { composeReport } from '../../../core/official-reports/compose.ts';
import { missingForIssue } from '../../../core/official-reports/form.ts';
import { kindRules } from '../../../core/official-reports/kinds.ts';
import { listUnread } from '../../../core/papers/paper.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { getUnit } from '../companies/index.ts';
import type { Maker } from './compose-report.ts';
import { reportError } from './errors.ts';
import { gatherSource } from './gather-source.ts';
import * as queries from './queries.ts';
import { readReportSettings } from './settings.ts';

/**
 * Gives a draft its number and fixes all it says, on the business day it is issued. Its files are made from that, once, by
 * `keepFiles`. Throws `official_reports.unknown`, `official_reports.not_a_draft`, `official_reports.changed_meanwhile` when the
 * draft is not the one that was looked at, `official_reports.incomplete` with what is missing, and
 * `official_reports.no_such_number` where it would print a name in braces.
 */
export async function issueReport(
  db: Db,
  wish: { id: bigint; revision: number },
  maker: Maker,
): Promise<void> {
  const draft = await queries.findReport(db, wish.id);
  ensure(draft, reportError('official_reports.unknown'));
  ensure(draft.state === 'draft', reportError('official_reports.not_a_draft'));
  const settings = await readReportSettings(db, maker.company);
  const missing = missingForIssue(draft.kind, draft.form, settings.companyMark);
  ensure(missing.length === 0, reportError('official_reports.incomplete', { missing }));
  const unit = await getUnit(db, draft.unit_code, maker.businessDate);
  const { source, frozenVersion } = await gatherSource(db, { ...maker, unit, period: draft.period });
  await transaction(db, async (tx) => {
    const locked = await queries.lockReport(tx, wish.id);
    ensure(locked?.state === 'draft', reportError('official_reports.not_a_draft'));
    ensure(locked.revision === wish.revision, reportError('official_reports.changed_meanwhile'));
    const year = Number(maker.businessDate.slice(0, 4));
    const series = kindRules[draft.kind].abbreviation;
    const number = await queries.takeNumber(tx, series, year);
    const { form, paper } = composeReport(draft.kind, source, settings, { form: locked.form, number });
    const { login: by, at, businessDate: on } = maker;
    const unread = listUnread(paper);
    ensure(unread.length === 0, reportError('official_reports.no_such_number', { unread }));
    await queries.markIssued(tx, {
      id: wish.id,
      on,
      form,
      paper,
      frozenVersion,
      series,
      year,
      number,
      by,
      at,
    });
    await recordAudit(tx, {
      actor: by,
      action: 'official_reports.issued',
      subject: `official-report:${wish.id}`,
      detail: { kind: draft.kind, number: paper.frame.number, period: draft.period },
      requestId: maker.requestId,
    });
  });
}
