import { kindRules } from '../../../core/official-reports/kinds.ts';
import type { Paper } from '../../../core/papers/paper.ts';
import type { Db } from '../../platform/db.ts';
import { drawPaper, type PaperFile } from '../../platform/paper-file.ts';
import { fileNameOf, keepPages } from './issue-report.ts';
import type { ReportFormat } from './mail-queries.ts';
import type { ReportRow } from './queries.ts';

/** A report's paper that is not issued, in one of its forms. */
export function drawReport(
  paper: Paper,
  report: Pick<ReportRow, 'kind' | 'period' | 'number' | 'year'>,
  format: ReportFormat,
): Promise<PaperFile> {
  return drawPaper(paper, { name: fileNameOf(report), annex: kindRules[report.kind].hasAnnex }, format);
}

/** A report with its own paper as a file; the pages of an issued one are the bytes that were kept. */
export async function makeFile(
  db: Db,
  report: ReportRow & { paper: Paper | null },
  format: ReportFormat,
): Promise<PaperFile> {
  if (report.state === 'issued' && format === 'pdf')
    return { fileName: `${fileNameOf(report)}.pdf`, content: await keepPages(db, report.id) };
  if (!report.paper) throw new Error(`report ${report.id} has no paper`);
  return drawReport(report.paper, report, format);
}
