import { Type } from 'typebox';
import { transaction, type Queryable } from '../../platform/db.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, listOf } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { changeUnit, getUnit } from './change-unit.ts';
import { listUnits, type UnitRow } from './queries.ts';
import { UnitSchema } from './schemas.ts';
import { settingsRoutes } from './settings-routes.ts';

/** What these routes need of later features; `server/app.ts` hands it in. */
export interface OrganisationParts {
  ensureInScope(staff: { scope: 'all' | readonly bigint[] }, unitId: bigint): void;
  ensureWholeCompany(staff: { scope: 'all' | readonly bigint[] }): void;
  recordAudit(
    on: Queryable,
    event: {
      actor: string;
      action: string;
      subject: string;
      detail: Record<string, unknown>;
      requestId: string;
    },
  ): Promise<void>;
  listLastChanges(
    on: Queryable,
    of: { subject: string; action: string },
  ): Promise<{ key: string; actor: string; actorName: string | null; at: Date }[]>;
}

/** The organisation tree and the company's settings. */
export function companyRoutes(app: App, parts: OrganisationParts): void {
  unitRoutes(app, parts);
  settingsRoutes(app, parts);
}

function unitRoutes(app: App, parts: OrganisationParts): void {
  app.get(
    '/units',
    {
      schema: {
        querystring: Type.Object(
          { on: Type.Optional(DateSchema), format: Type.Optional(Type.Literal('xlsx')) },
          { additionalProperties: false },
        ),
        response: { 200: listOf(UnitSchema) },
      },
      config: { permission: 'organisation.view' },
    },
    async ({ staff, query }, reply) => {
      const { scope } = staff;
      const inScope = new Set(scope === 'all' ? [] : scope);
      const units = await listUnits(staff.db, query.on ?? staff.businessDate);
      const seen = units.filter(({ id }) => scope === 'all' || inScope.has(id));
      return query.format ? sendXlsx(reply, unitWorkbook(seen)) : { rows: seen.map(presentUnit) };
    },
  );

  app.put(
    '/units/:code',
    {
      schema: {
        params: Type.Object({ code: Type.String() }),
        body: Type.Object(
          {
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
            parentCode: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
            from: DateSchema,
          },
          { additionalProperties: false },
        ),
        response: { 200: UnitSchema },
      },
      config: { permission: 'organisation.edit' },
    },
    async ({ staff, params, body }) =>
      transaction(staff.db, async (tx) => {
        parts.ensureInScope(staff, (await getUnit(tx, params.code, body.from)).id);
        if (body.parentCode) parts.ensureInScope(staff, (await getUnit(tx, body.parentCode, body.from)).id);
        const { changed } = await changeUnit(tx, { code: params.code, ...body });
        if (changed) {
          await parts.recordAudit(tx, {
            actor: staff.login,
            action: 'unit.changed',
            subject: `unit:${params.code}`,
            detail: body,
            requestId: staff.requestId,
          });
        }
        return presentUnit(await getUnit(tx, params.code, body.from));
      }),
  );
}

function presentUnit(unit: UnitRow) {
  return {
    code: unit.code,
    name: unit.name,
    kind: unit.kind,
    parentCode: unit.parent_code,
    toBeNamed: unit.to_be_named,
    validFrom: unit.valid_from,
    validTo: unit.valid_to,
  };
}

const kindWords = { company: 'Công ty', unit: 'Đơn vị', team: 'Tổ', book: 'Sổ ghi chỉ số' } as const;

function unitWorkbook(units: readonly UnitRow[]): Workbook {
  return {
    fileName: 'don-vi.xlsx',
    sheets: [
      {
        name: 'Đơn vị',
        columns: [
          { header: 'Mã', kind: 'text', width: 14 },
          { header: 'Tên', kind: 'text', width: 40 },
          { header: 'Cấp', kind: 'text', width: 16 },
          { header: 'Trực thuộc', kind: 'text', width: 14 },
          { header: 'Từ ngày', kind: 'date' },
          { header: 'Đến ngày', kind: 'date' },
        ],
        rows: units.map((unit) => [
          unit.code,
          unit.name,
          kindWords[unit.kind],
          unit.parent_code,
          unit.valid_from,
          unit.valid_to,
        ]),
      },
    ],
  };
}
