import { createHash } from 'node:crypto';
import { addDays, firstDayOf, monthOf, type BusinessDate } from '../../../core/dates.ts';
import { maxVnd } from '../../../core/money.ts';
import { priceOn, reckonCharge, chargeKind, usualDueDays } from '../../../core/services.ts';
import { normalizeText } from '../../../core/text.ts';
import { transaction, type Queryable, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { describeCommune } from '../areas/index.ts';
import { recordAudit } from '../audit/index.ts';
import { issueBill } from '../bills/index.ts';
import { findUnit } from '../companies/index.ts';
import { addApplicant, getCustomer } from '../customers/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { servicesError } from './errors.ts';
import * as queries from './queries.ts';

/** Somebody who asks for a service and has no customer code yet, as taken down at the desk. */
export interface ApplicantDraft {
  name: string;
  address: string;
  unit: string;
  commune: string | null;
  kind: 'SH' | 'NSH';
  phone: string | null;
  taxCode: string | null;
}

export interface ChargeOrder {
  /** One of both. */
  customerCode: string | null;
  applicant: ApplicantDraft | null;
  service: string;
  quantity: number;
  /** Of one, before VAT; only where the price list says that the service is priced by estimate. */
  unitNetVnd: bigint | null;
  dueOn: BusinessDate | null;
  note: string | null;
}

export interface ChargePreview {
  price: queries.PriceRow;
  description: string;
  issuedOn: BusinessDate;
  dueOn: BusinessDate;
  unitNetVnd: bigint;
  netVnd: bigint;
  vatVnd: bigint;
  totalVnd: bigint;
  customer: { code: string; name: string } | null;
  /** Numbers of bills for the same service that this customer has not paid yet. */
  alreadyOpen: string[];
}

interface Prepared extends ChargePreview {
  whom: { customerId: bigint | null; orgUnitId: bigint };
}

/** What a bill would say, without issuing it. Throws as `issueCharge` does. */
export async function previewCharge(staff: StaffContext, order: ChargeOrder): Promise<ChargePreview> {
  return prepare(staff, order);
}

/**
 * Issues a bill for a service: the applicant, where there is one, the number, the bill with its receivable, and who did
 * it stand together or not at all. The same request key with the same content answers the same bill. Throws
 * `services.no_price`, `amount_needed`, `amount_is_listed`, `too_large`, `due_before_issue`, `for_whom`,
 * `unknown_unit`, `unknown_commune`, `request_conflict`, and `customers.unknown`, `staff.outside_scope`.
 */
export async function issueCharge(
  staff: StaffContext,
  order: ChargeOrder,
  requestKey: string,
): Promise<queries.ChargeRow> {
  const requestHash = hashOf(order);
  const id =
    (await findSame(staff.db, requestKey, requestHash)) ??
    (await writeOnce(staff, { order, prepared: await prepare(staff, order), requestKey, requestHash }));
  const bill = await queries.findCharge(staff.db, id, staff.businessDate);
  ensure(bill, servicesError('services.unknown_bill', { id: String(id) }));
  ensureInScope(staff, bill.org_unit_id);
  return bill;
}

async function findSame(on: Queryable, requestKey: string, requestHash: Buffer): Promise<bigint | undefined> {
  const earlier = await queries.findByRequest(on, requestKey);
  ensure(!earlier || earlier.request_hash.equals(requestHash), servicesError('services.request_conflict'));
  return earlier?.bill_id;
}

interface Writing {
  order: ChargeOrder;
  prepared: Prepared;
  requestKey: string;
  requestHash: Buffer;
}

async function writeOnce(staff: StaffContext, work: Writing): Promise<bigint> {
  return transaction(staff.db, async (tx) => {
    await queries.lockRequest(tx, work.requestKey);
    return (await findSame(tx, work.requestKey, work.requestHash)) ?? writeBill(tx, staff, work);
  });
}

async function prepare(staff: StaffContext, order: ChargeOrder): Promise<Prepared> {
  const today = staff.businessDate;
  const prices = (await queries.listPricesOf(staff.db, order.service)).map((row) => ({
    ...row,
    validFrom: row.valid_from,
  }));
  const price = priceOn(prices, order.service, today);
  ensure(price, servicesError('services.no_price', { service: order.service }));
  const isListed = price.net_vnd !== null;
  ensure(!isListed || order.unitNetVnd === null, servicesError('services.amount_is_listed'));
  const unitNetVnd = price.net_vnd ?? order.unitNetVnd;
  ensure(unitNetVnd !== null, servicesError('services.amount_needed'));
  const amounts = reckonCharge({ unitNetVnd, quantity: order.quantity, vatRate: price.vat_rate });
  ensure(amounts.totalVnd <= maxVnd, servicesError('services.too_large'));
  const dueOn = order.dueOn ?? addDays(today, usualDueDays);
  ensure(dueOn >= today && dueOn <= addDays(today, 366), servicesError('services.due_before_issue'));
  const { customer, whom } = await findWhom(staff, order);
  const times = order.quantity === 1 ? '' : ` (${order.quantity} ${price.counted_in})`;
  return {
    price,
    description: `${price.name}${times}`,
    issuedOn: today,
    dueOn,
    unitNetVnd,
    ...amounts,
    customer,
    whom,
    alreadyOpen:
      whom.customerId === null ? [] : await queries.listOpenCharges(staff.db, whom.customerId, order.service),
  };
}

async function findWhom(
  staff: StaffContext,
  { customerCode, applicant }: ChargeOrder,
): Promise<Pick<Prepared, 'customer' | 'whom'>> {
  ensure((customerCode === null) !== (applicant === null), servicesError('services.for_whom'));
  if (applicant) {
    const unit = await findUnit(staff.db, applicant.unit, staff.businessDate);
    ensure(unit, servicesError('services.unknown_unit', { unit: applicant.unit }));
    ensureInScope(staff, unit.id);
    if (applicant.commune !== null) {
      const commune = await describeCommune(staff.db, applicant.commune, 'present');
      ensure(commune, servicesError('services.unknown_commune', { commune: applicant.commune }));
    }
    return { customer: null, whom: { customerId: null, orgUnitId: unit.id } };
  }
  const { id, code, name, org_unit_id } = await getCustomer(staff, customerCode ?? '');
  return { customer: { code, name }, whom: { customerId: id, orgUnitId: org_unit_id } };
}

async function writeBill(tx: Tx, staff: StaffContext, work: Writing): Promise<bigint> {
  const { order, prepared, requestKey, requestHash } = work;
  const { price, whom, issuedOn, dueOn, netVnd, vatVnd, description } = prepared;
  const customerId = whom.customerId ?? (await takeDown(tx, staff, order.applicant!, whom.orgUnitId));
  const year = issuedOn.slice(0, 4);
  const number = await queries.takeNumber(tx, `DV${year}`);
  const externalId = `DV${year}-${String(number).padStart(6, '0')}`;
  const period = firstDayOf(monthOf(issuedOn));
  const billId = await issueBill(
    staff.db,
    tx,
    {
      externalId,
      customerId,
      orgUnitId: whom.orgUnitId,
      period,
      kind: chargeKind,
      description,
      issuedOn,
      dueOn,
      netVnd,
      vatRate: price.vat_rate,
      vatVnd,
    },
    staff.now,
  );
  const note = normalizeText(order.note ?? '') || null;
  await queries.insertCharge(tx, {
    billId,
    priceId: price.id,
    quantity: order.quantity,
    note,
    requestKey,
    requestHash,
    by: staff.login,
    now: staff.now,
  });
  await recordAudit(tx, {
    actor: staff.login,
    action: 'services.bill_issued',
    subject: `bill:${billId}`,
    detail: { number: externalId, service: order.service, quantity: order.quantity, net: String(netVnd) },
    requestId: staff.requestId,
  });
  return billId;
}

/** Applicants have codes of their own kind, `YC` and the year, that no customer of the billing system has. */
async function takeDown(
  tx: Tx,
  staff: StaffContext,
  applicant: ApplicantDraft,
  orgUnitId: bigint,
): Promise<bigint> {
  const series = `YC${staff.businessDate.slice(2, 4)}`;
  const code = `${series}${String(await queries.takeNumber(tx, series)).padStart(6, '0')}`;
  const { kind, commune: communeCode } = applicant;
  const text = (given: string | null): string | null => normalizeText(given ?? '') || null;
  return addApplicant(tx, {
    code,
    name: normalizeText(applicant.name),
    address: normalizeText(applicant.address),
    orgUnitId,
    communeCode,
    kind,
    phone: text(applicant.phone),
    taxCode: text(applicant.taxCode),
  });
}

/** What the form said, in one order of fields. */
function hashOf({
  customerCode,
  applicant,
  service,
  quantity,
  unitNetVnd,
  dueOn,
  note,
}: ChargeOrder): Buffer {
  const asked = applicant
    ? [
        applicant.name,
        applicant.address,
        applicant.unit,
        applicant.commune,
        applicant.kind,
        applicant.phone,
        applicant.taxCode,
      ]
    : customerCode;
  const said = [asked, service, quantity, unitNetVnd === null ? null : String(unitNetVnd), dueOn, note];
  return createHash('sha256').update(JSON.stringify(said)).digest();
}
