import type { MandateRow } from './queries.ts';

export function presentMandate(row: MandateRow) {
  return {
    id: String(row.id),
    number: row.number,
    customerCode: row.customer_code,
    customerName: row.customer_name,
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    account: row.account,
    holder: row.holder,
    state: row.state,
    mode: row.mode,
    fixedDay: row.fixed_day,
    limit: row.limit_vnd === null ? null : String(row.limit_vnd),
    source: row.source,
    signedOn: row.signed_on,
    consentBy: row.consent_by,
    consentPaper: row.consent_paper,
    consentSha256: row.consent_sha256,
    expiresOn: row.expires_on,
    replaces: row.replaces_number,
    stateReason: row.state_reason,
    attention: row.attention,
    attentionOn: row.attention_on,
    madeBy: row.made_by,
    changedAt: row.changed_at.toISOString(),
  };
}
