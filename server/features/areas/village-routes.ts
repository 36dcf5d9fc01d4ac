import { Type } from 'typebox';
import { searchKey } from '../../../core/text.ts';
import { transaction, type Queryable } from '../../platform/db.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, nullable, pageOf } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { recordAudit } from '../audit/index.ts';
import { changeVillage } from './change-village.ts';
import { SettlementSchema, StatusSchema, VillageSchema } from './schemas.ts';
import { listVillages, type VillageFilter, type VillageRow } from './village-queries.ts';

const pageSize = 200;

/** Villages (thôn, bản, xóm, tổ dân phố): met in addresses, confirmed and described by staff. */
export function villageRoutes(app: App): void {
  listRoute(app);
  changeRoute(app);
}

function listRoute(app: App): void {
  app.get(
    '/villages',
    {
      schema: {
        querystring: Type.Object(
          {
            commune: Type.Optional(Type.String({ maxLength: 10 })),
            status: Type.Optional(StatusSchema),
            query: Type.Optional(Type.String({ maxLength: 100 })),
            after: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(VillageSchema) },
      },
      config: { permission: 'organisation.view' },
    },
    async ({ staff, query }, reply) => {
      const { commune, status } = query;
      const filter = { commune, status, key: searchKey(query.query ?? ''), scope: staff.scope };
      if (query.format) return sendXlsx(reply, villageWorkbook(staff.db, filter));
      const after = BigInt(query.after ?? '0');
      const found = await listVillages(staff.db, { ...filter, after, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      return {
        rows: rows.map(presentVillage),
        next: found.length > pageSize ? String(rows.at(-1)!.id) : null,
      };
    },
  );
}

function changeRoute(app: App): void {
  app.put(
    '/villages/:id',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^\\d{1,18}$' }) }),
        body: Type.Object(
          {
            status: Type.Optional(StatusSchema),
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
            settlement: Type.Optional(nullable(SettlementSchema)),
            ethnicMinority: Type.Optional(nullable(Type.Boolean())),
            mobileCoverage: Type.Optional(nullable(Type.Boolean())),
            fibre: Type.Optional(nullable(Type.Boolean())),
            validFrom: Type.Optional(DateSchema),
            validTo: Type.Optional(nullable(DateSchema)),
          },
          { additionalProperties: false },
        ),
        response: { 200: VillageSchema },
      },
      config: { permission: 'organisation.edit' },
    },
    async ({ staff, params, body }) =>
      transaction(staff.db, async (tx) => {
        const { login, scope, requestId } = staff;
        const village = await changeVillage(tx, { id: BigInt(params.id), change: body, by: login, scope });
        const subject = `village:${params.id}`;
        await recordAudit(tx, { actor: login, action: 'village.changed', subject, detail: body, requestId });
        return presentVillage(village);
      }),
  );
}

function presentVillage(row: VillageRow) {
  return {
    id: String(row.id),
    communeCode: row.commune_code,
    communeName: row.commune_name,
    name: row.name,
    status: row.status,
    settlement: row.settlement,
    ethnicMinority: row.ethnic_minority,
    mobileCoverage: row.mobile_coverage,
    fibre: row.fibre,
    confirmedBy: row.confirmed_by,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

const settlementWords = { urban: 'Thành thị', rural: 'Nông thôn', remote: 'Vùng sâu, vùng xa' } as const;
const statusWords = { suggested: 'Gợi ý', confirmed: 'Đã xác nhận', rejected: 'Không dùng' } as const;
const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'Có' : 'Không');

function villageWorkbook(on: Queryable, filter: VillageFilter): Workbook {
  return {
    fileName: 'thon-ban-to-dan-pho.xlsx',
    sheets: [
      {
        name: 'Thôn, bản, tổ dân phố',
        columns: [
          { header: 'MA_XA', kind: 'text' },
          { header: 'TEN_XA', kind: 'text', width: 28 },
          { header: 'TEN_THON', kind: 'text', width: 32 },
          { header: 'TRANG_THAI', kind: 'text', width: 16 },
          { header: 'KHU_VUC', kind: 'text', width: 20 },
          { header: 'DAN_TOC_THIEU_SO', kind: 'text', width: 20 },
          { header: 'SONG_DI_DONG', kind: 'text', width: 16 },
          { header: 'CAP_QUANG', kind: 'text', width: 12 },
          { header: 'TU_NGAY', kind: 'date' },
          { header: 'DEN_NGAY', kind: 'date' },
        ],
        rows: villageCells(on, filter),
      },
    ],
  };
}

/** The same columns that a village list is imported from. */
async function* villageCells(on: Queryable, filter: VillageFilter) {
  for (let after = 0n; ;) {
    const rows = await listVillages(on, { ...filter, after, limit: 1_000 });
    for (const row of rows) {
      yield [
        row.commune_code,
        row.commune_name,
        row.name,
        statusWords[row.status],
        row.settlement && settlementWords[row.settlement],
        yesNo(row.ethnic_minority),
        yesNo(row.mobile_coverage),
        yesNo(row.fibre),
        row.valid_from,
        row.valid_to,
      ];
    }
    const last = rows.at(-1);
    if (!last || rows.length < 1_000) return;
    after = last.id;
  }
}
