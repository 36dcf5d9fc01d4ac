/** What a bank's own CSV of debits may say of each. */
export const debitFields = [
  'reference',
  'customerCode',
  'customerName',
  'account',
  'holder',
  'amount',
  'billId',
  'period',
  'dueOn',
  'collectOn',
  'mandate',
  'content',
] as const;
export type DebitField = (typeof debitFields)[number];

export interface DebitColumn {
  header: string;
  field: DebitField;
}

/** Of banks that ask for no order of their own. */
export const usualColumns: readonly DebitColumn[] = [
  { header: 'MA_THAM_CHIEU', field: 'reference' },
  { header: 'MA_KHANG', field: 'customerCode' },
  { header: 'TEN_CHU_TK', field: 'holder' },
  { header: 'SO_TK', field: 'account' },
  { header: 'SO_TIEN', field: 'amount' },
  { header: 'KY_HOA_DON', field: 'period' },
  { header: 'SO_UY_QUYEN', field: 'mandate' },
  { header: 'NOI_DUNG', field: 'content' },
];
