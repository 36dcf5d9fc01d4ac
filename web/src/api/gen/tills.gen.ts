// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Till = {
  code: string;
  kind: 'counter' | 'collector';
  name: string;
  unit: { code: string; name: string };
  commune: { code: string; name: string } | null;
  /** Whole VND, decimal digits */
  cashLimit: string;
  closesOn: string | null;
  /** Receipts given so far; the last number */
  receipts: number;
  /** Cash the ledger has here (111), the float not counted; whole VND */
  cash: string;
  /** Of it, cash of closed sessions that has not left; whole VND */
  kept: string;
  keptSince: string | null;
  /** Paid in at the bank and not credited yet; whole VND */
  inTransit: string;
  inTransitSince: string | null;
  overLimit: boolean;
  openDifferences: number;
  session: {
    id: string;
    cashierName: string;
    openedOn: string;
    /** Whole VND, decimal digits */
    float: string;
  } | null;
};

export type TillsDifference = {
  sessionId: string;
  till: { code: string; name: string };
  cashier: string;
  cashierName: string;
  /** Over above zero, short below; whole VND */
  amount: string;
  postedOn: string;
  resolution: 'income' | 'cashier_owes' | 'expense' | null;
  note: string | null;
  clearedBy: string | null;
  clearedOn: string | null;
};

export type TillsSession = {
  id: string;
  till: { code: string; name: string };
  kind: 'counter' | 'collector';
  cashier: string;
  cashierName: string;
  state: 'open' | 'closed';
  /** Whole VND, decimal digits */
  float: string;
  openedOn: string;
  openedAt: string;
  closedOn: string | null;
  closedAt: string | null;
  cashCount: number;
  /** Whole VND, decimal digits */
  cashTaken: string;
  cardCount: number;
  /** Whole VND, decimal digits */
  cardTaken: string;
  voids: number;
  /** Takings that keep the session from closing */
  waiting: number;
  counted: string | null;
  expected: string | null;
  /** Counted without the float: what is to be remitted */
  cash: string | null;
  difference: string | null;
  resolution: string | null;
  remittance: { id: string; number: string } | null;
};

export type TillsOpen = {
  session: TillsSession;
  /** Card terminals at this till */
  terminals: string[];
  /** The newest first */
  takings: TillsTaking[];
};

export type TillsTaking = {
  id: string;
  sessionId: string;
  till: string;
  cashier: string;
  requestKey: string;
  tender: 'cash' | 'card';
  customerCode: string;
  customerName: string | null;
  bills: string[];
  /** Whole VND, decimal digits */
  amount: string;
  given: string | null;
  change: string | null;
  card: {
    terminalId: string;
    batchNumber: string;
    traceNumber: string;
    approvalCode: string;
    last4: string;
  } | null;
  takenOn: string;
  takenAt: string;
  occurredAt: string;
  state: 'claimed' | 'taken' | 'refused' | 'void_asked' | 'voiding' | 'voided';
  refusal: string | null;
  paymentId: string | null;
  receipt: string | null;
  prints: number;
  voidReason: string | null;
  voidAskedBy: string | null;
  voidApprovedBy: string | null;
};

export type TillsTerminal = { terminalId: string; partner: string; till: string; enabled: boolean };

/** GET /tills */
export type GetTillsQuery = { format?: 'xlsx' };

/** GET /tills */
export type GetTillsAnswer = {
  totals: {
    /** Whole VND, decimal digits */
    cash: string;
    /** Whole VND, decimal digits */
    kept: string;
    /** Whole VND, decimal digits */
    inTransit: string;
  };
  rows: Till[];
};

/** GET /tills/desk/{customerCode} */
export type GetTillsDeskCustomerCodeAnswer = {
  customer: { code: string; name: string; address: string };
  /** Whole VND, decimal digits */
  open: string;
  /** Open bills, the oldest first */
  bills: {
    id: string;
    externalId: string;
    period: string;
    kind: string;
    dueOn: string;
    /** Whole VND, decimal digits */
    open: string;
    late: boolean;
    /** Another collector alone may take it */
    handedElsewhere: boolean;
    /** Held by somebody else until then */
    heldUntil: string | null;
  }[];
};

/** GET /tills/differences */
export type GetTillsDifferencesQuery = { after?: string };

/** GET /tills/differences */
export type GetTillsDifferencesAnswer = { rows: TillsDifference[]; next: string | null };

/** POST /tills/differences/{id}/clearing */
export type PostTillsDifferencesIdClearingBody = {
  resolution: 'income' | 'cashier_owes' | 'expense';
  note: string;
};

/** POST /tills/differences/{id}/clearing */
export type PostTillsDifferencesIdClearingAnswer = TillsDifference;

/** GET /tills/sessions */
export type GetTillsSessionsQuery = { till?: string; after?: string };

/** GET /tills/sessions */
export type GetTillsSessionsAnswer = { rows: TillsSession[]; next: string | null };

/** GET /tills/sessions/mine */
export type GetTillsSessionsMineAnswer = { open: TillsOpen | null };

/** GET /tills/sessions/{id} */
export type GetTillsSessionsIdAnswer = TillsOpen;

/** POST /tills/sessions/{id}/cards */
export type PostTillsSessionsIdCardsBody = {
  /** Made at the till before the first try; repeats are one taking */
  requestKey: string;
  customerCode: string;
  bills: string[];
  /** Whole VND */
  amount: string;
  terminalId: string;
  batchNumber: string;
  /** Number of the slip */
  traceNumber: string;
  approvalCode: string;
  /** Last four digits; never the card number */
  last4: string;
};

/** POST /tills/sessions/{id}/cards */
export type PostTillsSessionsIdCardsAnswer = TillsTaking;

/** POST /tills/sessions/{id}/cash */
export type PostTillsSessionsIdCashBody = {
  /** Made at the till before the first try; repeats are one taking */
  requestKey: string;
  customerCode: string;
  bills: string[];
  /** Whole VND */
  amount: string;
  /** Whole VND */
  given: string;
};

/** POST /tills/sessions/{id}/cash */
export type PostTillsSessionsIdCashAnswer = TillsTaking;

/** POST /tills/sessions/{id}/closing */
export type PostTillsSessionsIdClosingBody = {
  notes: {
    '1000'?: number;
    '2000'?: number;
    '5000'?: number;
    '10000'?: number;
    '20000'?: number;
    '50000'?: number;
    '100000'?: number;
    '200000'?: number;
    '500000'?: number;
  };
  /** Whole VND */
  small: string;
};

/** POST /tills/sessions/{id}/closing */
export type PostTillsSessionsIdClosingAnswer = TillsOpen;

/** POST /tills/sessions/{id}/offline */
export type PostTillsSessionsIdOfflineBody = {
  rows: {
    /** Made at the till before the first try; repeats are one taking */
    requestKey: string;
    customerCode: string;
    bills: string[];
    /** Whole VND */
    amount: string;
    occurredAt: string;
  }[];
};

/** POST /tills/sessions/{id}/offline */
export type PostTillsSessionsIdOfflineAnswer = {
  rows: {
    requestKey: string;
    taking: TillsTaking | null;
    problem: { code: string; detail: string } | null;
  }[];
};

/** POST /tills/takings/{id}/prints */
export type PostTillsTakingsIdPrintsBody = { size: 'A5' | 'roll80' };

/** POST /tills/takings/{id}/prints */
export type PostTillsTakingsIdPrintsAnswer = undefined;

/** POST /tills/takings/{id}/void */
export type PostTillsTakingsIdVoidBody = { reason: string };

/** POST /tills/takings/{id}/void */
export type PostTillsTakingsIdVoidAnswer = TillsTaking;

/** DELETE /tills/takings/{id}/void */
export type DeleteTillsTakingsIdVoidAnswer = TillsTaking;

/** POST /tills/takings/{id}/void/approval */
export type PostTillsTakingsIdVoidApprovalAnswer = TillsTaking;

/** GET /tills/terminals */
export type GetTillsTerminalsAnswer = { rows: TillsTerminal[] };

/** PUT /tills/terminals/{terminalId} */
export type PutTillsTerminalsTerminalIdBody = { partner: string; till: string; enabled: boolean };

/** PUT /tills/terminals/{terminalId} */
export type PutTillsTerminalsTerminalIdAnswer = TillsTerminal;

/** GET /tills/voids */
export type GetTillsVoidsAnswer = { rows: TillsTaking[] };

/** PUT /tills/{code} */
export type PutTillsCodeBody = {
  kind: 'counter' | 'collector';
  name: string;
  unit: string;
  commune?: string | null;
  /** Whole VND */
  cashLimit: string;
  /** The first day on which it takes no money any more */
  closesOn?: string | null;
};

/** PUT /tills/{code} */
export type PutTillsCodeAnswer = Till;

/** POST /tills/{code}/sessions */
export type PostTillsCodeSessionsBody = {
  /** Whole VND */
  float: string;
};

/** POST /tills/{code}/sessions */
export type PostTillsCodeSessionsAnswer = TillsOpen;
