import { sql } from 'kysely';
import { firstDayOf, addMonths, monthOf, type BusinessDate } from '../../../core/dates.ts';
import { find, many, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { getCustomer } from '../customers/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { explainAmount, type ExplainedAmount, type FactsAsked } from '../tariffs/index.ts';
import { billError } from './errors.ts';
import { listBillsOfCustomer, type BillListRow } from './queries.ts';

export interface BillMonth {
  period: BusinessDate;
  energy_kwh: bigint;
  total_vnd: bigint;
  bills: number;
}

export interface ExplainedBill {
  bill: BillListRow;
  customer: { code: string; name: string; kind: string };
  /** Null for what is not the energy of a month: the tariff says nothing of it. */
  amount: ExplainedAmount | null;
  /** The energy bills of this month and the twelve before, months without one left out. */
  months: BillMonth[];
}

/** Active energy; every other kind has a price or a reason of its own. */
const energyKind = 'TD';

/**
 * A bill, what the tariff makes of it, and a year of months before it. Throws `bills.unknown`, `staff.outside_scope`,
 * `tariffs.…` for facts that make no sense.
 */
export async function explainBill(
  staff: StaffContext,
  id: bigint,
  asked: FactsAsked,
): Promise<ExplainedBill> {
  const owner = await findOwner(staff.db, id);
  ensure(owner, billError('bills.unknown', { id: String(id) }));
  const customer = await getCustomer(staff, owner.code);
  const bill = (await listBillsOfCustomer(staff.db, customer.id)).find((row) => row.id === id);
  ensure(bill, billError('bills.unknown', { id: String(id) }));
  const isEnergy = bill.kind === energyKind && bill.description === null;
  return {
    bill,
    customer,
    amount: isEnergy
      ? explainAmount(
          {
            energyKwh: bill.energy_kwh,
            issuedOn: bill.issued_on,
            netVnd: bill.net_vnd,
            vatVnd: bill.vat_vnd,
            totalVnd: bill.total_vnd,
            customerKind: customer.kind,
          },
          asked,
        )
      : null,
    months: await listMonths(staff.db, customer.id, bill.period),
  };
}

async function findOwner(on: Queryable, billId: bigint): Promise<{ code: string } | undefined> {
  return find(
    on,
    sql<{ code: string }>`
      select c.code from bills b join customers c on c.id = b.customer_id where b.id = ${billId}`,
  );
}

async function listMonths(on: Queryable, customerId: bigint, upto: BusinessDate): Promise<BillMonth[]> {
  const from = firstDayOf(addMonths(monthOf(upto), -12));
  return many(
    on,
    sql<BillMonth>`
      select period, sum(energy_kwh)::bigint as energy_kwh, sum(total_vnd)::bigint as total_vnd, count(*)::int as bills
      from bills
      where customer_id = ${customerId} and period between ${from}::date and ${upto}::date and is_current
        and kind = ${energyKind} and description is null
      group by period order by period`,
  );
}
