import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { getUnit, listUnits, type UnitRow } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { boardDocument } from './board-document.ts';
import { boardWorkbook } from './board-workbook.ts';
import { boundaries } from './read-board-communes.ts';
import { readBoard } from './read-board.ts';
import { BoardSchema } from './schemas.ts';

/** The board of a company or unit. */
export function boardRoutes(app: App): void {
  app.get(
    '/board',
    {
      schema: {
        querystring: Type.Object(
          {
            period: Type.Optional(PeriodSchema),
            unit: Type.Optional(Type.String()),
            boundary: Type.Optional(Type.Enum([...boundaries])),
            format: Type.Optional(Type.Enum(['xlsx', 'pdf'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: BoardSchema },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const unit = await unitAsked(staff, query.unit);
      const { scope, businessDate } = staff;
      const { period, boundary } = query;
      const board = await readBoard(staff.db, {
        period,
        unit,
        scope,
        businessDate,
        ...(boundary && { boundary }),
      });
      if (query.format === 'pdf') return sendPdf(reply, boardDocument(staff, board));
      return query.format === 'xlsx' ? sendXlsx(reply, boardWorkbook(staff, board)) : board;
    },
  );
}

/** Without a code: the person's own unit, or the company. Throws `staff.outside_scope`, also for the company. */
export async function unitAsked(staff: StaffContext, code: string | undefined): Promise<UnitRow> {
  const units = await listUnits(staff.db, staff.businessDate);
  const own = units.find((unit) =>
    staff.unitId === null ? unit.kind === 'company' : unit.id === staff.unitId,
  );
  if (code === undefined && own) return own;
  const unit = await getUnit(staff.db, code ?? staff.company.code, staff.businessDate);
  ensureInScope(staff, unit.id);
  return unit;
}
