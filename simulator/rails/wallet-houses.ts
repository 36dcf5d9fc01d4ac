import type { BankHabit, DebitHabit, MtDialect } from '../banks/habit.ts';
import { bankOf } from '../banks/roster.ts';

/** Wallets keep no accounts for the company: they only debit their own customers. */
const none: MtDialect = { kind: 'mt940', envelope: false, information: 'plain' };
const byTable: DebitHabit = {
  takes: 'csv',
  answers: 'csv',
  files: 1,
  after: 0,
  twice: false,
  failing: 4,
};

function wallet(code: string, name: string, bin: string, debits: Partial<DebitHabit>): BankHabit {
  const own = { creditsAfter: 0, batches: false, texts: 'SePay', statement: none } as const;
  return { code, name: `${name} (mô phỏng)`, bin, ...own, debits: { ...byTable, ...debits } };
}

/** Whoever debits customers' accounts or wallets on the company's behalf. */
export const debitHouses: readonly BankHabit[] = [
  ...['NONGTHON', 'HONGLINH', 'SONGLA', 'LAMGIANG', 'THIENCAM', 'BENTHUY'].map(bankOf),
  wallet('MOMO', 'Ví MoMo', '971991', {
    columns: [
      { header: 'partnerRefId', field: 'reference' },
      { header: 'customerNumber', field: 'account' },
      { header: 'billId', field: 'customerCode' },
      { header: 'amount', field: 'amount' },
      { header: 'description', field: 'content' },
    ],
  }),
  wallet('ZALOPAY', 'Ví ZaloPay', '971992', { after: 1 }),
];
