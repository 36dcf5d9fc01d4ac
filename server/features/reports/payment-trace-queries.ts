import { sql, type RawBuilder } from 'kysely';
import type { Channel, Tender } from '../../../core/channels.ts';
import { find, type Queryable } from '../../platform/db.ts';

/** Amounts inside are decimal strings and instants ISO strings, as JSON carries them. */
export interface TraceRow {
  id: bigint;
  reference: string;
  partner_code: string;
  partner_name: string;
  partner_kind: string;
  channel: Channel;
  tender: Tender | null;
  intent: 'request' | 'notice';
  state: 'accepted' | 'reversed';
  amount_vnd: bigint;
  credited_vnd: bigint;
  business_on: string;
  settles_on: string;
  occurred_at: Date;
  recorded_at: Date;
  claimed_at: Date | null;
  request_hash: Buffer | null;
  customer_code: string | null;
  customer_name: string | null;
  customer_unit_id: bigint | null;
  unit_name: string | null;
  allocations: TracedAllocation[];
  credits: TracedCredit[];
  transfers: TracedTransfer[];
  settlement: TracedWindow | null;
  receipts: TracedReceipt[];
  clearing: TracedClearing[];
  reversal: { reference: string; reason: string; at: string; settlesOn: string } | null;
  refunds: TracedRefund[];
  corrections: TracedCorrection[];
  differences: TracedDifference[];
}

export interface TracedAllocation {
  externalId: string;
  period: string;
  customerCode: string;
  /** For a bill issued here, which the billing system is not told of. */
  issuedHere: boolean;
  amount: string;
  at: string;
}

export interface TracedCredit {
  reason: string;
  customerCode: string | null;
  amount: string;
  at: string;
}

export interface TracedTransfer {
  kind: string;
  debitCode: string;
  debitOf: string | null;
  creditCode: string;
  creditOf: string | null;
  amount: string;
  at: string;
  sealId: string | null;
  sealHash: string | null;
  sealedAt: string | null;
}

export interface TracedWindow {
  id: string;
  state: 'open' | 'closed' | 'agreed' | 'money_in' | 'settled';
  dueOn: string;
  closedAt: string | null;
  agreedAt: string | null;
  moneyInAt: string | null;
  settledAt: string | null;
  expected: string | null;
  received: string;
  carried: string;
}

export interface TracedReceipt {
  bankReference: string;
  bookedOn: string | null;
  amount: string;
  rule: string;
}

export interface TracedClearing {
  seq: string;
  kind: 'clear' | 'unclear';
  externalId: string;
  amount: string;
  state: 'waiting' | 'cleared' | 'refused' | 'failed';
  attempts: number;
  at: string;
  answeredAt: string | null;
  answerCode: string | null;
  answerDetail: string | null;
}

export interface TracedRefund {
  id: string;
  way: 'partner' | 'bank';
  state: 'requested' | 'approved' | 'paid' | 'rejected' | 'cancelled';
  amount: string;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  paidAt: string | null;
}

export interface TracedCorrection {
  fromCustomer: string | null;
  toCustomer: string;
  amount: string;
  reason: string;
  by: string;
  at: string;
}

export interface TracedDifference {
  id: string;
  lane: string;
  state: 'open' | 'waiting' | 'asked' | 'approval' | 'resolved';
  resolution: string | null;
  foundAt: string;
  resolvedAt: string | null;
  owner: string | null;
}

/** How many bank credits of a window are named; a window of a day has one or a few. */
const receiptLimit = 20;

/** A payment and everything that came of it, as of one moment: one statement, each part read by its own index. */
export async function findTrace(on: Queryable, paymentId: bigint): Promise<TraceRow | undefined> {
  return find(
    on,
    sql<TraceRow>`
      select p.id, p.reference, r.code as partner_code, r.name as partner_name, r.kind as partner_kind, p.channel,
             p.tender, p.intent, p.state, p.amount_vnd, p.credited_vnd, p.business_on, p.settles_on, p.occurred_at,
             p.recorded_at, k.recorded_at as claimed_at, k.request_hash, c.code as customer_code,
             c.name as customer_name, c.org_unit_id as customer_unit_id, v.name as unit_name,
             ${moneyParts}, ${settlementParts}, ${laterParts}
      from payments p
      join partners r on r.id = p.partner_id
      left join payment_claims k on k.partner_id = p.partner_id and k.reference = p.reference and k.kind = 'payment'
      left join customers c on c.id = p.customer_id
      left join org_unit_versions v on v.org_unit_id = c.org_unit_id and v.valid @> p.business_on
      left join settlement_windows w on w.partner_id = p.partner_id and w.settles_on = p.settles_on
      where p.id = ${paymentId}`,
    { name: 'payment_trace' },
  );
}

/** What the payment was laid on, and how the books show it. */
const moneyParts: RawBuilder<unknown> = sql`
  coalesce((select json_agg(json_build_object('externalId', b.external_id, 'period', to_char(b.period, 'YYYY-MM'),
                     'customerCode', bc.code, 'issuedHere', b.import_id is null, 'amount', a.amount_vnd::text,
                     'at', a.recorded_at) order by a.id)
            from allocations a
            join bills b on b.id = (
              select v.id from bills v where v.root_id = a.bill_root_id order by v.version desc limit 1)
            join customers bc on bc.id = b.customer_id
            where a.payment_id = p.id), '[]') as allocations,
  coalesce((select json_agg(json_build_object('reason', cr.reason, 'customerCode', cc.code,
                     'amount', cr.amount_vnd::text, 'at', cr.recorded_at) order by cr.id)
            from customer_credits cr left join customers cc on cc.id = cr.customer_id
            where cr.payment_id = p.id), '[]') as credits,
  coalesce((select json_agg(json_build_object('kind', t.kind, 'amount', t.amount_vnd::text, 'at', t.recorded_at,
                     'debitCode', da.code, 'debitOf', coalesce(du.code, dp.name),
                     'creditCode', ca.code, 'creditOf', coalesce(cu.code, cp.name),
                     'sealId', s.id::text, 'sealHash', encode(s.hash, 'hex'), 'sealedAt', s.sealed_at)
                     order by t.xid, t.id)
            from transfers t
            join accounts da on da.id = t.debit_account_id
            left join org_units du on du.id = da.org_unit_id left join partners dp on dp.id = da.partner_id
            join accounts ca on ca.id = t.credit_account_id
            left join org_units cu on cu.id = ca.org_unit_id left join partners cp on cp.id = ca.partner_id
            left join lateral (select * from ledger_seals
                               where (upto_xid, upto_id) >= (t.xid, t.id) order by upto_xid, upto_id limit 1) s on true
            where t.payment_id = p.id), '[]') as transfers`;

/** The partner's day it belongs to, and the money of that day. */
const settlementParts: RawBuilder<unknown> = sql`
  case when w.id is not null then json_build_object('id', w.id::text, 'state', w.state, 'dueOn', w.due_on,
       'closedAt', w.closed_at, 'agreedAt', w.agreed_at, 'moneyInAt', w.money_in_at, 'settledAt', w.settled_at,
       'expected', w.expected_vnd::text, 'received', w.received_vnd::text, 'carried', w.carried_vnd::text)
  end as settlement,
  coalesce((select json_agg(json_build_object('bankReference', coalesce(bc.bank_reference, ''),
                     'bookedOn', bc.booked_on, 'amount', wr.amount_vnd::text, 'rule', wr.rule) order by wr.id)
            from (select * from window_receipts
                  where window_id = w.id and undoes_id is null
                    and not exists (select from window_receipts u where u.undoes_id = window_receipts.id)
                  order by id limit ${sql.lit(receiptLimit)}) wr
            left join bank_credits bc on bc.id = wr.bank_credit_id), '[]') as receipts,
  coalesce((select json_agg(json_build_object('seq', e.seq::text, 'kind', e.kind, 'externalId', e.bill_external_id,
                     'amount', e.amount_vnd::text, 'state', e.state, 'attempts', e.attempts, 'at', e.recorded_at,
                     'answeredAt', e.answered_at, 'answerCode', e.answer_code, 'answerDetail', e.answer_detail)
                     order by e.seq)
            from clearing_entries e where e.payment_id = p.id), '[]') as clearing`;

/** What happened to it afterwards. */
const laterParts: RawBuilder<unknown> = sql`
  (select json_build_object('reference', rv.reference, 'reason', rv.reason, 'at', rv.recorded_at,
                            'settlesOn', rv.settles_on)
   from payment_reversals rv where rv.payment_id = p.id) as reversal,
  coalesce((select json_agg(json_build_object('id', f.id::text, 'way', f.way, 'state', f.state,
                     'amount', f.amount_vnd::text, 'reason', f.reason, 'requestedBy', f.requested_by,
                     'requestedAt', f.requested_at, 'approvedBy', f.approved_by, 'approvedAt', f.approved_at,
                     'paidAt', f.paid_at) order by f.id)
            from refunds f where f.payment_id = p.id), '[]') as refunds,
  coalesce((select json_agg(json_build_object('fromCustomer', fc.code, 'toCustomer', tc.code,
                     'amount', x.amount_vnd::text, 'reason', x.reason, 'by', x.corrected_by, 'at', x.recorded_at)
                     order by x.id)
            from payment_corrections x left join customers fc on fc.id = x.from_customer_id
            join customers tc on tc.id = x.to_customer_id
            where x.payment_id = p.id), '[]') as corrections,
  coalesce((select json_agg(json_build_object('id', d.id::text, 'lane', d.lane, 'state', d.state,
                     'resolution', d.resolution, 'foundAt', d.found_at, 'resolvedAt', d.resolved_at,
                     'owner', d.owner) order by d.id)
            from differences d where d.payment_id = p.id), '[]') as differences`;
