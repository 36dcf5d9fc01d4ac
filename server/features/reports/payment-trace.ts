import { accountNames, type AccountCode } from '../../../core/postings.ts';
import { ensure } from '../../platform/errors.ts';
import { ensureInScope, ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { reportError } from './errors.ts';
import { findTrace, type TracedTransfer, type TraceRow } from './payment-trace-queries.ts';
import { moneyInOn, sayTrace } from './payment-trace-sentence.ts';

/**
 * One payment from the partner's request to the bank's money and the billing system, with a sentence to read out.
 * People of one unit see the state of the partner's day, not its money. Throws `reports.unknown_payment`.
 */
export async function tracePayment(staff: StaffContext, paymentId: bigint) {
  const trace = await findTrace(staff.db, paymentId);
  ensure(trace, reportError('reports.unknown_payment', { paymentId: String(paymentId) }));
  if (trace.customer_unit_id === null) ensureWholeCompany(staff);
  else ensureInScope(staff, trace.customer_unit_id);
  const { reversal, refunds, corrections, differences } = trace;
  return {
    id: String(trace.id),
    sentence: sayTrace(trace),
    request: presentRequest(trace),
    decision: {
      outcome: 'accepted' as const,
      recordedAt: trace.recorded_at.toISOString(),
      businessOn: trace.business_on,
      settlesOn: trace.settles_on,
      credited: String(trace.credited_vnd),
      allocations: trace.allocations.map(atInstant),
      credits: trace.credits.map(atInstant),
    },
    currentState: trace.state,
    transfers: trace.transfers.map(presentTransfer),
    settlement: presentSettlement(staff, trace),
    clearing: trace.clearing.map((entry) => ({
      ...atInstant(entry),
      answeredAt: instantOf(entry.answeredAt),
    })),
    later: {
      reversal: reversal && atInstant(reversal),
      refunds: refunds.map(presentRefund),
      corrections: corrections.map(atInstant),
      differences: differences.map(presentDifference),
    },
  };
}

function presentRequest(trace: TraceRow) {
  return {
    reference: trace.reference,
    partnerCode: trace.partner_code,
    partnerName: trace.partner_name,
    own: trace.partner_kind === 'own',
    channel: trace.channel,
    tender: trace.tender,
    intent: trace.intent,
    amount: String(trace.amount_vnd),
    occurredAt: trace.occurred_at.toISOString(),
    claimedAt: trace.claimed_at?.toISOString() ?? null,
    requestHash: trace.request_hash?.toString('hex') ?? null,
    customer:
      trace.customer_code === null
        ? null
        : { code: trace.customer_code, name: trace.customer_name ?? '', unitName: trace.unit_name },
  };
}

function presentTransfer({ at, sealId, sealHash, sealedAt, ...transfer }: TracedTransfer) {
  return {
    kind: transfer.kind,
    amount: transfer.amount,
    recordedAt: new Date(at).toISOString(),
    debit: presentAccount(transfer.debitCode, transfer.debitOf),
    credit: presentAccount(transfer.creditCode, transfer.creditOf),
    /** Null until the next seal is made; a few seconds. */
    seal:
      sealId === null || sealHash === null || sealedAt === null
        ? null
        : { id: sealId, hash: sealHash, sealedAt: new Date(sealedAt).toISOString() },
  };
}

function presentAccount(code: string, of: string | null) {
  return { code, name: accountNames[code as AccountCode], of };
}

function presentSettlement(staff: StaffContext, trace: TraceRow) {
  const { settlement } = trace;
  if (!settlement) return null;
  const { expected, received, carried, ...days } = settlement;
  const seesMoney = staff.scope === 'all';
  return {
    ...days,
    closedAt: instantOf(days.closedAt),
    agreedAt: instantOf(days.agreedAt),
    moneyInAt: instantOf(days.moneyInAt),
    settledAt: instantOf(days.settledAt),
    moneyInOn: moneyInOn(trace) ?? null,
    money: seesMoney ? { expected, received, carried } : null,
    receipts: seesMoney ? trace.receipts : [],
  };
}

function presentRefund(refund: TraceRow['refunds'][number]) {
  return {
    ...refund,
    requestedAt: new Date(refund.requestedAt).toISOString(),
    approvedAt: instantOf(refund.approvedAt),
    paidAt: instantOf(refund.paidAt),
  };
}

function presentDifference(difference: TraceRow['differences'][number]) {
  return {
    ...difference,
    foundAt: new Date(difference.foundAt).toISOString(),
    resolvedAt: instantOf(difference.resolvedAt),
  };
}

function atInstant<Row extends { at: string }>(row: Row): Row {
  return { ...row, at: new Date(row.at).toISOString() };
}

/** The database's JSON writes instants with its own offset; answers are in UTC. */
function instantOf(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}
