import { isAccount, isBankBin } from '../../../core/qr/read-account.ts';
import { normalizeText } from '../../../core/text.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { normalizeAccount } from './account-number.ts';
import { statementError } from './errors.ts';
import { findTransferPartner, listAccounts, saveAccount, saveQr, type AccountRow } from './import-queries.ts';

export interface AccountDeclaration {
  number: string;
  bankName: string;
  /** Code of a partner of kind `own` with channel `vietqr`; null: transfers to this account are nobody's payments. */
  transferPartner: string | null;
  /** Bank and holder as QR codes name them; null: not on QR codes. Left out: as it was. One account is on them at a time. */
  qr?: { bankBin: string; holder: string } | null | undefined;
  by: string;
  now: Date;
  requestId?: string;
}

/** Declares an account of the company, or changes it. Throws `statements.bad_account` with the field. */
export async function declareAccount(db: Db, asked: AccountDeclaration): Promise<AccountRow> {
  const { bankName, transferPartner, qr, by, now, requestId } = asked;
  const number = normalizeAccount(asked.number);
  ensure(/^[A-Z0-9]{4,34}$/.test(number), bad('number'));
  ensure(bankName.trim() !== '', bad('bankName'));
  ensure(!qr || isBankBin(qr.bankBin), bad('qr.bankBin'));
  ensure(!qr || qr.holder.trim() !== '', bad('qr.holder'));
  ensure(!qr || isAccount(number, 'account'), bad('number'));
  return transaction(db, async (tx) => {
    const partner = transferPartner === null ? undefined : await findTransferPartner(tx, transferPartner);
    ensure(transferPartner === null || partner, bad('transferPartner'));
    // The bank has credited the money already: a partner that settles would owe it a second time.
    const fits = !partner || (partner.kind === 'own' && partner.channels.includes('vietqr'));
    ensure(fits, bad('transferPartner'));
    const transferPartnerId = partner?.id ?? null;
    const before = (await listAccounts(tx)).find((row) => row.number === number);
    // A code leads money only to where it becomes a payment.
    ensure(
      transferPartnerId !== null || !(qr ?? (qr === undefined && before?.on_qr)),
      bad('transferPartner'),
    );
    await saveAccount(tx, { number, bankName: bankName.trim(), transferPartnerId, by, now });
    if (qr !== undefined) await saveQr(tx, number, qr && { ...qr, holder: normalizeText(qr.holder) });
    await recordAudit(tx, {
      actor: by,
      action: 'bank_account.declared',
      subject: `bank_account:${number}`,
      detail: { bankName, transferPartner, ...(qr !== undefined && { qr }) },
      ...(requestId !== undefined && { requestId }),
    });
    const account = (await listAccounts(tx)).find((row) => row.number === number);
    if (!account) throw new Error('the account was not saved');
    return account;
  });
}

function bad(field: string) {
  return statementError('statements.bad_account', { field });
}
