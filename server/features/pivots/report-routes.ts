import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { listOf } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { listReports, type ReportRow } from './report-queries.ts';
import { changeReport, deleteReport, markReport, restoreReport, saveReport } from './save-report.ts';
import { ReportBody, ReportSchema } from './schemas.ts';

const exact = { additionalProperties: false };
const IdParams = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) });
const config = { permission: 'kpi.view' } as const;

/** Saved tables: the list, saving, changing, putting away and taking back, favourites. */
export function reportRoutes(app: App): void {
  app.get(
    '/pivots',
    {
      schema: {
        querystring: Type.Object({ format: Type.Optional(Type.Enum(['xlsx'])) }, exact),
        response: { 200: listOf(ReportSchema) },
      },
      config,
    },
    async ({ staff, query }, reply) => {
      const rows = await listReports(staff.db, staff);
      return query.format ? sendXlsx(reply, reportsWorkbook(staff, rows)) : { rows: rows.map(present) };
    },
  );
  app.post(
    '/pivots',
    { schema: { body: ReportBody, response: { 201: ReportSchema } }, config },
    async ({ staff, body }, reply) => reply.code(201).send(present(await saveReport(staff, body))),
  );
  app.put(
    '/pivots/:id',
    { schema: { params: IdParams, body: ReportBody, response: { 200: ReportSchema } }, config },
    async ({ staff, params, body }) => present(await changeReport(staff, BigInt(params.id), body)),
  );
  app.delete(
    '/pivots/:id',
    { schema: { params: IdParams, response: { 200: ReportSchema } }, config },
    async ({ staff, params }) => present(await deleteReport(staff, BigInt(params.id))),
  );
  app.post(
    '/pivots/:id/restored',
    { schema: { params: IdParams, body: Type.Object({}, exact), response: { 200: ReportSchema } }, config },
    async ({ staff, params }) => present(await restoreReport(staff, BigInt(params.id))),
  );
  app.put(
    '/pivots/:id/favourite',
    {
      schema: {
        params: IdParams,
        body: Type.Object({ favourite: Type.Boolean() }, exact),
        response: { 200: ReportSchema },
      },
      config,
    },
    async ({ staff, params, body }) => present(await markReport(staff, BigInt(params.id), body.favourite)),
  );
}

function present(row: ReportRow) {
  const { id, name, description, address, maker, sharing, favourite } = row;
  return {
    id: String(id),
    name,
    description,
    address,
    maker,
    isOwn: row.is_own,
    sharing,
    unit: row.unit_code === null ? null : { code: row.unit_code, name: row.unit_name ?? row.unit_code },
    favourite,
    changedAt: row.changed_at.toISOString(),
  };
}

const sharingNames = { nobody: 'Riêng tôi', unit: 'Đơn vị', everybody: 'Mọi người' };

function reportsWorkbook(staff: StaffContext, rows: readonly ReportRow[]): Workbook {
  return {
    fileName: 'bao-cao-da-luu.xlsx',
    sheets: [
      {
        name: 'Báo cáo đã lưu',
        title: `Báo cáo đã lưu – ${staff.company.name}`,
        columns: [
          { header: 'Tên', kind: 'text', width: 36 },
          { header: 'Mô tả', kind: 'text', width: 48 },
          { header: 'Người lập', kind: 'text', width: 24 },
          { header: 'Chia sẻ', kind: 'text', width: 16 },
          { header: 'Đơn vị', kind: 'text', width: 28 },
          { header: 'Sửa lúc', kind: 'datetime', width: 18 },
        ],
        rows: rows.map((row) => [
          row.name,
          row.description,
          row.maker,
          sharingNames[row.sharing],
          row.unit_name,
          row.changed_at,
        ]),
      },
    ],
  };
}
