import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { kindRules } from '../../../core/official-reports/kinds.ts';
import type { Paper } from '../../../core/papers/paper.ts';
import type { Db } from '../../platform/db.ts';
import { writeDocx } from '../../platform/docx/write-paper.ts';
import { renderPdf } from '../../platform/pdf/document.ts';
import { paperDocument } from '../../platform/pdf/paper-document.ts';
import { paperWorkbook } from '../../platform/xlsx/paper-workbook.ts';
import { writeXlsx } from '../../platform/xlsx/writer.ts';
import { fileNameOf, keepPages } from './issue-report.ts';
import type { ReportFormat } from './mail-queries.ts';
import type { ReportRow } from './queries.ts';

export const mediaTypes: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface ReportFile {
  fileName: string;
  content: Buffer;
}

/** A paper that is not issued in one of its forms. */
export async function drawPaper(
  paper: Paper,
  report: Pick<ReportRow, 'kind' | 'period' | 'number' | 'year'>,
  format: ReportFormat,
): Promise<ReportFile> {
  const name = fileNameOf(report);
  const annex = kindRules[report.kind].hasAnnex;
  const fileName = `${name}.${format}`;
  if (format === 'pdf') return { fileName, content: await renderPdf(paperDocument(paper, { name, annex })) };
  if (format === 'docx') return { fileName, content: await writeDocx(paper, { annex }) };
  const out = new PassThrough();
  const [content] = await Promise.all([buffer(out), writeXlsx(out, paperWorkbook(paper, name))]);
  return { fileName, content };
}

/** A report with its own paper as a file; the pages of an issued one are the bytes that were kept. */
export async function makeFile(
  db: Db,
  report: ReportRow & { paper: Paper | null },
  format: ReportFormat,
): Promise<ReportFile> {
  if (report.state === 'issued' && format === 'pdf')
    return { fileName: `${fileNameOf(report)}.pdf`, content: await keepPages(db, report.id) };
  if (!report.paper) throw new Error(`report ${report.id} has no paper`);
  return drawPaper(report.paper, report, format);
}
