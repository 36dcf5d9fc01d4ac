import { Type } from 'typebox';
import type { FastifyReply } from 'fastify';
import { nullable } from '../../platform/schemas.ts';
import { sendXlsx, type Column, type Workbook } from '../../platform/xlsx/writer.ts';

/** Lists of customers behind a figure: by name on the screen, page by page, and whole as a workbook. */
export interface CursorPage {
  after: string | null;
  limit: number;
}

export interface Answered<Row> {
  rows: Row[];
  next: string | null;
}

export const pageFields = {
  limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
  format: Type.Optional(Type.Enum(['xlsx'])),
};

/** A page of customers; `fields` is what a row says beside whose it is. */
export function customersPage<Fields extends Type.TProperties>(fields: Fields) {
  const customer = {
    code: Type.String(),
    name: Type.String(),
    address: Type.String(),
    unitCode: Type.String(),
    communeCode: Type.String(),
  };
  return Type.Object({
    total: Type.Integer(),
    rows: Type.Array(Type.Object({ ...customer, ...fields })),
    next: nullable(Type.String()),
  });
}

export interface CustomerRow {
  id: bigint;
  code: string;
  name: string;
  address: string;
  org_unit_id: bigint;
  unit_code: string;
  commune_code: string;
}

export function presentCustomer({ code, name, address, unit_code, commune_code }: CustomerRow) {
  return { code, name, address, unitCode: unit_code, communeCode: commune_code };
}

export const customerColumns = [
  { header: 'Mã khách hàng', kind: 'text', width: 16 },
  { header: 'Tên', kind: 'text', width: 28 },
  { header: 'Địa chỉ', kind: 'text', width: 44 },
  { header: 'Đơn vị', kind: 'text', width: 10 },
  { header: 'Mã xã', kind: 'text', width: 10 },
] as const satisfies Column[];

export const customerCells = (row: CustomerRow) => [
  row.code,
  row.name,
  row.address,
  row.unit_code,
  row.commune_code,
];

export function pageAsked(query: { after?: string; limit?: string }): CursorPage {
  return { after: query.after ?? null, limit: Math.min(Number(query.limit ?? 50), 200) };
}

/** A page, and the cursor behind it where it is full. */
export function answerPage<Row>(
  rows: Row[],
  page: CursorPage,
  cursorOf: (row: Row) => string,
): Answered<Row> {
  const last = rows.at(-1);
  return { rows, next: last && rows.length === page.limit ? cursorOf(last) : null };
}

/** The one sheet of a list as a workbook. */
export type CustomerSheet<Row> = Omit<Workbook['sheets'][number], 'rows'> & {
  fileName: string;
  cells: (row: Row) => readonly (string | number | bigint | null)[];
};

/** What a list of customers needs to be asked for page by page, or whole as a workbook. */
export interface CustomerList<Row, Line, Head extends object> {
  read: (page: CursorPage) => Promise<Answered<Row>>;
  /** What a page says beside its rows: how many there are in all. */
  head: () => Promise<Head> | Head;
  present: (row: Row) => Line;
  sheet: () => Promise<CustomerSheet<Row>> | CustomerSheet<Row>;
}

/** A list as a route gives it: the workbook where that is asked for, else a page. */
export async function answerList<Row, Line, Head extends object>(
  reply: FastifyReply,
  query: { after?: string; limit?: string; format?: string },
  { read, head, present, sheet }: CustomerList<Row, Line, Head>,
) {
  if (query.format) return sendList(reply, { ...(await sheet()), read });
  const { rows, next } = await read(pageAsked(query));
  return { ...(await head()), rows: rows.map(present), next };
}

const exportLimit = 1_000_000;
const exportPage = 5_000;

/** The whole list as a workbook of one sheet, read page by page. */
export function sendList<Row>(
  reply: FastifyReply,
  list: CustomerSheet<Row> & { read: (page: CursorPage) => Promise<Answered<Row>> },
): FastifyReply {
  const { fileName, read, cells, ...sheet } = list;
  return sendXlsx(reply, { fileName, sheets: [{ ...sheet, rows: everyRow(read, cells) }] });
}

async function* everyRow<Row, Cells>(
  read: (page: CursorPage) => Promise<Answered<Row>>,
  cells: (row: Row) => Cells,
) {
  let after: string | null = null;
  for (let written = 0; written < exportLimit; written += exportPage) {
    const { rows, next }: Answered<Row> = await read({ after, limit: exportPage });
    for (const row of rows) yield cells(row);
    if (next === null) return;
    after = next;
  }
}
