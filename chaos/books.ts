import { sql } from 'kysely';
import { verifyLedger } from '../server/features/ledger/index.ts';
import { checkInvariants } from '../server/invariants.ts';
import { many } from '../server/platform/db.ts';
import type { Company } from '../server/platform/runtime.ts';

export interface BookedPayment {
  partner: string;
  reference: string;
  id: string;
  amountVnd: bigint;
  creditedVnd: bigint;
  state: string;
  /** On each bill: what was laid on it, and what of that was taken off again. */
  parts: { billId: string; laidVnd: bigint; takenVnd: bigint }[];
  /** What of it is customer credit (or was given back) now. */
  creditVnd: bigint;
  /** Credit that went to bills later. */
  appliedVnd: bigint;
}

export interface BookedHold {
  id: string;
  partner: string;
  reference: string;
  state: string;
  billIds: string[];
  amountVnd: bigint;
  /** Bills that say they are held by it. */
  holding: string[];
}

export interface Books {
  payments: BookedPayment[];
  claims: { partner: string; reference: string; kind: string; paymentId: string | null }[];
  reversals: { partner: string; reference: string; paymentReference: string }[];
  billTotals: Map<string, bigint>;
  holds: BookedHold[];
  /** Bills with more money on them than they ask for. */
  overpaidBills: { billId: string; totalVnd: bigint; laidVnd: bigint }[];
  brokenInvariants: string[];
  ledgerBreak: string | null;
  /** Customers of whose money somebody told that the journal does not hear: a gateway. It ends holds, as notices do. */
  toldElsewhere: ReadonlySet<string>;
}

/**
 * Reads the books by plain SQL, past the product, and lets the product check its own invariants and ledger chain.
 * Payments, references and reversals are those of `partners`, who keep the journal.
 */
export async function readBooks(company: Company, partners: readonly string[]): Promise<Books> {
  const invariants = await checkInvariants(company.db);
  const ledger = await verifyLedger(company.db);
  return {
    payments: await readPayments(company, partners),
    toldElsewhere: await readToldElsewhere(company, partners),
    claims: await many(
      company.db,
      sql<Books['claims'][number]>`
        select p.code as partner, c.reference, c.kind, c.payment_id::text as "paymentId"
        from payment_claims c join partners p on p.id = c.partner_id where p.code = any(${partners}::text[])`,
    ),
    reversals: await many(
      company.db,
      sql<Books['reversals'][number]>`
        select t.code as partner, r.reference, p.reference as "paymentReference"
        from payment_reversals r join payments p on p.id = r.payment_id join partners t on t.id = p.partner_id
        where t.code = any(${partners}::text[])`,
    ),
    holds: await many(
      company.db,
      sql<BookedHold>`
        select h.id::text as id, p.code as partner, h.reference, h.state, h.bill_ids::text[] as "billIds",
          h.amount_vnd as "amountVnd", array(select b.id::text from bills b where b.hold_id = h.id) as holding
        from holds h join partners p on p.id = h.partner_id`,
    ),
    billTotals: await readTotals(company),
    overpaidBills: await many(
      company.db,
      sql<Books['overpaidBills'][number]>`
        select b.id::text as "billId", b.total_vnd as "totalVnd", sum(a.amount_vnd)::bigint as "laidVnd"
        from bills b join allocations a on a.bill_root_id = b.root_id where b.is_current
        group by b.id, b.total_vnd having sum(a.amount_vnd) > b.total_vnd or sum(a.amount_vnd) < 0`,
    ),
    brokenInvariants: invariants.filter(({ breaks }) => breaks > 0).map(({ name }) => name),
    ledgerBreak: ledger.firstBreak,
  };
}

async function readTotals(company: Company): Promise<Map<string, bigint>> {
  const rows = await many(
    company.db,
    sql<{
      id: string;
      totalVnd: bigint;
    }>`select id::text as id, total_vnd as "totalVnd" from bills where is_current`,
  );
  return new Map(rows.map(({ id, totalVnd }) => [id, totalVnd]));
}

async function readToldElsewhere(company: Company, partners: readonly string[]): Promise<Set<string>> {
  const rows = await many(
    company.db,
    sql<{ code: string }>`
      select distinct c.code from payments p join partners t on t.id = p.partner_id
      join customers c on c.id = p.customer_id where t.code <> all(${partners}::text[])`,
  );
  return new Set(rows.map(({ code }) => code));
}

async function readPayments(company: Company, partners: readonly string[]): Promise<BookedPayment[]> {
  const payments = await many(
    company.db,
    sql<Omit<BookedPayment, 'parts'>>`
      select t.code as partner, p.reference, p.id::text as id, p.amount_vnd as "amountVnd",
        p.credited_vnd as "creditedVnd", p.state, coalesce(c.s, 0)::bigint as "creditVnd",
        coalesce(c.applied, 0)::bigint as "appliedVnd"
      from payments p join partners t on t.id = p.partner_id
      left join (select payment_id, sum(amount_vnd) as s, -sum(amount_vnd) filter (where reason = 'applied') as applied
                 from customer_credits group by 1) c on c.payment_id = p.id
      where t.code = any(${partners}::text[]) order by p.id`,
  );
  const parts = await many(
    company.db,
    sql<{ paymentId: string; billId: string; laidVnd: bigint; takenVnd: bigint }>`
      select a.payment_id::text as "paymentId", b.id::text as "billId",
        coalesce(sum(a.amount_vnd) filter (where a.amount_vnd > 0), 0)::bigint as "laidVnd",
        coalesce(-sum(a.amount_vnd) filter (where a.amount_vnd < 0), 0)::bigint as "takenVnd"
      from allocations a left join bills b on b.root_id = a.bill_root_id and b.is_current
      group by a.payment_id, b.id`,
  );
  const byPayment = Map.groupBy(parts, ({ paymentId }) => paymentId);
  return payments.map((payment) => ({ ...payment, parts: byPayment.get(payment.id) ?? [] }));
}
