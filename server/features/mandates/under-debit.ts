import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { MandateState } from '../../../core/mandates/life.ts';
import { many, type Queryable } from '../../platform/db.ts';

/** How a customer stands with auto-debit now. */
export interface UnderDebit {
  customerId: bigint;
  /** The mandate by which the customer is debited. */
  mandate: { number: string; partnerName: string; account: string; state: MandateState } | null;
  /** The bank from which the customer moved here. */
  movedFrom: string | null;
  /** The mandate that is to take the place of this one, and is not active yet. */
  movingTo: { number: string; partnerName: string; state: MandateState } | null;
  /** Bills a bank was asked for and has not answered. */
  pending: { bills: number; amountVnd: bigint; answerDueOn: BusinessDate } | null;
  /** Bills of which the payer was told that they will be debited. */
  announced: { bills: number; amountVnd: bigint; debitOn: BusinessDate } | null;
  /** Whether to ask this customer for money: not as long as a debit is on its way. */
  mayRemind: boolean;
}

interface Row {
  customerId: bigint;
  number: string | null;
  partnerName: string | null;
  account: string | null;
  state: MandateState | null;
  movedFrom: string | null;
  nextNumber: string | null;
  nextPartner: string | null;
  nextState: MandateState | null;
  pendingBills: number;
  pendingVnd: bigint;
  answerDueOn: BusinessDate | null;
  announcedBills: number;
  announcedVnd: bigint;
  debitOn: BusinessDate | null;
}

/** Who is under debit, for a list of customers; each is answered once, also those who have nothing to do with it. */
export async function listUnderDebit(on: Queryable, customerIds: readonly bigint[]): Promise<UnderDebit[]> {
  const rows = await many(
    on,
    sql<Row>`
      select a.id as "customerId", m.number, p.name as "partnerName", m.account, m.state, q.name as "movedFrom",
             x.number as "nextNumber", y.name as "nextPartner", x.state as "nextState",
             d.bills as "pendingBills", d.vnd as "pendingVnd", d.due as "answerDueOn",
             n.bills as "announcedBills", n.vnd as "announcedVnd", n.debit_on as "debitOn"
      from unnest(${customerIds}::bigint[]) with ordinality a (id, place)
      left join lateral (
        select * from mandates where customer_id = a.id and state in ('active', 'suspended')
        order by state, id desc limit 1) m on true
      left join partners p on p.id = m.partner_id
      left join mandates o on o.id = m.replaces_id left join partners q on q.id = o.partner_id
      left join lateral (
        select * from mandates w where w.customer_id = a.id and w.state in ('draft', 'signed', 'sent')
        order by w.id desc limit 1) x on true
      left join partners y on y.id = x.partner_id
      cross join lateral (
        select count(*)::int as bills, coalesce(sum(i.amount_vnd), 0)::bigint as vnd, max(t.answer_due_on) as due
        from bills b join debit_items i on i.bill_root_id = b.root_id and i.state = 'pending'
        join debit_batches t on t.id = i.batch_id
        where b.customer_id = a.id and b.is_current) d
      cross join lateral (
        select count(*)::int as bills, coalesce(sum(e.amount_vnd), 0)::bigint as vnd, min(e.debit_on) as debit_on
        from bills b join debit_notices e on e.bill_root_id = b.root_id and e.state = 'handed_over'
        where b.customer_id = a.id and b.is_current and b.state in ('open', 'part_paid')) n
      order by a.place`,
  );
  return rows.map(toUnderDebit);
}

function toUnderDebit(row: Row): UnderDebit {
  const { number, partnerName, account, state, nextNumber, nextPartner, nextState } = row;
  const { answerDueOn, debitOn } = row;
  return {
    customerId: row.customerId,
    mandate:
      number !== null && partnerName !== null && account !== null && state !== null
        ? { number, partnerName, account, state }
        : null,
    movedFrom: row.movedFrom,
    movingTo:
      nextNumber !== null && nextPartner !== null && nextState !== null
        ? { number: nextNumber, partnerName: nextPartner, state: nextState }
        : null,
    pending:
      answerDueOn === null ? null : { bills: row.pendingBills, amountVnd: row.pendingVnd, answerDueOn },
    announced: debitOn === null ? null : { bills: row.announcedBills, amountVnd: row.announcedVnd, debitOn },
    mayRemind: answerDueOn === null && debitOn === null,
  };
}
