import { addDays, type BusinessDate } from '../../core/dates.ts';
import type { Desk } from '../accountant.ts';
import { collectionAccount } from '../bank.ts';
import type { BankBooks } from './books.ts';
import { bankOf, banks } from './roster.ts';

/** An account of the power company with one of the banks. */
export interface CompanyAccount {
  bank: string;
  number: string;
  /** Code of the partner that customers' own transfers count for. */
  transferPartner: string | null;
}

/** A partner of no house of its own stands behind customers' transfers: the money is the company's already. */
export const qrPartner = 'VIETQR';
const mainBank = 'NONGTHON';
const qrBank = 'HONGLINH';
const carriedForwardVnd = 25_000_000n;

/** Where the company's accounts are: with each bank that collects for it, and one beside them for QR transfers. */
export function accountsAt(collecting: readonly string[]): CompanyAccount[] {
  const own = collecting
    .filter((code) => code !== mainBank && banks.some((bank) => bank.code === code))
    .map((bank) => ({ bank, number: `${bankOf(bank).bin}001188`, transferPartner: null }));
  return [
    { bank: mainBank, number: collectionAccount, transferPartner: null },
    ...own,
    { bank: qrBank, number: `${bankOf(qrBank).bin}868686`, transferPartner: qrPartner },
  ];
}

/** Of the demo: an account with each bank that writes unlike the others; the rest pay to the main account. */
const banksOfDemo = [mainBank, qrBank, 'SONGLA', 'LAMGIANG', 'HOANHSON', 'BENTHUY'];

export function accountsOfDemo(collecting: readonly string[]): CompanyAccount[] {
  return accountsAt(collecting.filter((code) => banksOfDemo.includes(code)));
}

/** A bank pays within its own house, everybody else to the main account. */
export function accountOf(accounts: readonly CompanyAccount[], partner: string | null): CompanyAccount {
  const own = accounts.find(({ bank, transferPartner }) => bank === partner && transferPartner === null);
  return own ?? accounts[0]!;
}

export function qrAccountOf(accounts: readonly CompanyAccount[]): CompanyAccount {
  const found = accounts.find(({ transferPartner }) => transferPartner !== null);
  if (!found) throw new Error('no account takes QR transfers');
  return found;
}

/** Declares the accounts, and has them hold something the day before. */
export async function openAccounts(
  desk: Desk,
  books: BankBooks,
  accounts: readonly CompanyAccount[],
  from: BusinessDate,
): Promise<void> {
  const before = addDays(from, -1);
  for (const { bank, number, transferPartner } of accounts) {
    const bankName = bankOf(bank).name;
    const qr =
      transferPartner === null ? {} : { qr: { bankBin: bankOf(bank).bin, holder: 'Công ty Điện lực' } };
    await desk.ask('PUT', `/bank-accounts/${number}`, { bankName, transferPartner, ...qr });
    books.credit({
      account: number,
      bookedOn: before,
      amountVnd: carriedForwardVnd,
      reference: `SD${number}`,
      payer: '',
      text: 'SO DU CHUYEN SANG',
    });
    // What lies behind is no statement of ours.
    books.noteStatement(number, before);
  }
}
