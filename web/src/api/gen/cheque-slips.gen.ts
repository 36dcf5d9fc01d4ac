// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type ChequeSlip = {
  id: string;
  number: string;
  reference: string;
  account: string;
  depositedOn: string;
  madeBy: string;
  cheques: number;
  /** Whole VND, decimal digits */
  amount: string;
  /** Whole VND, decimal digits */
  cleared: string;
  bounced: number;
};

/** GET /cheque-slips */
export type GetChequeSlipsQuery = { after?: string };

/** GET /cheque-slips */
export type GetChequeSlipsAnswer = { rows: ChequeSlip[]; next: string | null };

/** POST /cheque-slips */
export type PostChequeSlipsBody = { account: string; cheques: string[] };

/** POST /cheque-slips */
export type PostChequeSlipsAnswer = ChequeSlip;

/** GET /cheque-slips/{id}/file */
export type GetChequeSlipsIdFileAnswer = undefined;
