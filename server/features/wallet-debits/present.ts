import type { AgreementRow } from './agreement-queries.ts';
import type { ProgressRow } from './debit-queries.ts';

export function presentAgreement(row: AgreementRow) {
  const isOpen = row.state === 'offered';
  return {
    mandate: String(row.mandate_id),
    account: row.account_code,
    provider: row.provider,
    reference: row.reference,
    state: row.state,
    link: isOpen ? row.link : null,
    qrContent: isOpen ? row.qr_content : null,
    max: row.max_vnd === 0n ? null : String(row.max_vnd),
    holder: row.holder,
    bindingId: row.binding_id,
    failure: row.failure,
    attention: row.attention,
    expiresAt: row.expires_at.toISOString(),
    offeredBy: row.offered_by,
    offeredAt: row.offered_at.toISOString(),
    boundAt: row.bound_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

export function presentProgress(rows: readonly ProgressRow[]) {
  const part = (state: ProgressRow['state']) => {
    const found = rows.find((row) => row.state === state);
    return { debits: found?.debits ?? 0, amount: String(found?.amount_vnd ?? 0n) };
  };
  return {
    waiting: part('waiting'),
    asked: part('asked'),
    paid: part('paid'),
    failed: part('failed'),
    attention: rows.reduce((sum, row) => sum + row.attention, 0),
  };
}
