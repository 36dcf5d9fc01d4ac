import { searchKey } from '../../../core/text.ts';
import { ensure } from '../../platform/errors.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { findUnit, listUnitsBelow } from '../companies/index.ts';
import { ensureInScope, staffError, type StaffContext } from '../staff/index.ts';
import { listCustomers, type CustomerFilter, type CustomerListRow } from './queries.ts';

export interface CustomerQuery {
  /** Name with or without marks, code, or the last digits of a code. */
  query?: string | undefined;
  unit?: string | undefined;
  commune?: string | undefined;
}

const exportPage = 5_000;

/** One page of the customers this person may see, and the code behind which the next page begins. */
export async function searchCustomers(
  staff: StaffContext,
  question: CustomerQuery & { after: string; limit: number },
): Promise<{ rows: CustomerListRow[]; next: string | null }> {
  const filter = await toFilter(staff, question);
  const { after, limit } = question;
  const found = await listCustomers(staff.db, {
    ...filter,
    after,
    limit: limit + 1,
    onDate: staff.businessDate,
  });
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.code ?? null) : null };
}

/** What a question means for this person: parts of the search key, and the units asked for that they may see. */
export async function toFilter(staff: StaffContext, question: CustomerQuery): Promise<CustomerFilter> {
  const words = searchKey(question.query ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 8);
  return { words, units: await visibleUnits(staff, question.unit), commune: question.commune };
}

async function visibleUnits(
  staff: StaffContext,
  unitCode: string | undefined,
): Promise<CustomerFilter['units']> {
  if (!unitCode) return staff.scope;
  const unit = await findUnit(staff.db, unitCode, staff.businessDate);
  ensure(unit, staffError('staff.outside_scope', { unit: unitCode }));
  ensureInScope(staff, unit.id);
  return listUnitsBelow(staff.db, unit.id, staff.businessDate);
}

/** All customers of a search as a workbook, read page by page. */
export async function customerWorkbook(staff: StaffContext, question: CustomerQuery): Promise<Workbook> {
  const filter = await toFilter(staff, question);
  const pages = async function* () {
    for (let after = ''; ;) {
      const rows = await listCustomers(staff.db, {
        ...filter,
        after,
        limit: exportPage,
        onDate: staff.businessDate,
      });
      for (const row of rows)
        yield [row.code, row.name, row.address, row.unit_name, row.commune_name, row.kind];
      const last = rows.at(-1);
      if (!last || rows.length < exportPage) return;
      after = last.code;
    }
  };
  return {
    fileName: `khach-hang-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Khách hàng',
        title: `Khách hàng – ${staff.company.name}`,
        notes: [`Ngày ${staff.businessDate.split('-').reverse().join('/')}`],
        columns: [
          { header: 'Mã khách hàng', kind: 'text' },
          { header: 'Tên', kind: 'text', width: 32 },
          { header: 'Địa chỉ', kind: 'text', width: 48 },
          { header: 'Đơn vị', kind: 'text', width: 28 },
          { header: 'Xã, phường', kind: 'text', width: 24 },
          { header: 'Loại', kind: 'text', width: 8 },
        ],
        rows: pages(),
      },
    ],
  };
}
