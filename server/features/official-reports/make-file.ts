import { kindRules } from '../../../core/official-reports/kinds.ts';
import type { Paper } from '../../../core/papers/paper.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { drawPaper, paperFormats, type PaperFile, type PaperFormat } from '../../platform/paper-file.ts';
import { findIssued, issueDocument, readDocumentContent } from '../month-close/index.ts';
import { reportError } from './errors.ts';
import { findReport, linkDocument, lockReport, type ReportRow, type WholeReportRow } from './queries.ts';

/** A report's paper that is not issued, in one of its forms. */
export function drawReport(
  paper: Paper,
  report: Pick<ReportRow, 'kind' | 'period' | 'number' | 'year'>,
  format: PaperFormat,
): Promise<PaperFile> {
  return drawPaper(paper, { name: fileNameOf(report), annex: kindRules[report.kind].hasAnnex }, format);
}

/** A report with its own paper as a file; of an issued one the bytes that were kept. */
export async function makeFile(
  db: Db,
  report: ReportRow & { paper: Paper | null },
  format: PaperFormat,
): Promise<PaperFile> {
  if (report.state === 'issued')
    return {
      fileName: `${fileNameOf(report)}.${format}`,
      content: await keepFile(db, report.id, format),
    };
  if (!report.paper) throw new Error(`report ${report.id} has no paper`);
  return drawReport(report.paper, report, format);
}

/** Makes all files of a report that was just issued, so that none of them is made with what comes later. */
export async function keepFiles(db: Db, id: bigint): Promise<void> {
  for (const format of paperFormats) await keepFile(db, id, format);
}

/**
 * One file of a report that was issued, the same bytes every time. It is made when it is first asked for, from the paper
 * that was fixed with the number; two who make it at once keep one.
 */
async function keepFile(db: Db, id: bigint, format: PaperFormat): Promise<Buffer> {
  const report = await findReport(db, id);
  ensure(report?.state === 'issued' && report.paper, reportError('official_reports.unknown'));
  const { paper } = report;
  const named = {
    kind: report.kind.replace('_', '-'),
    number: `${paper.frame.number}/${report.year}`,
    format,
  };
  const found = await findIssued(db, named);
  if (found !== undefined) return readDocumentContent(db, found);
  const { fileName, content } = await drawReport(paper, report, format);
  const kept = await transaction(db, async (tx) => {
    await lockReport(tx, id);
    const rival = await findIssued(tx, named);
    if (rival !== undefined) return rival;
    const traces = paper.numbers.map((number) => ({ ...number }));
    const file = { ...named, fileName, content, title: paper.frame.subject, traces };
    const document = await issueDocument(tx, { ...file, ...placeOf(report) }, issuerOf(report));
    if (format === 'pdf') await linkDocument(tx, id, document.id);
    return document.id;
  });
  return readDocumentContent(db, kept);
}

function placeOf({ period, is_company, org_unit_id, frozen_version }: WholeReportRow) {
  return { period, unitId: is_company ? null : org_unit_id, frozenVersion: frozen_version };
}

function issuerOf({ issued_by, on_day, issued_at }: WholeReportRow) {
  return { login: issued_by!, businessDate: on_day, at: issued_at! };
}

/** `bao-cao-ubnd-2026-09`, with its number once it has one. */
function fileNameOf(report: Pick<ReportRow, 'kind' | 'period' | 'number' | 'year'>): string {
  const number = report.number === null ? [] : [String(report.number).padStart(2, '0'), String(report.year)];
  return [kindRules[report.kind].file, report.period, ...number].join('-');
}
