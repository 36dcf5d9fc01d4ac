import { monthOf, type Month } from '../../../core/dates.ts';
import { renderPdf } from '../../platform/pdf/document.ts';
import { xlsxBytes } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { pivotDocument } from './pivot-pdf.ts';
import { pivotWorkbook } from './pivot-sheets.ts';
import { parsePivot, readPivot, type PivotAnswer } from './read-pivot.ts';
import { getReport } from './save-report.ts';

export const tableFormats = ['xlsx', 'pdf'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A saved table as it stands at one moment, in files. */
export interface MadeTable {
  title: string;
  /** The unit it looks at, and its last month. */
  unitId: bigint;
  period: Month;
  files: { format: TableFormat; fileName: string; content: Buffer }[];
}

/**
 * A saved table as this person would see it now; relative units and months are theirs and of this day. Throws
 * `pivots.unknown_report` for what they may not see, and what `readPivot` throws.
 */
export async function makeTable(
  staff: StaffContext,
  id: bigint,
  formats: readonly TableFormat[],
): Promise<MadeTable> {
  const { name: title, address } = await getReport(staff, id);
  const answer = await readPivot(staff, parsePivot(address));
  const files = await Promise.all(formats.map((format) => drawTable(answer, title, format)));
  const period = answer.months.at(-1) ?? monthOf(staff.businessDate);
  return { title, unitId: answer.unit.id, period, files };
}

async function drawTable(answer: PivotAnswer, title: string, format: TableFormat) {
  if (format === 'xlsx') {
    const workbook = pivotWorkbook(answer, title);
    return { format, fileName: workbook.fileName, content: await xlsxBytes(workbook) };
  }
  const document = pivotDocument(answer, title);
  return { format, fileName: document.fileName, content: await renderPdf(document) };
}
