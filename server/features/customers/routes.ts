import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { getCustomer } from './get-customer.ts';
import { customerWorkbook, searchCustomers } from './list-customers.ts';
import type { CustomerDetailRow, CustomerListRow } from './queries.ts';
import { CustomerDetailSchema, CustomerSchema } from './schemas.ts';

/** Customers: search and one customer. */
export function customerRoutes(app: App): void {
  app.get(
    '/customers',
    {
      schema: {
        querystring: Type.Object(
          {
            query: Type.Optional(Type.String({ maxLength: 100 })),
            unit: Type.Optional(Type.String({ maxLength: 40 })),
            commune: Type.Optional(Type.String({ maxLength: 10 })),
            after: Type.Optional(Type.String({ maxLength: 40 })),
            limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|[1-4]\\d\\d|500)$' })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(CustomerSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      if (query.format) return sendXlsx(reply, await customerWorkbook(staff, query));
      const page = { after: query.after ?? '', limit: Number(query.limit ?? '50') };
      const { rows, next } = await searchCustomers(staff, { ...query, ...page });
      return { rows: rows.map(presentCustomer), next };
    },
  );

  app.get(
    '/customers/:code',
    {
      schema: {
        params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
        response: { 200: CustomerDetailSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params }) => presentDetail(await getCustomer(staff, params.code)),
  );
}

function presentCustomer(row: CustomerListRow) {
  return {
    code: row.code,
    name: row.name,
    address: row.address,
    unitName: row.unit_name,
    communeName: row.commune_name,
    kind: row.kind,
  };
}

function presentDetail(row: CustomerDetailRow) {
  return {
    code: row.code,
    name: row.name,
    address: row.address,
    unit: { code: row.unit_code, name: row.unit_name },
    book: row.book_code ? { code: row.book_code, name: row.book_name ?? row.book_code } : null,
    commune: row.commune_code ? { code: row.commune_code, name: row.commune_name ?? row.commune_code } : null,
    village: row.village_id
      ? { id: String(row.village_id), name: row.village_name ?? '', status: row.village_status ?? '' }
      : null,
    kind: row.kind,
    phone: row.phone === null ? null : maskPhone(row.phone),
    effectiveOn: row.effective_on,
    openAmount: String(row.open_vnd),
    creditAmount: String(row.credit_vnd),
  };
}

function maskPhone(phone: string): string {
  return '*'.repeat(Math.max(phone.length - 3, 0)) + phone.slice(-3);
}
