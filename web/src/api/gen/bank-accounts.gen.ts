// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { BankAccount } from './shared.gen.ts';

/** PUT /bank-accounts/{number} */
export type PutBankAccountsNumberBody = {
  bankName: string;
  transferPartner: string | null;
  /** Left out: as it was; null: not on QR codes */
  qr?: {
    /** The bank, as QR codes name it */
    bankBin: string;
    /** As printed under the code */
    holder: string;
  } | null;
};

/** PUT /bank-accounts/{number} */
export type PutBankAccountsNumberAnswer = BankAccount;
