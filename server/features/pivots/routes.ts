import type { CellFigure } from '../../../core/pivots/figures.ts';
import { writeAddress } from '../../../core/pivots/pivot.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { sendCsv } from '../../platform/tabular/write-csv.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { pivotDocument } from './pivot-pdf.ts';
import { pivotCsv, pivotWorkbook } from './pivot-sheets.ts';
import { parsePivot, readPivot, type PivotAnswer } from './read-pivot.ts';
import { reportRoutes } from './report-routes.ts';
import { PivotQuery, PivotSchema } from './schemas.ts';

/** Pivot tables: one table by its address, as JSON, XLSX, CSV or PDF, and the reports people keep of them. */
export function pivotRoutes(app: App): void {
  app.get(
    '/pivots/view',
    {
      schema: { querystring: PivotQuery, response: { 200: PivotSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const { format, title, ...address } = query;
      const answer = await readPivot(staff, parsePivot(address));
      const fileName = `bang-cheo-${answer.months[0] ?? ''}-${answer.months.at(-1) ?? ''}.csv`;
      if (format === 'xlsx') return sendXlsx(reply, pivotWorkbook(answer, title));
      if (format === 'csv') return sendCsv(reply, fileName, pivotCsv(answer, title));
      if (format === 'pdf') return sendPdf(reply, pivotDocument(answer, title));
      return present(answer);
    },
  );
  reportRoutes(app);
}

function present({ pivot, unit, months, provisional, asOf, table, names }: PivotAnswer) {
  return {
    address: writeAddress(pivot),
    unit: { code: unit.code, name: unit.name, kind: unit.kind },
    months,
    provisional,
    asOf: asOf.toISOString(),
    names,
    columns: table.columns.map(({ path, kind }) => ({ path: [...path], kind })),
    rows: table.rows.map(({ path, kind, members }, at) => ({
      path: [...path],
      kind,
      members,
      cells: table.cells[at]!.map(presentCell),
    })),
  };
}

function presentCell(cell: CellFigure | null) {
  if (!cell) return {};
  const { amount, ratio, numerator, denominator, before, few } = cell;
  return {
    ...(amount !== null && { amount: String(amount) }),
    ...(ratio !== null && { ratio }),
    ...(numerator !== null && { numerator: String(numerator) }),
    ...(denominator !== null && { denominator: String(denominator) }),
    ...(before !== null && { before }),
    ...(few && { few }),
  };
}
