import { sql } from 'kysely';
import type { DebitColumn } from '../../../core/mandates/debit-columns.ts';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';

export type DebitFileFormat = 'pain.008.001.02' | 'pain.008.001.08' | 'csv';
/** `wallet`: no file; each debit is sent to the provider by itself. */
export type DebitFormat = DebitFileFormat | 'wallet';

/** How a bank is asked. Kept with each run as it was. */
export interface DebitTerms {
  format: DebitFormat;
  /** Of `csv`; empty: the usual ones. */
  columns: DebitColumn[];
  /** Our account at the bank. */
  creditorAccount: string;
  bankBin: string;
  bankBic: string | null;
  schemeId: string | null;
  /** Days of the month on which the bank takes a file; empty: every working day. */
  runDays: number[];
  /** Working days until the next try, one for each. */
  retryDays: number[];
  /** Working days within which the bank answers. */
  resultDays: number;
  /** Working days before a debit on which its payer is told; 0: not at all. */
  noticeDays: number;
  /** Nothing is debited before its notice was handed over. */
  noticeRequired: boolean;
}

export interface TermsRow extends DebitTerms {
  partnerId: bigint;
  partnerCode: string;
  partnerName: string;
  partnerKind: string;
}

const selectTerms = sql`
  select t.partner_id as "partnerId", p.code as "partnerCode", p.name as "partnerName", p.kind as "partnerKind",
         t.format, t.columns, t.creditor_account as "creditorAccount", t.bank_bin as "bankBin", t.bank_bic as "bankBic",
         t.scheme_id as "schemeId", t.run_days as "runDays", t.retry_days as "retryDays", t.result_days as "resultDays",
         t.notice_days as "noticeDays", t.notice_required as "noticeRequired"
  from debit_terms t join partners p on p.id = t.partner_id`;

export async function listTerms(on: Queryable): Promise<TermsRow[]> {
  return many(on, sql<TermsRow>`${selectTerms} order by p.code`);
}

export async function findTerms(on: Queryable, partnerCode: string): Promise<TermsRow | undefined> {
  return find(on, sql<TermsRow>`${selectTerms} where p.code = ${partnerCode}`);
}

export async function upsertTerms(
  tx: Tx,
  partnerId: bigint,
  terms: DebitTerms,
  by: string,
  now: Date,
): Promise<void> {
  await run(
    tx,
    sql`
      insert into debit_terms (partner_id, format, columns, creditor_account, bank_bin, bank_bic, scheme_id, run_days,
                               retry_days, result_days, notice_days, notice_required, set_by, set_at)
      values (${partnerId}, ${terms.format}, ${JSON.stringify(terms.columns)}::jsonb, ${terms.creditorAccount},
              ${terms.bankBin}, ${terms.bankBic}, ${terms.schemeId}, ${terms.runDays}::smallint[],
              ${terms.retryDays}::smallint[], ${terms.resultDays}, ${terms.noticeDays},
              ${terms.noticeRequired}, ${by}, ${now})
      on conflict (partner_id) do update set format = excluded.format, columns = excluded.columns,
        creditor_account = excluded.creditor_account, bank_bin = excluded.bank_bin, bank_bic = excluded.bank_bic,
        scheme_id = excluded.scheme_id, run_days = excluded.run_days, retry_days = excluded.retry_days,
        result_days = excluded.result_days, notice_days = excluded.notice_days,
        notice_required = excluded.notice_required, set_by = excluded.set_by, set_at = excluded.set_at`,
  );
}
