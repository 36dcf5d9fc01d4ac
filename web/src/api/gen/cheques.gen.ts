// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Line, Receipt } from './shared.gen.ts';

export type ChequesChequeState = 'received' | 'deposited' | 'cleared' | 'bounced' | 'withdrawn';

export type Cheque = {
  id: string;
  state: ChequesChequeState;
  number: string;
  drawer: string;
  drawerAccount: string;
  draweeBank: string;
  draweeBranch: string;
  /** Whole VND, decimal digits */
  amount: string;
  issuedOn: string;
  presentBy: string;
  /** Not paid in, and the time of presentment is over */
  late: boolean;
  certified: boolean;
  customerCode: string;
  account: string;
  bills: number;
  receivedOn: string;
  receivedBy: string;
  note: string;
  slip: string | null;
  slipId: string | null;
  depositedOn: string | null;
  clearedOn: string | null;
  bouncedOn: string | null;
  bounceReason: ChequeBounceReason | null;
  bounceWords: string | null;
  bounceWordsEn: string | null;
  bounceNote: string;
  /** Whole VND, decimal digits */
  fee: string;
  feeBearer: 'company' | 'drawer' | null;
  withdrawnReason: string | null;
};

export type ChequeBounceReason =
  | 'insufficient_funds'
  | 'stopped'
  | 'account_closed'
  | 'signature_differs'
  | 'words_differ'
  | 'item_missing'
  | 'out_of_time'
  | 'lost_or_forged'
  | 'taken_back'
  | 'other';

/** GET /cheques */
export type GetChequesQuery = {
  state?: ChequesChequeState;
  query?: string;
  slip?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /cheques */
export type GetChequesAnswer = { rows: Cheque[]; next: string | null };

/** POST /cheques */
export type PostChequesBody = {
  number: string;
  drawer: string;
  drawerAccount: string;
  draweeBank: string;
  draweeBranch?: string;
  /** Whole VND */
  amount: string;
  /** Figures and words on the paper were compared */
  wordsAgree: boolean;
  issuedOn: string;
  certified: boolean;
  codes: string[];
  /** All open bills where absent */
  bills?: string[];
  account: string;
  note?: string;
};

/** POST /cheques */
export type PostChequesAnswer = Cheque;

/** GET /cheques/{id} */
export type GetChequesIdAnswer = { cheque: Cheque; lines: Line[]; receipts: Receipt[] };

/** POST /cheques/{id}/bounce */
export type PostChequesIdBounceBody = {
  reason: ChequeBounceReason;
  note?: string;
  fee?: string;
  feeBearer?: 'company' | 'drawer';
};

/** POST /cheques/{id}/bounce */
export type PostChequesIdBounceAnswer = Cheque;

/** POST /cheques/{id}/clear */
export type PostChequesIdClearBody = { creditId: string };

/** POST /cheques/{id}/clear */
export type PostChequesIdClearAnswer = Cheque;

/** POST /cheques/{id}/withdraw */
export type PostChequesIdWithdrawBody = { reason: string };

/** POST /cheques/{id}/withdraw */
export type PostChequesIdWithdrawAnswer = Cheque;
