// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

/** POST /bills/hand-over */
export type PostBillsHandOverBody = {
  /** Null gives the bills back to every partner */
  partner: string | null;
  unit?: string;
  book?: string;
  period?: string;
};

/** POST /bills/hand-over */
export type PostBillsHandOverAnswer = {
  bills: number;
  /** Whole VND, decimal digits */
  open: string;
};

/** GET /bills/handed-over */
export type GetBillsHandedOverQuery = { format?: 'xlsx' };

/** GET /bills/handed-over */
export type GetBillsHandedOverAnswer = {
  rows: {
    partnerCode: string;
    partnerName: string;
    unitCode: string;
    period: string;
    bills: number;
    /** Whole VND, decimal digits */
    open: string;
  }[];
};
