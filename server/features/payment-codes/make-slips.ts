import { firstDayOf } from '../../../core/dates.ts';
import { ensure } from '../../platform/errors.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { findUnit, listUnitsBelow } from '../companies/index.ts';
import { getCustomer } from '../customers/index.ts';
import { ensureInScope, staffError, type StaffContext } from '../staff/index.ts';
import { codeError } from './errors.ts';
import * as queries from './queries.ts';
import { codeRow, readQrAccount, type CodedBill, type QrAccount } from './read-codes.ts';
import { slipDocument, type SlipsPerPage } from './slip-document.ts';

export interface SlipWish {
  customer?: string | undefined;
  unit?: string | undefined;
  commune?: string | undefined;
  village?: string | undefined;
  book?: string | undefined;
  period?: string | undefined;
}

/** What one file holds at most: a page is laid out in a thread of its own, and a file is held in memory. */
const slipsPerFile = 200;

/** How many slips a wish makes, and in which files of at most `slipsPerFile`. Throws `payment_codes.too_wide` and what is wrong with a place. */
export async function surveySlips(staff: StaffContext, wish: SlipWish, at: Date) {
  const account = await readQrAccount(staff.db);
  const filter = await toFilter(staff, wish, account, at);
  const { slips, customers, open_vnd: openVnd } = await queries.countSlips(staff.db, filter);
  const places = await queries.listSlipParts(staff.db, filter, slipsPerFile);
  return {
    account,
    slips,
    customers,
    openVnd,
    parts: places.map(({ code, billId }, index) => ({
      from: `${code}.${billId}`,
      slips: Math.min(slipsPerFile, slips - index * slipsPerFile),
    })),
  };
}

export interface SlipFileWish extends SlipWish {
  from?: string | undefined;
  perPage: SlipsPerPage;
  masked: boolean;
}

/**
 * One file of slips, for bills that can be paid by a code now. Throws also `payment_codes.no_account` and
 * `nothing_open`.
 */
export async function makeSlips(staff: StaffContext, wish: SlipFileWish, at: Date): Promise<PdfDocument> {
  const account = await readQrAccount(staff.db);
  ensure(account, codeError('payment_codes.no_account'));
  const filter = await toFilter(staff, wish, account, at);
  const rows = await queries.listSlips(staff.db, filter, { from: placeOf(wish.from), limit: slipsPerFile });
  const slips = rows.map((row) => codeRow(account, row, at)).filter(isPayable);
  ensure(slips.length > 0, codeError('payment_codes.nothing_open'));
  return slipDocument({
    company: staff.company.name,
    account,
    slips,
    perPage: wish.perPage,
    masked: wish.masked,
    at,
    now: staff.now,
  });
}

function isPayable(coded: CodedBill): coded is CodedBill & { code: { state: 'payable' } } {
  return coded.code.state === 'payable';
}

function placeOf(from: string | undefined): queries.SlipPlace | undefined {
  const [code, billId] = from?.split('.') ?? [];
  return code === undefined || billId === undefined ? undefined : { code, billId: BigInt(billId) };
}

async function toFilter(
  staff: StaffContext,
  wish: SlipWish,
  account: QrAccount | undefined,
  at: Date,
): Promise<queries.SlipFilter> {
  const { customer, unit: unitCode, commune, village, book, period } = wish;
  const named = customer ?? unitCode ?? commune ?? village ?? book;
  ensure(named !== undefined, codeError('payment_codes.too_wide'));
  const whose = customer === undefined ? undefined : await getCustomer(staff, customer);
  return {
    units: staff.scope,
    partnerId: account?.partnerId ?? 0n,
    at,
    unitIds: unitCode === undefined ? undefined : await unitsOf(staff, unitCode),
    customerId: whose?.id,
    communeCode: commune,
    villageId: village === undefined ? undefined : BigInt(village),
    bookCode: book,
    period: period === undefined ? undefined : firstDayOf(period),
  };
}

async function unitsOf(staff: StaffContext, code: string): Promise<bigint[]> {
  const unit = await findUnit(staff.db, code, staff.businessDate);
  ensure(unit, staffError('staff.outside_scope', { unit: code }));
  ensureInScope(staff, unit.id);
  return listUnitsBelow(staff.db, unit.id, staff.businessDate);
}
