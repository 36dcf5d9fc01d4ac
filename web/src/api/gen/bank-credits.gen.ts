// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type BankCredit = {
  id: string;
  account: string;
  bookedOn: string;
  valueOn: string;
  /** Whole VND, decimal digits */
  amount: string;
  /** Whole VND, decimal digits */
  assigned: string;
  /** Whole VND, decimal digits */
  unidentified: string;
  reference: string;
  payer: string;
  remittance: string;
  source: 'typed' | 'file' | 'statement';
  recordedBy: string;
  recordedAt: string;
  /** Calendar days since the bank booked it */
  ageDays: number;
  recognisedPartner: { code: string; name: string } | null;
  suggestions: {
    partnerCode: string;
    partnerName: string;
    rule: 'exact_window' | 'exact_windows' | 'prefund_deposit';
    recognised: boolean;
    /** Settlement days, oldest first; none for a prefund */
    days: string[];
    /** What each of these windows still waits for */
    amounts: string[];
  }[];
  transfer: {
    customerCode: string;
    rule: string;
    state: 'claimed' | 'posted' | 'released';
    paymentId: string | null;
  } | null;
  /** Codes of customers whom the text of an unassigned credit names, not surely enough */
  suggestedCustomers: string[];
};

/** GET /bank-credits */
export type GetBankCreditsQuery = { state?: 'unidentified' | 'all'; after?: string; format?: 'xlsx' };

/** GET /bank-credits */
export type GetBankCreditsAnswer = {
  rows: BankCredit[];
  next: string | null;
  ageing: {
    upTo1: {
      credits: number;
      /** Whole VND, decimal digits */
      amount: string;
    };
    upTo3: {
      credits: number;
      /** Whole VND, decimal digits */
      amount: string;
    };
    upTo7: {
      credits: number;
      /** Whole VND, decimal digits */
      amount: string;
    };
    older: {
      credits: number;
      /** Whole VND, decimal digits */
      amount: string;
    };
    all: {
      credits: number;
      /** Whole VND, decimal digits */
      amount: string;
    };
  };
};

/** POST /bank-credits */
export type PostBankCreditsBody = {
  account: string;
  bookedOn: string;
  valueOn?: string;
  amount: string;
  reference?: string;
  payer?: string;
  remittance?: string;
  /** Of credits of a day that are alike; 1 unless said */
  ordinal?: number;
};

/** POST /bank-credits */
export type PostBankCreditsAnswer = BankCredit;

/** POST /bank-credits/file */
export type PostBankCreditsFileQuery = { fileName: string; account?: string };

/** POST /bank-credits/file */
export type PostBankCreditsFileAnswer = {
  /** Credit lines of the statement */
  lines: number;
  /** Lines that are no credits, left aside */
  debits: number;
  recorded: number;
  alreadyThere: number;
  /** Whole VND, decimal digits */
  recordedAmount: string;
};

/** POST /bank-credits/{id}/customer */
export type PostBankCreditsIdCustomerBody = { customerCode: string };

/** POST /bank-credits/{id}/customer */
export type PostBankCreditsIdCustomerAnswer = BankCredit;
