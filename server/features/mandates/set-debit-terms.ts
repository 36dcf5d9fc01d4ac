import { debitFields, type DebitColumn } from '../../../core/mandates/debit-columns.ts';
import { parseAccount } from '../../../core/mandates/life.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { mandateError } from './errors.ts';
import { findDebitPartner } from './queries.ts';
import { upsertTerms, type DebitTerms } from './terms-queries.ts';

/** What nobody said of notices: the payer is told a working day before, and not being told stops nothing. */
type GivenTerms = Omit<DebitTerms, 'noticeDays' | 'noticeRequired'> &
  Partial<Pick<DebitTerms, 'noticeDays' | 'noticeRequired'>>;

/** Who sets terms: a member of staff, or an operator on the command line. */
interface TermsSetter {
  db: Db;
  login: string;
  now: Date;
  requestId?: string;
}

/**
 * Says how a bank is asked to debit; runs that are made already keep the terms they were made by. Throws
 * `mandates.unknown_partner`, `bad_account`, `bad_columns`, `notice_needs_days`.
 */
export async function setDebitTerms(
  staff: TermsSetter,
  partnerCode: string,
  given: GivenTerms,
): Promise<void> {
  const partner = await findDebitPartner(staff.db, partnerCode);
  ensure(partner, mandateError('mandates.unknown_partner', { partner: partnerCode }));
  const account = parseAccount(given.creditorAccount);
  ensure(account, mandateError('mandates.bad_account'));
  ensure(given.format !== 'csv' || areWhole(given.columns), mandateError('mandates.bad_columns'));
  const { noticeDays = 1, noticeRequired = false } = given;
  ensure(!noticeRequired || noticeDays > 0, mandateError('mandates.notice_needs_days'));
  const terms = { ...given, creditorAccount: account, noticeDays, noticeRequired };
  await transaction(staff.db, async (tx) => {
    await upsertTerms(tx, partner.id, terms, staff.login, staff.now);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'mandates.terms_set',
      subject: `partner:${partner.code}`,
      detail: { ...terms },
      ...(staff.requestId !== undefined && { requestId: staff.requestId }),
    });
  });
}

/** A bank cannot debit without these three; a heading that stands twice could not be told apart. */
function areWhole(columns: readonly DebitColumn[]): boolean {
  if (columns.length === 0) return true;
  const fields = new Set(columns.map(({ field }) => field));
  const headers = new Set(columns.map(({ header }) => header.trim().toLowerCase()));
  const known = columns.every(({ field }) => debitFields.includes(field));
  return (
    known &&
    headers.size === columns.length &&
    !headers.has('') &&
    (['reference', 'account', 'amount'] as const).every((field) => fields.has(field))
  );
}
