import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { DateSchema, NamedSchema, nullable, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { toFilter } from '../customers/index.ts';
import { assignedWorkbook, employeeWorkbook } from './assignment-workbooks.ts';
import * as queries from './list-queries.ts';

const exact = { additionalProperties: false };
const KindSchema = Type.Enum(['list', 'book', 'village', 'commune']);
const XlsxSchema = Type.Optional(Type.Literal('xlsx'));
const pageSize = 50;
const booksOnPage = 200;
const beyondAll = 9_223_372_036_854_775_807n;

const EmployeesSchema = Type.Object({
  customers: Type.Integer(),
  unassigned: Type.Integer({ description: 'Customers nobody is responsible for' }),
  rows: Type.Array(
    Type.Object({
      id: Type.String(),
      login: Type.String(),
      name: Type.String(),
      unit: nullable(NamedSchema),
      customers: Type.Integer(),
      byList: Type.Integer(),
      byBook: Type.Integer(),
      byPlace: Type.Integer(),
    }),
  ),
});

const AssignedSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  unitName: Type.String(),
  bookCode: nullable(Type.String()),
  communeName: nullable(Type.String()),
  staff: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  by: nullable(Type.Object({ kind: KindSchema, label: Type.String(), from: DateSchema })),
});

const BookSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  unitName: Type.String(),
  customers: Type.Integer(),
  staffName: nullable(Type.String()),
  from: nullable(DateSchema),
});

const RuleSchema = Type.Object({
  id: Type.String(),
  kind: KindSchema,
  what: Type.String(),
  staffName: Type.String(),
  from: DateSchema,
  to: nullable(DateSchema),
  madeBy: Type.String(),
  customers: Type.Integer({ description: 'For whom it decides today' }),
});

/** Employees with counts, their customers, customers of nobody, books and rules. */
export function assignmentListRoutes(app: App): void {
  app.get(
    '/assignments',
    {
      schema: {
        querystring: Type.Object({ format: XlsxSchema }, exact),
        response: { 200: EmployeesSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const question = { onDate: staff.businessDate, scope: staff.scope };
      const rows = await queries.listEmployees(staff.db, question);
      if (query.format) return sendXlsx(reply, employeeWorkbook(rows, staff.businessDate));
      const counts = await queries.countUnassigned(staff.db, question);
      return { ...counts, rows: rows.map(presentEmployee) };
    },
  );
  customersRoute(app);
  booksRoute(app);
  rulesRoute(app);
}

function presentEmployee(row: queries.EmployeeRow) {
  return {
    id: String(row.id),
    login: row.login,
    name: row.name,
    unit: row.unit_code === null ? null : { code: row.unit_code, name: row.unit_name ?? row.unit_code },
    customers: row.customers,
    byList: row.by_list,
    byBook: row.by_book,
    byPlace: row.by_place,
  };
}

function customersRoute(app: App): void {
  app.get(
    '/assignments/customers',
    {
      schema: {
        querystring: Type.Object(
          {
            staff: Type.Optional(
              Type.String({ pattern: '^[0-9]{1,18}$', description: 'Without it: customers of nobody' }),
            ),
            query: Type.Optional(Type.String({ maxLength: 100 })),
            unit: Type.Optional(Type.String({ maxLength: 40 })),
            commune: Type.Optional(Type.String({ maxLength: 10 })),
            after: Type.Optional(Type.String({ maxLength: 40 })),
            format: XlsxSchema,
          },
          exact,
        ),
        response: { 200: pageOf(AssignedSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const whose = query.staff === undefined ? null : BigInt(query.staff);
      const filter = { ...(await toFilter(staff, query)), whose, onDate: staff.businessDate };
      if (query.format) return sendXlsx(reply, assignedWorkbook(staff.db, filter));
      const page = { after: query.after ?? '', limit: pageSize + 1 };
      const found = await queries.listAssigned(staff.db, filter, page);
      const rows = found.slice(0, pageSize);
      const next = found.length > pageSize ? (rows.at(-1)?.code ?? null) : null;
      return { rows: rows.map(presentAssigned), next };
    },
  );
}

function presentAssigned(row: queries.AssignedRow) {
  const { staff_id: id, staff_name: name, kind, from_on: from } = row;
  return {
    code: row.code,
    name: row.name,
    address: row.address,
    unitName: row.unit_name,
    bookCode: row.book_code,
    communeName: row.commune_name,
    staff: id === null ? null : { id: String(id), name: name ?? '' },
    by: kind === null || from === null ? null : { kind: kind as 'list', label: row.label ?? '', from },
  };
}

function booksRoute(app: App): void {
  app.get(
    '/assignments/books',
    {
      schema: {
        querystring: Type.Object(
          {
            unit: Type.Optional(Type.String({ maxLength: 40 })),
            after: Type.Optional(Type.String({ maxLength: 40 })),
          },
          exact,
        ),
        response: { 200: pageOf(BookSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }) => {
      const { units } = await toFilter(staff, query);
      const page = { after: query.after ?? '', limit: booksOnPage + 1 };
      const found = await queries.listBooks(staff.db, { onDate: staff.businessDate, units }, page);
      const rows = found.slice(0, booksOnPage);
      return {
        rows: rows.map(({ code, name, unit_name, customers, staff_name, from_on }) => ({
          code,
          name,
          unitName: unit_name,
          customers,
          staffName: staff_name,
          from: from_on,
        })),
        next: found.length > booksOnPage ? (rows.at(-1)?.code ?? null) : null,
      };
    },
  );
}

function rulesRoute(app: App): void {
  app.get(
    '/assignments/rules',
    {
      schema: {
        querystring: Type.Object(
          {
            kind: Type.Optional(KindSchema),
            after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
          },
          exact,
        ),
        response: { 200: pageOf(RuleSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }) => {
      const filter = { onDate: staff.businessDate, scope: staff.scope, kind: query.kind };
      const before = query.after === undefined ? beyondAll : BigInt(query.after);
      const found = await queries.listRules(staff.db, filter, { before, limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      return {
        rows: rows.map((row) => ({
          id: String(row.id),
          kind: row.kind,
          what: row.what,
          staffName: row.staff_name,
          from: row.from_on,
          to: row.to_on,
          madeBy: row.made_by,
          customers: row.customers,
        })),
        next: found.length > pageSize ? String(rows.at(-1)!.id) : null,
      };
    },
  );
}
