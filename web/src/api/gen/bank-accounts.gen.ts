// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { BankAccount } from './shared.gen.ts';

/** PUT /bank-accounts/{number} */
export type PutBankAccountsNumberBody = { bankName: string; transferPartner: string | null };

/** PUT /bank-accounts/{number} */
export type PutBankAccountsNumberAnswer = BankAccount;
