import { sql } from 'kysely';
import { Type } from 'typebox';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { DateSchema, nullable, pageOf } from '../../platform/schemas.ts';
import {
  ListQuerySchema,
  ListTakenSchema,
  receiveList,
  uploadRoutes,
} from '../../platform/tabular/take-list.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { openingKinds, type OpeningKind } from './opening-rows.ts';
import { takeOpenings } from './take-openings.ts';

const pageSize = 50;
const exact = { additionalProperties: false };
const KindSchema = Type.Enum([...openingKinds]);
const OpeningSchema = Type.Object({
  id: Type.String(),
  customerCode: Type.String(),
  customerName: Type.String(),
  kind: KindSchema,
  openedOn: DateSchema,
  provider: Type.String(),
  staffName: nullable(Type.String(), { description: 'Null: whoever is responsible for the customer' }),
  source: Type.String(),
});

interface OpeningRow {
  id: bigint;
  customer_code: string;
  customer_name: string;
  kind: OpeningKind;
  opened_on: BusinessDate;
  provider: string;
  staff_name: string | null;
  source: string;
}

interface OpeningFilter {
  kind: OpeningKind | undefined;
  scope: 'all' | readonly bigint[];
}

/** Accounts and wallets that customers opened: what was reported, and lists that staff bring in. */
export function openingRoutes(app: App, runtime: Runtime): void {
  app.get(
    '/account-openings',
    {
      schema: {
        querystring: Type.Object(
          {
            kind: Type.Optional(KindSchema),
            after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: pageOf(OpeningSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const filter = { kind: query.kind, scope: staff.scope };
      if (query.format) return sendXlsx(reply, openingWorkbook(staff.db, filter));
      const page = { after: BigInt(query.after ?? '0'), limit: pageSize + 1 };
      const found = await listOpenings(staff.db, filter, page);
      const rows = found.slice(0, pageSize);
      return {
        rows: rows.map((row) => ({
          id: String(row.id),
          customerCode: row.customer_code,
          customerName: row.customer_name,
          kind: row.kind,
          openedOn: row.opened_on,
          provider: row.provider,
          staffName: row.staff_name,
          source: row.source,
        })),
        next: found.length > pageSize ? String(rows.at(-1)!.id) : null,
      };
    },
  );
  uploadRoutes(app, (uploads) => {
    uploads.post(
      '/account-openings/list',
      {
        schema: { querystring: ListQuerySchema, response: { 200: ListTakenSchema } },
        bodyLimit: Number.MAX_SAFE_INTEGER,
        config: { permission: 'contacts.edit' },
      },
      async ({ staff, query, body }) =>
        receiveList(body, query, runtime.config.maxUploadBytes, (source) => takeOpenings(staff, source)),
    );
  });
}

/** Keyset-paged by id, in the order in which they were reported. */
async function listOpenings(
  on: Queryable,
  { kind, scope }: OpeningFilter,
  page: { after: bigint; limit: number },
): Promise<OpeningRow[]> {
  return many(
    on,
    sql<OpeningRow>`
      select o.id, c.code as customer_code, c.name as customer_name, o.kind, o.opened_on, o.provider,
             s.display_name as staff_name, o.source
      from account_openings o join customers c on c.id = o.customer_id left join staff s on s.id = o.staff_id
      where o.id > ${page.after} and ${kind ? sql`o.kind = ${kind}` : sql`true`}
        and ${scope === 'all' ? sql`true` : sql`c.org_unit_id = any(${scope}::bigint[])`}
      order by o.id limit ${page.limit}`,
  );
}

const kindWords = { account: 'Tài khoản ngân hàng', wallet: 'Ví điện tử' } as const;

function openingWorkbook(on: Queryable, filter: OpeningFilter): Workbook {
  const text = (header: string, width: number) => ({ header, kind: 'text' as const, width });
  const rows = async function* () {
    for (let after = 0n; ;) {
      const page = await listOpenings(on, filter, { after, limit: 5_000 });
      for (const row of page) {
        yield [
          row.customer_code,
          kindWords[row.kind],
          row.opened_on,
          row.provider,
          row.staff_name,
          row.customer_name,
          row.source,
        ];
      }
      const last = page.at(-1);
      if (!last || page.length < 5_000) return;
      after = last.id;
    }
  };
  return {
    fileName: 'tai-khoan-vi-da-mo.xlsx',
    sheets: [
      {
        name: 'Tài khoản, ví',
        columns: [
          text('MA_KHANG', 18),
          text('LOAI', 22),
          { header: 'NGAY_MO', kind: 'date' },
          text('NOI_MO', 22),
          text('NHAN_VIEN', 26),
          text('TEN_KHANG', 32),
          text('NGUON', 30),
        ],
        rows: rows(),
      },
    ],
  };
}
