// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

/** GET /suspense */
export type GetSuspenseQuery = {
  source?: 'payment' | 'bank';
  bucket?: '0-1' | '2-3' | '4-7' | '8+' | 'all';
  after?: string;
  format?: 'xlsx';
};

/** GET /suspense */
export type GetSuspenseAnswer = {
  buckets: {
    source: 'payment' | 'bank';
    bucket: '0-1' | '2-3' | '4-7' | '8+';
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
  rows: {
    id: string;
    reference: string;
    partner: { code: string; name: string } | null;
    said: string;
    payer: string;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    left: string;
    /** Whole VND, decimal digits */
    reserved: string;
    cameOn: string;
    ageDays: number;
    suggestions: {
      customer: { code: string; name: string };
      unitName: string | null;
      reasons: (
        | 'written_otherwise'
        | 'looks_alike'
        | 'one_wrong'
        | 'two_swapped'
        | 'one_missing'
        | 'one_extra'
        | 'phone'
        | 'name'
      )[];
      bill: { externalId: string; period: string } | null;
    }[];
  }[];
  next: string | null;
};

/** POST /suspense/{paymentId}/identify */
export type PostSuspensePaymentIdIdentifyBody = { customerCode: string; reason: string };

/** POST /suspense/{paymentId}/identify */
export type PostSuspensePaymentIdIdentifyAnswer = {
  /** Whole VND, decimal digits */
  allocated: string;
  /** Whole VND, decimal digits */
  credited: string;
};
