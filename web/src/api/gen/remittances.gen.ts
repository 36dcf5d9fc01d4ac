// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type RemittancesRemittanceState = 'sent' | 'settled' | 'offered' | 'received' | 'cancelled';

export type Remittance = {
  id: string;
  /** To be written into the text of the paying-in slip */
  number: string;
  till: { code: string; name: string };
  way: 'bank' | 'till';
  bankAccount: string | null;
  toTill: string | null;
  /** Whole VND, decimal digits */
  amount: string;
  /** Whole VND, decimal digits */
  credited: string;
  state: RemittancesRemittanceState;
  madeBy: string;
  madeOn: string;
  finishedBy: string | null;
  finishedOn: string | null;
  /** Business days it has been or was under way, in calendar days */
  ageDays: number;
  sessions: string[];
};

export type RemittanceReceipt = {
  id: string;
  creditId: string;
  bookedOn: string;
  text: string;
  /** Whole VND, decimal digits */
  amount: string;
  rule: string;
  laidBy: string;
  undone: boolean;
};

/** GET /remittances */
export type GetRemittancesQuery = { state?: RemittancesRemittanceState; after?: string };

/** GET /remittances */
export type GetRemittancesAnswer = { rows: Remittance[]; next: string | null };

/** POST /remittances */
export type PostRemittancesBody = {
  till: string;
  sessions: string[];
  bankAccount?: string | null;
  toTill?: string | null;
};

/** POST /remittances */
export type PostRemittancesAnswer = { remittance: Remittance; receipts: RemittanceReceipt[] };

/** GET /remittances/{id} */
export type GetRemittancesIdAnswer = { remittance: Remittance; receipts: RemittanceReceipt[] };

/** POST /remittances/{id}/cancelling */
export type PostRemittancesIdCancellingAnswer = { remittance: Remittance; receipts: RemittanceReceipt[] };

/** POST /remittances/{id}/receipts */
export type PostRemittancesIdReceiptsBody = {
  credit: string;
  /** Whole VND */
  amount: string;
};

/** POST /remittances/{id}/receipts */
export type PostRemittancesIdReceiptsAnswer = { remittance: Remittance; receipts: RemittanceReceipt[] };

/** POST /remittances/{id}/receipts/{receiptId}/undo */
export type PostRemittancesIdReceiptsReceiptIdUndoAnswer = {
  remittance: Remittance;
  receipts: RemittanceReceipt[];
};

/** POST /remittances/{id}/receiving */
export type PostRemittancesIdReceivingAnswer = { remittance: Remittance; receipts: RemittanceReceipt[] };
