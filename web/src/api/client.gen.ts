// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Figure = {
  denominator: string;
  official: {
    numerator: string;
    ratio: number | null;
  };
  strict: {
    numerator: string;
    ratio: number | null;
  };
  /** The assigned share, 0 to 1; null where no plan was assigned */
  target: number | null;
  /** Reached share of the plan (ratio / target), under the official definition */
  attainment: number | null;
  /** Customers, bills or dong still missing to the plan; 0 once it is reached */
  gap: string | null;
  definition: {
    official: {
      name: string;
      version: number;
    };
    strict: {
      name: string;
      version: number;
    };
  };
};

export type Problem = {
  /** Address of the code in the error catalogue */
  type: string;
  title: string;
  status: number;
  /** Stable code, for programs */
  code: string;
  /** What is wrong, in Vietnamese */
  detail: string;
  /** What is wrong, in English */
  detailEn: string;
  requestId: string;
  params?: {
    [key: string]: unknown;
  };
  errors?: {
    field: string;
    code: string;
    detail: string;
  }[];
};

/** GET /areas/communes */
export type GetAreasCommunesQuery = {
  era?: "present" | "former";
  province?: string;
  query?: string;
  after?: string;
  format?: "xlsx";
};

/** GET /areas/communes */
export type GetAreasCommunesAnswer = {
  rows: {
    code: string;
    name: string;
    /** Former communes only */
    district: {
      code: string;
      name: string;
    } | null;
    province: {
      code: string;
      name: string;
    };
  }[];
  next: string | null;
};

/** GET /areas/mappings */
export type GetAreasMappingsQuery = {
  present?: string;
  former?: string;
  format?: "xlsx";
};

/** GET /areas/mappings */
export type GetAreasMappingsAnswer = {
  rows: {
    formerCode: string;
    formerName: string;
    formerDistrict: string;
    presentCode: string;
    presentName: string;
    /** The former commune went whole into one present commune */
    decided: boolean;
  }[];
};

/** GET /areas/provinces */
export type GetAreasProvincesQuery = {
  era?: "present" | "former";
};

/** GET /areas/provinces */
export type GetAreasProvincesAnswer = {
  rows: {
    code: string;
    name: string;
  }[];
};

/** GET /areas/undecided */
export type GetAreasUndecidedQuery = {
  province?: string;
  format?: "xlsx";
};

/** GET /areas/undecided */
export type GetAreasUndecidedAnswer = {
  rows: {
    formerCode: string;
    formerName: string;
    formerDistrict: string;
    formerProvince: string;
    reason: "split" | "unmapped";
    present: {
      code: string;
      name: string;
    }[];
  }[];
  spanning: {
    presentCode: string;
    presentName: string;
    province: string;
    formerDistricts: {
      code: string;
      name: string;
    }[];
  }[];
};

/** GET /bank-credits */
export type GetBankCreditsQuery = {
  state?: "unidentified" | "all";
  after?: string;
  format?: "xlsx";
};

/** GET /bank-credits */
export type GetBankCreditsAnswer = {
  rows: {
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
    source: "typed" | "file" | "statement";
    recordedBy: string;
    recordedAt: string;
    /** Calendar days since the bank booked it */
    ageDays: number;
    recognisedPartner: {
      code: string;
      name: string;
    } | null;
    suggestions: {
      partnerCode: string;
      partnerName: string;
      rule: "exact_window" | "exact_windows" | "prefund_deposit";
      recognised: boolean;
      /** Settlement days, oldest first; none for a prefund */
      days: string[];
      /** What each of these windows still waits for */
      amounts: string[];
    }[];
  }[];
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
export type PostBankCreditsAnswer = {
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
  source: "typed" | "file" | "statement";
  recordedBy: string;
  recordedAt: string;
  /** Calendar days since the bank booked it */
  ageDays: number;
  recognisedPartner: {
    code: string;
    name: string;
  } | null;
  suggestions: {
    partnerCode: string;
    partnerName: string;
    rule: "exact_window" | "exact_windows" | "prefund_deposit";
    recognised: boolean;
    /** Settlement days, oldest first; none for a prefund */
    days: string[];
    /** What each of these windows still waits for */
    amounts: string[];
  }[];
};

/** POST /bank-credits/file */
export type PostBankCreditsFileQuery = {
  fileName: string;
  account?: string;
};

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
export type GetBillsHandedOverQuery = {
  format?: "xlsx";
};

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

/** GET /board */
export type GetBoardQuery = {
  period?: string;
  unit?: string;
  format?: "xlsx";
};

/** GET /board */
export type GetBoardAnswer = {
  period: string;
  periods: string[];
  unit: {
    code: string;
    name: string;
    kind: "company" | "unit" | "team" | "book";
  };
  asOf: string;
  /** The month has not ended */
  provisional: boolean;
  figures: {
    customers: Figure;
    bills: Figure;
    money: Figure;
  };
  /** The newest month while it is being collected; null before the first bill */
  live: {
    period: string;
    bills: string;
    billsPaid: string;
    /** Whole VND, decimal digits */
    billed: string;
    /** Whole VND, decimal digits */
    paid: string;
    customers: Figure;
  } | null;
  cashBeside: {
    channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
    /** Whole VND, decimal digits */
    amount: string;
    share: number | null;
  }[];
  units: {
    code: string;
    name: string;
    kind: "company" | "unit" | "team" | "book";
    customers: Figure;
    bills: Figure;
    money: Figure;
    hasChildren: boolean;
  }[];
  communes: {
    code: string;
    name: string;
    customers: Figure;
    bills: Figure;
    money: Figure;
  }[];
  channels: {
    period: string;
    channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
    /** Whole VND, decimal digits */
    amount: string;
    bills: string;
    /** Of the money collected for this month */
    share: number | null;
  }[];
  trend: {
    period: string;
    customers: {
      official: number | null;
      strict: number | null;
    };
    money: {
      official: number | null;
      strict: number | null;
    };
  }[];
};

/** POST /clearing/answers */
export type PostClearingAnswersQuery = {
  fileName: string;
};

/** POST /clearing/answers */
export type PostClearingAnswersAnswer = {
  written: number;
  /** Said before already */
  repeated: number;
  /** Finished before with another result, which stays */
  contradicting: number;
};

/** GET /clearing/entries */
export type GetClearingEntriesQuery = {
  state?: "waiting" | "cleared" | "refused" | "failed";
  partner?: string;
  customer?: string;
  payment?: string;
  after?: string;
  format?: "xlsx";
};

/** GET /clearing/entries */
export type GetClearingEntriesAnswer = {
  rows: {
    seq: string;
    paymentId: string;
    kind: "clear" | "unclear";
    billId: string;
    customerCode: string;
    /** Whole VND, decimal digits */
    amount: string;
    partnerCode: string;
    channel: string;
    businessOn: string;
    state: "waiting" | "cleared" | "refused" | "failed";
    /** 01 not marked, 02 marked, 03 waiting, 04 error, 05 failed */
    marking: string;
    attempts: number;
    nextTryAt: string | null;
    answeredAt: string | null;
    answerCode: string | null;
    answerDetail: string | null;
    recordedAt: string;
    /** The entry of the same bill that comes first */
    behindSeq: string | null;
  }[];
  next: string | null;
};

/** POST /clearing/entries/retry */
export type PostClearingEntriesRetryBody = {
  seqs: string[];
} | {
  state: "failed" | "refused";
};

/** POST /clearing/entries/retry */
export type PostClearingEntriesRetryAnswer = {
  entries: number;
};

/** GET /clearing/feed */
export type GetClearingFeedQuery = {
  after?: string;
  upto?: string;
  format?: "csv" | "xlsx" | "json";
};

/** GET /clearing/feed */
export type GetClearingFeedAnswer = {
  rows: {
    seq: string;
    kind: "clear" | "unclear";
    billId: string;
    customerCode: string;
    /** Whole VND, decimal digits */
    amount: string;
    partner: string;
    channel: string;
    paidOn: string;
  }[];
  next: string | null;
};

/** GET /clearing/files */
export type GetClearingFilesAnswer = {
  rows: {
    id: string;
    fileName: string;
    fromSeq: string;
    uptoSeq: string;
    entries: number;
    /** Whole VND, decimal digits */
    total: string;
    sha256: string;
    madeBy: string;
    madeAt: string;
  }[];
};

/** POST /clearing/files */
export type PostClearingFilesBody = {
  fromSeq?: string;
  uptoSeq?: string;
};

/** POST /clearing/files */
export type PostClearingFilesAnswer = {
  id: string;
  fileName: string;
  fromSeq: string;
  uptoSeq: string;
  entries: number;
  /** Whole VND, decimal digits */
  total: string;
  sha256: string;
  madeBy: string;
  madeAt: string;
};

/** GET /clearing/files/{id}/csv */
export type GetClearingFilesIdCsvAnswer = undefined;

/** POST /clearing/gate */
export type PostClearingGateBody = {
  open: boolean;
  reason?: string;
  opensOn?: string | null;
};

/** POST /clearing/gate */
export type PostClearingGateAnswer = {
  open: boolean;
  reason: string;
  opensOn: string | null;
  /** A login; `billing` where the billing system itself said so */
  changedBy: string;
  changedAt: string;
};

/** GET /clearing/summary */
export type GetClearingSummaryAnswer = {
  waiting: {
    entries: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Business day of the oldest of them */
    oldestOn: string | null;
  };
  cleared: {
    entries: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Business day of the oldest of them */
    oldestOn: string | null;
  };
  refused: {
    entries: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Business day of the oldest of them */
    oldestOn: string | null;
  };
  failed: {
    entries: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Business day of the oldest of them */
    oldestOn: string | null;
  };
  /** Waiting behind a failed entry of the same bill */
  blocked: number;
  lastSeq: string;
  gate: {
    open: boolean;
    reason: string;
    opensOn: string | null;
    /** A login; `billing` where the billing system itself said so */
    changedBy: string;
    changedAt: string;
  };
  target: {
    /** Null: by file only */
    url: string | null;
    silentSince: string | null;
    nextTryAt: string | null;
    lastFault: string | null;
  };
};

/** PUT /clearing/target */
export type PutClearingTargetBody = {
  url: string | null;
  /** At least 24 bytes, base64; without it the present one stays or one is made */
  secret?: string;
};

/** PUT /clearing/target */
export type PutClearingTargetAnswer = {
  url: string | null;
  newSecret: string | null;
};

/** GET /clock */
export type GetClockAnswer = {
  businessDate: string;
  realDate: string;
  offsetDays: number;
  movable: boolean;
};

/** POST /clock/advance */
export type PostClockAdvanceBody = {
  to: "day" | "next-due" | "month";
};

/** POST /clock/advance */
export type PostClockAdvanceAnswer = {
  businessDate: string;
  realDate: string;
  offsetDays: number;
  movable: boolean;
};

/** GET /credits */
export type GetCreditsQuery = {
  kind?: "late_success" | "overpayment" | "correction" | "identified" | "all";
  after?: string;
  format?: "xlsx";
};

/** GET /credits */
export type GetCreditsAnswer = {
  totals: {
    count: number;
    /** Whole VND, decimal digits */
    left: string;
    /** Whole VND, decimal digits */
    reserved: string;
  };
  rows: {
    paymentId: string;
    reference: string;
    kind: "late_success" | "overpayment" | "correction" | "identified";
    channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
    partner: {
      code: string;
      name: string;
    };
    customer: {
      code: string;
      name: string;
    };
    unitName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    left: string;
    /** Whole VND, decimal digits */
    reserved: string;
    /** Whole VND, decimal digits */
    open: string;
    businessOn: string;
    ageDays: number;
    other: {
      paymentId: string;
      reference: string;
      partner: {
        code: string;
        name: string;
      };
      businessOn: string;
      externalId: string;
      period: string;
    } | null;
  }[];
  next: string | null;
};

/** POST /credits/{paymentId}/apply */
export type PostCreditsPaymentIdApplyAnswer = {
  /** Whole VND, decimal digits */
  amount: string;
};

/** GET /customers */
export type GetCustomersQuery = {
  query?: string;
  unit?: string;
  commune?: string;
  after?: string;
  limit?: string;
  format?: "xlsx";
};

/** GET /customers */
export type GetCustomersAnswer = {
  rows: {
    code: string;
    name: string;
    address: string;
    unitName: string;
    communeName: string | null;
    kind: string;
  }[];
  next: string | null;
};

/** GET /customers/{code} */
export type GetCustomersCodeAnswer = {
  code: string;
  name: string;
  address: string;
  unit: {
    code: string;
    name: string;
  };
  book: {
    code: string;
    name: string;
  } | null;
  commune: {
    code: string;
    name: string;
  } | null;
  village: {
    id: string;
    name: string;
    status: string;
  } | null;
  kind: string;
  phone: string | null;
  effectiveOn: string | null;
  /** Whole VND, decimal digits */
  openAmount: string;
  /** Whole VND, decimal digits */
  creditAmount: string;
};

/** GET /customers/{code}/bills */
export type GetCustomersCodeBillsQuery = {
  format?: "xlsx";
};

/** GET /customers/{code}/bills */
export type GetCustomersCodeBillsAnswer = {
  rows: {
    id: string;
    externalId: string;
    version: number;
    /** The version that this one corrects; null for a bill as first issued */
    correctsExternalVersion: number | null;
    period: string;
    term: number;
    kind: string;
    issuedOn: string;
    dueOn: string;
    energyKwh: string;
    /** Whole VND, decimal digits */
    net: string;
    vatRate: number;
    /** Whole VND, decimal digits */
    vat: string;
    /** Whole VND, decimal digits */
    total: string;
    /** Whole VND, decimal digits */
    paid: string;
    state: string;
  }[];
};

/** GET /customers/{code}/payments */
export type GetCustomersCodePaymentsQuery = {
  format?: "xlsx";
};

/** GET /customers/{code}/payments */
export type GetCustomersCodePaymentsAnswer = {
  rows: {
    id: string;
    reference: string;
    partnerCode: string;
    partnerName: string;
    channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
    tender: "cash" | "account" | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Not taken by any bill */
    credited: string;
    state: "accepted" | "reversed";
    occurredAt: string;
    businessOn: string;
    recordedAt: string;
    customerCode: string | null;
    customerName: string | null;
    unitName: string | null;
    allocations: {
      billId: string;
      externalId: string;
      period: string;
      /** Whole VND, decimal digits */
      amount: string;
    }[];
  }[];
};

/** GET /demo */
export type GetDemoAnswer = {
  demo: true;
  banner: string;
  companies: {
    code: string;
    name: string;
    fill: {
      anchor: string;
      size: number;
      firstMonth: string;
    } | null;
  }[];
  signIns: {
    login: string;
    password: string;
    displayName: string;
    role: "business_head" | "unit_staff" | "accountant" | "operator" | "viewer";
    companyCode: string;
    companyName: string;
    unitName: string | null;
  }[];
  /** The figure the story starts from, of the first company */
  headline: {
    companyName: string;
    period: string;
    customersRatio: number | null;
    target: number | null;
  } | null;
  businessDate: string;
  offsetDays: number;
  /** Payments a second that the simulated partners aim at */
  pace: number;
  partnerApi: {
    baseUrl: string;
    docsUrl: string;
  };
};

/** PUT /demo/pace */
export type PutDemoPaceBody = {
  pace: number;
};

/** PUT /demo/pace */
export type PutDemoPaceAnswer = {
  pace: number;
};

/** GET /imports */
export type GetImportsQuery = {
  after?: string;
  format?: "xlsx";
};

/** GET /imports */
export type GetImportsAnswer = {
  rows: {
    id: string;
    kind: "customers" | "bills";
    fileName: string;
    state: "receiving" | "checking" | "checked" | "publishing" | "published" | "abandoned" | "failed";
    bytes: number;
    bytesRead: number;
    rows: number;
    accepted: number;
    unchanged: number;
    changed: number;
    rejected: number;
    /** What this import publishes: accepted and changed bills */
    total: string;
    /** What the billing system sent: the totals of all rows whose total can be read */
    sentTotal: string;
    control: {
      source: "none" | "typed" | "trailer";
      rows: number | null;
      total: string | null;
      agree: boolean;
    } | null;
    failure: {
      code: string;
      detail: string;
      detailEn: string;
      params: {
        [key: string]: unknown;
      };
    } | null;
    newUnits: string[];
    createdBy: string;
    createdAt: string;
    publishedBy: string | null;
    publishedAt: string | null;
  }[];
  next: string | null;
};

/** POST /imports */
export type PostImportsQuery = {
  kind: "customers" | "bills";
  fileName: string;
  rows?: string;
  total?: string;
};

/** POST /imports */
export type PostImportsAnswer = {
  id: string;
};

/** GET /imports/{id} */
export type GetImportsIdAnswer = {
  id: string;
  kind: "customers" | "bills";
  fileName: string;
  state: "receiving" | "checking" | "checked" | "publishing" | "published" | "abandoned" | "failed";
  bytes: number;
  bytesRead: number;
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  /** What this import publishes: accepted and changed bills */
  total: string;
  /** What the billing system sent: the totals of all rows whose total can be read */
  sentTotal: string;
  control: {
    source: "none" | "typed" | "trailer";
    rows: number | null;
    total: string | null;
    agree: boolean;
  } | null;
  failure: {
    code: string;
    detail: string;
    detailEn: string;
    params: {
      [key: string]: unknown;
    };
  } | null;
  newUnits: string[];
  createdBy: string;
  createdAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
};

/** POST /imports/{id}/abandon */
export type PostImportsIdAbandonAnswer = {
  id: string;
  kind: "customers" | "bills";
  fileName: string;
  state: "receiving" | "checking" | "checked" | "publishing" | "published" | "abandoned" | "failed";
  bytes: number;
  bytesRead: number;
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  /** What this import publishes: accepted and changed bills */
  total: string;
  /** What the billing system sent: the totals of all rows whose total can be read */
  sentTotal: string;
  control: {
    source: "none" | "typed" | "trailer";
    rows: number | null;
    total: string | null;
    agree: boolean;
  } | null;
  failure: {
    code: string;
    detail: string;
    detailEn: string;
    params: {
      [key: string]: unknown;
    };
  } | null;
  newUnits: string[];
  createdBy: string;
  createdAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
};

/** PUT /imports/{id}/control */
export type PutImportsIdControlBody = {
  rows: number;
  total?: string | null;
};

/** PUT /imports/{id}/control */
export type PutImportsIdControlAnswer = {
  id: string;
  kind: "customers" | "bills";
  fileName: string;
  state: "receiving" | "checking" | "checked" | "publishing" | "published" | "abandoned" | "failed";
  bytes: number;
  bytesRead: number;
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  /** What this import publishes: accepted and changed bills */
  total: string;
  /** What the billing system sent: the totals of all rows whose total can be read */
  sentTotal: string;
  control: {
    source: "none" | "typed" | "trailer";
    rows: number | null;
    total: string | null;
    agree: boolean;
  } | null;
  failure: {
    code: string;
    detail: string;
    detailEn: string;
    params: {
      [key: string]: unknown;
    };
  } | null;
  newUnits: string[];
  createdBy: string;
  createdAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
};

/** POST /imports/{id}/publish */
export type PostImportsIdPublishBody = {
  withoutTotals?: boolean;
};

/** POST /imports/{id}/publish */
export type PostImportsIdPublishAnswer = {
  id: string;
  kind: "customers" | "bills";
  fileName: string;
  state: "receiving" | "checking" | "checked" | "publishing" | "published" | "abandoned" | "failed";
  bytes: number;
  bytesRead: number;
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  /** What this import publishes: accepted and changed bills */
  total: string;
  /** What the billing system sent: the totals of all rows whose total can be read */
  sentTotal: string;
  control: {
    source: "none" | "typed" | "trailer";
    rows: number | null;
    total: string | null;
    agree: boolean;
  } | null;
  failure: {
    code: string;
    detail: string;
    detailEn: string;
    params: {
      [key: string]: unknown;
    };
  } | null;
  newUnits: string[];
  createdBy: string;
  createdAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
};

/** GET /imports/{id}/rejections */
export type GetImportsIdRejectionsQuery = {
  after?: string;
  format?: "xlsx";
};

/** GET /imports/{id}/rejections */
export type GetImportsIdRejectionsAnswer = {
  rows: {
    line: number;
    field: string;
    code: string;
    reason: string;
    reasonEn: string;
    /** The value in question */
    detail: string;
    raw: string;
  }[];
  next: string | null;
};

/** GET /imports/{id}/rejections.csv */
export type GetImportsIdRejectionsCsvAnswer = undefined;

/** GET /kpi/customers */
export type GetKpiCustomersQuery = {
  period: string;
  unit?: string;
  commune?: string;
  state?: "all" | "cashless" | "cash" | "unpaid";
  definition?: "official" | "strict";
  after?: string;
  limit?: string;
  format?: "xlsx";
};

/** GET /kpi/customers */
export type GetKpiCustomersAnswer = {
  total: number;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string;
    bills: number;
    /** Whole VND, decimal digits */
    billed: string;
    /** Whole VND, decimal digits */
    paid: string;
    cashless: boolean;
    channels: ("auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash")[];
  }[];
  next: string | null;
};

/** GET /kpi/former-areas */
export type GetKpiFormerAreasQuery = {
  period: string;
  format?: "xlsx";
};

/** GET /kpi/former-areas */
export type GetKpiFormerAreasAnswer = {
  period: string;
  rows: {
    code: string;
    name: string;
    /** Present communes that it is made of */
    communes: number;
    customers: Figure;
    bills: Figure;
    money: Figure;
  }[];
  undecided: {
    code: string;
    name: string;
    customers: Figure;
    bills: Figure;
    money: Figure;
  }[];
};

/** GET /ledger/balances */
export type GetLedgerBalancesQuery = {
  on?: string;
  recordedBefore?: string;
  format?: "xlsx";
};

/** GET /ledger/balances */
export type GetLedgerBalancesAnswer = {
  /** The business day or the instant asked for; the instant of the answer otherwise */
  asOf: string;
  rows: {
    code: string;
    name: string;
    unitCode: string | null;
    partnerCode: string | null;
    /** Whole VND, decimal digits */
    debit: string;
    /** Whole VND, decimal digits */
    credit: string;
    /** Whole VND, decimal digits */
    balance: string;
  }[];
};

/** GET /ledger/journal */
export type GetLedgerJournalQuery = {
  from: string;
  to: string;
  format?: "csv" | "xlsx";
};

/** GET /ledger/journal */
export type GetLedgerJournalAnswer = {
  from: string;
  to: string;
  entries: number;
  /** Whole VND, decimal digits */
  debit: string;
  /** Whole VND, decimal digits */
  credit: string;
  accounts: {
    code: string;
    name: string;
    /** Whole VND, decimal digits */
    debit: string;
    /** Whole VND, decimal digits */
    credit: string;
  }[];
};

/** GET /ledger/statement */
export type GetLedgerStatementQuery = {
  account: "111" | "112" | "113" | "131" | "331" | "511" | "641" | "1331" | "1388" | "3387" | "3388" | "33311";
  unit?: string;
  partner?: string;
  from: string;
  to: string;
  after?: string;
  format?: "xlsx";
};

/** GET /ledger/statement */
export type GetLedgerStatementAnswer = {
  account: {
    code: string;
    name: string;
  };
  unitCode: string | null;
  partnerCode: string | null;
  from: string;
  to: string;
  /** Whole VND, decimal digits */
  opening: string;
  /** Whole VND, decimal digits */
  debit: string;
  /** Whole VND, decimal digits */
  credit: string;
  /** Whole VND, decimal digits */
  closing: string;
  rows: {
    businessOn: string;
    documentNumber: string;
    kind: string;
    description: string;
    counter: {
      code: string;
      owner: string | null;
    };
    /** Whole VND, decimal digits */
    debit: string;
    /** Whole VND, decimal digits */
    credit: string;
    /** Whole VND, decimal digits */
    balance: string;
    paymentId: string | null;
    reference: string | null;
  }[];
  next: string | null;
};

/** GET /minutes */
export type GetMinutesQuery = {
  month?: string;
  day?: string;
  partner?: string;
  format?: "xlsx";
};

/** GET /minutes */
export type GetMinutesAnswer = {
  month: string;
  signed: number;
  total: number;
  rows: {
    partnerCode: string;
    partnerName: string;
    day: string | null;
    sessionState: "open" | "closed" | "agreed" | "money_in" | "settled" | null;
    collected: string | null;
    expected: string | null;
    days: number;
    daysSigned: number;
    openDifferences: number;
    minutes: {
      id: string;
      number: string;
      version: number;
      state: "draft" | "signed_by_us" | "signed" | "reopened";
      /** SHA-256 over the content and the version before, hexadecimal */
      hash: string;
      us: {
        signer: string;
        at: string;
      } | null;
      partner: {
        signer: string;
        at: string;
      } | null;
    } | null;
  }[];
};

/** POST /minutes */
export type PostMinutesBody = {
  partner: string;
  day?: string;
  month?: string;
};

/** POST /minutes */
export type PostMinutesAnswer = {
  id: string;
};

/** GET /minutes/{id} */
export type GetMinutesIdQuery = {
  format?: "pdf" | "xlsx";
};

/** GET /minutes/{id} */
export type GetMinutesIdAnswer = {
  id: string;
  number: string;
  version: number;
  state: "draft" | "signed_by_us" | "signed" | "reopened";
  /** SHA-256 over the content and the version before, hexadecimal */
  hash: string;
  madeBy: string;
  madeAt: string;
  us: {
    signer: string;
    at: string;
  } | null;
  partner: {
    signer: string;
    at: string;
  } | null;
  reopen: {
    reason: string;
    askedBy: string;
    reopenedBy: string | null;
    reopenedAt: string | null;
  } | null;
  content: {
    number: string;
    kind: "day" | "month";
    from: string;
    through: string;
    version: number;
    previousHash: string | null;
    company: {
      code: string;
      name: string;
      demo: boolean;
    };
    partner: {
      code: string;
      name: string;
    };
    figures: {
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      /** Whole VND, decimal digits */
      collectedVnd: string;
      collectedInWords: string;
      feeVnd: string | null;
      feeVatVnd: string | null;
      feeMode: "netted" | "invoiced" | "mixed" | null;
      /** Whole VND, decimal digits */
      carriedInVnd: string;
      /** Null while a session is open */
      expectedVnd: string | null;
      expectedInWords: string | null;
    };
    channels: {
      channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    units: {
      code: string;
      name: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    days: {
      day: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      feeVnd: string | null;
      expectedVnd: string | null;
      number: string | null;
      hash: string | null;
    }[];
    reconciliation: {
      files: number;
      days: number;
      lines: number;
      /** Whole VND, decimal digits */
      linesVnd: string;
      matched: number;
      /** Whole VND, decimal digits */
      matchedVnd: string;
      lanes: {
        lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
        found: number;
        resolved: number;
        left: number;
        /** Whole VND, decimal digits */
        leftVnd: string;
      }[];
      left: {
        lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
        reference: string;
        customerCode: string | null;
        theirVnd: string | null;
        ourVnd: string | null;
        state: "open" | "waiting" | "asked" | "approval";
        reason: string | null;
        dueOn: string;
      }[];
    };
    moving: {
      asOf: string;
      sessions: {
        state: "open" | "closed" | "agreed" | "money_in" | "settled";
        days: number;
      }[];
      dueOn: string | null;
      /** Whole VND, decimal digits */
      receivedVnd: string;
      /** Whole VND, decimal digits */
      carriedVnd: string;
      carries: {
        /** Whole VND, decimal digits */
        amountVnd: string;
        toDay: string | null;
        reason: string;
      }[];
      seal: {
        id: string;
        hash: string;
        sealedAt: string;
        coversAll: boolean;
      } | null;
    };
  };
  /** What stands between the minutes and the next signature; null when both sides have signed */
  readiness: {
    windowOpen: boolean;
    /** Open and not carried with a reason */
    differences: number;
    unsignedDays: string[];
    /** Figures have changed since the minutes were made */
    outOfDate: boolean;
  } | null;
  versions: {
    id: string;
    number: string;
    version: number;
    state: "draft" | "signed_by_us" | "signed" | "reopened";
    /** SHA-256 over the content and the version before, hexadecimal */
    hash: string;
    madeBy: string;
    madeAt: string;
    us: {
      signer: string;
      at: string;
    } | null;
    partner: {
      signer: string;
      at: string;
    } | null;
    reopen: {
      reason: string;
      askedBy: string;
      reopenedBy: string | null;
      reopenedAt: string | null;
    } | null;
  }[];
  steps: {
    at: string;
    actor: string;
    action: string;
    number: string;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** POST /minutes/{id}/reopen */
export type PostMinutesIdReopenBody = Record<string, never>;

/** POST /minutes/{id}/reopen */
export type PostMinutesIdReopenAnswer = {
  /** The new version */
  id: string;
};

/** POST /minutes/{id}/reopen-request */
export type PostMinutesIdReopenRequestBody = {
  reason: string;
};

/** POST /minutes/{id}/reopen-request */
export type PostMinutesIdReopenRequestAnswer = {
  id: string;
  number: string;
  version: number;
  state: "draft" | "signed_by_us" | "signed" | "reopened";
  /** SHA-256 over the content and the version before, hexadecimal */
  hash: string;
  madeBy: string;
  madeAt: string;
  us: {
    signer: string;
    at: string;
  } | null;
  partner: {
    signer: string;
    at: string;
  } | null;
  reopen: {
    reason: string;
    askedBy: string;
    reopenedBy: string | null;
    reopenedAt: string | null;
  } | null;
  content: {
    number: string;
    kind: "day" | "month";
    from: string;
    through: string;
    version: number;
    previousHash: string | null;
    company: {
      code: string;
      name: string;
      demo: boolean;
    };
    partner: {
      code: string;
      name: string;
    };
    figures: {
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      /** Whole VND, decimal digits */
      collectedVnd: string;
      collectedInWords: string;
      feeVnd: string | null;
      feeVatVnd: string | null;
      feeMode: "netted" | "invoiced" | "mixed" | null;
      /** Whole VND, decimal digits */
      carriedInVnd: string;
      /** Null while a session is open */
      expectedVnd: string | null;
      expectedInWords: string | null;
    };
    channels: {
      channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    units: {
      code: string;
      name: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    days: {
      day: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      feeVnd: string | null;
      expectedVnd: string | null;
      number: string | null;
      hash: string | null;
    }[];
    reconciliation: {
      files: number;
      days: number;
      lines: number;
      /** Whole VND, decimal digits */
      linesVnd: string;
      matched: number;
      /** Whole VND, decimal digits */
      matchedVnd: string;
      lanes: {
        lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
        found: number;
        resolved: number;
        left: number;
        /** Whole VND, decimal digits */
        leftVnd: string;
      }[];
      left: {
        lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
        reference: string;
        customerCode: string | null;
        theirVnd: string | null;
        ourVnd: string | null;
        state: "open" | "waiting" | "asked" | "approval";
        reason: string | null;
        dueOn: string;
      }[];
    };
    moving: {
      asOf: string;
      sessions: {
        state: "open" | "closed" | "agreed" | "money_in" | "settled";
        days: number;
      }[];
      dueOn: string | null;
      /** Whole VND, decimal digits */
      receivedVnd: string;
      /** Whole VND, decimal digits */
      carriedVnd: string;
      carries: {
        /** Whole VND, decimal digits */
        amountVnd: string;
        toDay: string | null;
        reason: string;
      }[];
      seal: {
        id: string;
        hash: string;
        sealedAt: string;
        coversAll: boolean;
      } | null;
    };
  };
  /** What stands between the minutes and the next signature; null when both sides have signed */
  readiness: {
    windowOpen: boolean;
    /** Open and not carried with a reason */
    differences: number;
    unsignedDays: string[];
    /** Figures have changed since the minutes were made */
    outOfDate: boolean;
  } | null;
  versions: {
    id: string;
    number: string;
    version: number;
    state: "draft" | "signed_by_us" | "signed" | "reopened";
    /** SHA-256 over the content and the version before, hexadecimal */
    hash: string;
    madeBy: string;
    madeAt: string;
    us: {
      signer: string;
      at: string;
    } | null;
    partner: {
      signer: string;
      at: string;
    } | null;
    reopen: {
      reason: string;
      askedBy: string;
      reopenedBy: string | null;
      reopenedAt: string | null;
    } | null;
  }[];
  steps: {
    at: string;
    actor: string;
    action: string;
    number: string;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** POST /minutes/{id}/sign */
export type PostMinutesIdSignBody = {
  side: "us" | "partner";
  /** Name and office */
  signer: string;
  hash?: string;
};

/** POST /minutes/{id}/sign */
export type PostMinutesIdSignAnswer = {
  id: string;
  number: string;
  version: number;
  state: "draft" | "signed_by_us" | "signed" | "reopened";
  /** SHA-256 over the content and the version before, hexadecimal */
  hash: string;
  madeBy: string;
  madeAt: string;
  us: {
    signer: string;
    at: string;
  } | null;
  partner: {
    signer: string;
    at: string;
  } | null;
  reopen: {
    reason: string;
    askedBy: string;
    reopenedBy: string | null;
    reopenedAt: string | null;
  } | null;
  content: {
    number: string;
    kind: "day" | "month";
    from: string;
    through: string;
    version: number;
    previousHash: string | null;
    company: {
      code: string;
      name: string;
      demo: boolean;
    };
    partner: {
      code: string;
      name: string;
    };
    figures: {
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      /** Whole VND, decimal digits */
      collectedVnd: string;
      collectedInWords: string;
      feeVnd: string | null;
      feeVatVnd: string | null;
      feeMode: "netted" | "invoiced" | "mixed" | null;
      /** Whole VND, decimal digits */
      carriedInVnd: string;
      /** Null while a session is open */
      expectedVnd: string | null;
      expectedInWords: string | null;
    };
    channels: {
      channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    units: {
      code: string;
      name: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
    }[];
    days: {
      day: string;
      payments: number;
      /** Whole VND, decimal digits */
      paymentsVnd: string;
      reversals: number;
      /** Whole VND, decimal digits */
      reversalsVnd: string;
      /** Whole VND, decimal digits */
      refundsVnd: string;
      feeVnd: string | null;
      expectedVnd: string | null;
      number: string | null;
      hash: string | null;
    }[];
    reconciliation: {
      files: number;
      days: number;
      lines: number;
      /** Whole VND, decimal digits */
      linesVnd: string;
      matched: number;
      /** Whole VND, decimal digits */
      matchedVnd: string;
      lanes: {
        lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
        found: number;
        resolved: number;
        left: number;
        /** Whole VND, decimal digits */
        leftVnd: string;
      }[];
      left: {
        lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
        reference: string;
        customerCode: string | null;
        theirVnd: string | null;
        ourVnd: string | null;
        state: "open" | "waiting" | "asked" | "approval";
        reason: string | null;
        dueOn: string;
      }[];
    };
    moving: {
      asOf: string;
      sessions: {
        state: "open" | "closed" | "agreed" | "money_in" | "settled";
        days: number;
      }[];
      dueOn: string | null;
      /** Whole VND, decimal digits */
      receivedVnd: string;
      /** Whole VND, decimal digits */
      carriedVnd: string;
      carries: {
        /** Whole VND, decimal digits */
        amountVnd: string;
        toDay: string | null;
        reason: string;
      }[];
      seal: {
        id: string;
        hash: string;
        sealedAt: string;
        coversAll: boolean;
      } | null;
    };
  };
  /** What stands between the minutes and the next signature; null when both sides have signed */
  readiness: {
    windowOpen: boolean;
    /** Open and not carried with a reason */
    differences: number;
    unsignedDays: string[];
    /** Figures have changed since the minutes were made */
    outOfDate: boolean;
  } | null;
  versions: {
    id: string;
    number: string;
    version: number;
    state: "draft" | "signed_by_us" | "signed" | "reopened";
    /** SHA-256 over the content and the version before, hexadecimal */
    hash: string;
    madeBy: string;
    madeAt: string;
    us: {
      signer: string;
      at: string;
    } | null;
    partner: {
      signer: string;
      at: string;
    } | null;
    reopen: {
      reason: string;
      askedBy: string;
      reopenedBy: string | null;
      reopenedAt: string | null;
    } | null;
  }[];
  steps: {
    at: string;
    actor: string;
    action: string;
    number: string;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** GET /partners */
export type GetPartnersQuery = {
  format?: "xlsx";
};

/** GET /partners */
export type GetPartnersAnswer = {
  rows: {
    code: string;
    name: string;
    kind: string;
    channels: ("auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash")[];
    suspended: boolean;
    paymentsToday: number;
    /** Whole VND, decimal digits */
    amountToday: string;
  }[];
};

/** GET /payments */
export type GetPaymentsQuery = {
  after?: string;
  partner?: string;
  channel?: string;
  limit?: string;
  format?: "xlsx";
};

/** GET /payments */
export type GetPaymentsAnswer = {
  rows: {
    id: string;
    reference: string;
    partnerCode: string;
    partnerName: string;
    channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
    tender: "cash" | "account" | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Not taken by any bill */
    credited: string;
    state: "accepted" | "reversed";
    occurredAt: string;
    businessOn: string;
    recordedAt: string;
    customerCode: string | null;
    customerName: string | null;
    unitName: string | null;
    allocations: {
      billId: string;
      externalId: string;
      period: string;
      /** Whole VND, decimal digits */
      amount: string;
    }[];
  }[];
  next: string | null;
};

/** GET /payments/summary */
export type GetPaymentsSummaryAnswer = {
  businessDate: string;
  today: {
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  };
  perPartner: {
    code: string;
    name: string;
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
};

/** POST /payments/{id}/refunds */
export type PostPaymentsIdRefundsBody = {
  amount: string;
  way: "partner" | "bank";
  bank?: {
    bin?: string;
    account: string;
    holder: string;
  };
  reason: string;
};

/** POST /payments/{id}/refunds */
export type PostPaymentsIdRefundsAnswer = {
  id: string;
  state: "requested" | "approved" | "paid" | "rejected" | "cancelled";
  needsSecond: boolean;
};

/** GET /payments/{id}/trace */
export type GetPaymentsIdTraceAnswer = {
  id: string;
  sentence: {
    vi: string;
    en: string;
  };
  request: {
    reference: string;
    partnerCode: string;
    partnerName: string;
    /** Collected by the company itself: no partner day, no bank credit */
    own: boolean;
    channel: "auto_debit_bank" | "auto_debit_wallet" | "bank_app" | "bank_counter" | "bank_card" | "vietqr" | "wallet" | "mobile_money" | "payment_order" | "cheque" | "agent_cash" | "staff_cash" | "counter_cash";
    tender: "cash" | "account" | null;
    intent: "request" | "notice";
    /** Whole VND, decimal digits */
    amount: string;
    occurredAt: string;
    claimedAt: string | null;
    /** SHA-256 of the canonical business fields, hexadecimal */
    requestHash: string | null;
    customer: {
      code: string;
      name: string;
      unitName: string | null;
    } | null;
  };
  decision: {
    outcome: "accepted";
    recordedAt: string;
    businessOn: string;
    settlesOn: string;
    /** Whole VND, decimal digits */
    credited: string;
    allocations: {
      externalId: string;
      period: string;
      customerCode: string;
      /** Whole VND, decimal digits */
      amount: string;
      at: string;
    }[];
    credits: {
      reason: string;
      customerCode: string | null;
      /** Whole VND, decimal digits */
      amount: string;
      at: string;
    }[];
  };
  currentState: "accepted" | "reversed";
  transfers: {
    kind: string;
    /** Whole VND, decimal digits */
    amount: string;
    recordedAt: string;
    debit: {
      code: string;
      name: {
        vi: string;
        en: string;
      };
      /** The unit or partner the account is kept for */
      of: string | null;
    };
    credit: {
      code: string;
      name: {
        vi: string;
        en: string;
      };
      /** The unit or partner the account is kept for */
      of: string | null;
    };
    seal: {
      id: string;
      hash: string;
      sealedAt: string;
    } | null;
  }[];
  settlement: {
    id: string;
    state: "open" | "closed" | "agreed" | "money_in" | "settled";
    dueOn: string;
    closedAt: string | null;
    agreedAt: string | null;
    moneyInAt: string | null;
    settledAt: string | null;
    moneyInOn: string | null;
    /** Of the whole day of the partner; null for people of one unit */
    money: {
      expected: string | null;
      /** Whole VND, decimal digits */
      received: string;
      /** Whole VND, decimal digits */
      carried: string;
    } | null;
    receipts: {
      bankReference: string;
      bookedOn: string | null;
      /** Whole VND, decimal digits */
      amount: string;
      rule: string;
    }[];
  } | null;
  clearing: {
    seq: string;
    kind: "clear" | "unclear";
    externalId: string;
    /** Whole VND, decimal digits */
    amount: string;
    state: "waiting" | "cleared" | "refused" | "failed";
    attempts: number;
    at: string;
    answeredAt: string | null;
    answerCode: string | null;
    answerDetail: string | null;
  }[];
  later: {
    reversal: {
      reference: string;
      reason: string;
      at: string;
      settlesOn: string;
    } | null;
    refunds: {
      id: string;
      way: "partner" | "bank";
      state: "requested" | "approved" | "paid" | "rejected" | "cancelled";
      /** Whole VND, decimal digits */
      amount: string;
      reason: string;
      requestedBy: string;
      requestedAt: string;
      approvedBy: string | null;
      approvedAt: string | null;
      paidAt: string | null;
    }[];
    corrections: {
      fromCustomer: string | null;
      toCustomer: string;
      /** Whole VND, decimal digits */
      amount: string;
      reason: string;
      by: string;
      at: string;
    }[];
    differences: {
      id: string;
      lane: string;
      state: "open" | "waiting" | "asked" | "approval" | "resolved";
      resolution: string | null;
      foundAt: string;
      resolvedAt: string | null;
      owner: string | null;
    }[];
  };
};

/** GET /reconciliation/causes */
export type GetReconciliationCausesQuery = {
  from?: string;
  to?: string;
  partner?: string;
};

/** GET /reconciliation/causes */
export type GetReconciliationCausesAnswer = {
  /** Most frequent first */
  lanes: {
    lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
    count: number;
    open: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
  /** Of those not resolved, by days since the settlement day */
  ageing: {
    bucket: "0-1" | "2-3" | "4-7" | ">7";
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
};

/** GET /reconciliation/differences */
export type GetReconciliationDifferencesQuery = {
  partner?: string;
  day?: string;
  lane?: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
  state?: "open" | "waiting" | "asked" | "approval" | "resolved" | "unresolved";
  owner?: string;
  after?: string;
  format?: "xlsx";
};

/** GET /reconciliation/differences */
export type GetReconciliationDifferencesAnswer = {
  rows: {
    id: string;
    partnerCode: string;
    partnerName: string;
    day: string;
    lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
    cause: "unreadable_line" | "repeated_in_file" | "bill_paid_before" | "unknown_code" | "in_suspense" | "other_customer" | "other_amount" | "reversed_at_us" | "reversed_at_partner" | "reversed_on_other_day" | "reversal_not_in_file" | "ours_on_other_day" | "theirs_on_other_day" | "pending_at_partner" | "held_too_long" | "not_at_us" | "not_at_partner";
    reference: string;
    customerCode: string | null;
    maskedName: string | null;
    theirAmount: string | null;
    ourAmount: string | null;
    theirTime: string | null;
    ourTime: string | null;
    /** The settlement day on which the other side has it */
    otherDay: string | null;
    paymentId: string | null;
    /** Days since the settlement day */
    ageDays: number;
    dueOn: string;
    overdue: boolean;
    /** Who is on it; taken by hand */
    owner: string | null;
    suggestion: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
    /** What may be done with it */
    fixes: ("accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close")[];
    state: "open" | "waiting" | "asked" | "approval" | "resolved";
    resolution: string | null;
    /** What the partner said when asked */
    answer: "confirmed" | "not_ours" | "will_reverse" | "will_resend" | "other" | null;
  }[];
  next: string | null;
};

/** POST /reconciliation/differences/resolve */
export type PostReconciliationDifferencesResolveBody = {
  ids: string[];
  fix: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
  /** Why */
  note: string;
  customerCode?: string;
  untilDay?: string;
  bankAccount?: string;
  bankBin?: string;
  accountHolder?: string;
};

/** POST /reconciliation/differences/resolve */
export type PostReconciliationDifferencesResolveAnswer = {
  rows: {
    id: string;
    /** approval: a second person has to approve it */
    outcome: "resolved" | "waiting" | "asked" | "approval" | "refused";
    error: {
      code: string;
      detail: string;
      detailEn: string;
    } | null;
  }[];
};

/** GET /reconciliation/differences/{id} */
export type GetReconciliationDifferencesIdAnswer = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
  cause: "unreadable_line" | "repeated_in_file" | "bill_paid_before" | "unknown_code" | "in_suspense" | "other_customer" | "other_amount" | "reversed_at_us" | "reversed_at_partner" | "reversed_on_other_day" | "reversal_not_in_file" | "ours_on_other_day" | "theirs_on_other_day" | "pending_at_partner" | "held_too_long" | "not_at_us" | "not_at_partner";
  reference: string;
  customerCode: string | null;
  maskedName: string | null;
  theirAmount: string | null;
  ourAmount: string | null;
  theirTime: string | null;
  ourTime: string | null;
  /** The settlement day on which the other side has it */
  otherDay: string | null;
  paymentId: string | null;
  /** Days since the settlement day */
  ageDays: number;
  dueOn: string;
  overdue: boolean;
  /** Who is on it; taken by hand */
  owner: string | null;
  suggestion: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
  /** What may be done with it */
  fixes: ("accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close")[];
  state: "open" | "waiting" | "asked" | "approval" | "resolved";
  resolution: string | null;
  /** What the partner said when asked */
  answer: "confirmed" | "not_ours" | "will_reverse" | "will_resend" | "other" | null;
  /** How both sides were found to belong together: R1 reference, R2 our payment id, R3 customer, bill and amount, fix: made by a resolved difference */
  rule: "R1" | "R2" | "R3" | "fix" | "nil" | null;
  theirs: {
    fileId: string;
    fileName: string;
    line: number;
    reference: string;
    ourId: string | null;
    customerCode: string;
    bill: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: "paid" | "reversed" | "pending" | "bad";
    raw: string | null;
  } | null;
  ours: {
    paymentId: string;
    reference: string;
    customerCode: string | null;
    customerName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    credited: string;
    state: "accepted" | "reversed";
    channel: string;
    occurredAt: string;
    recordedAt: string;
    settlesOn: string;
    reversedOn: string | null;
    bills: {
      billId: string;
      externalId: string;
      period: string;
      /** Whole VND, decimal digits */
      amount: string;
    }[];
  } | null;
  relatedPaymentIds: string[];
  /** Waits for a second person */
  proposal: {
    fix: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
    note: string;
    customerCode: string | null;
    by: string;
  } | null;
  note: string | null;
  /** What the fix made */
  made: {
    [key: string]: unknown;
  } | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
  answerNote: string | null;
  answeredAt: string | null;
  timeline: {
    at: string;
    event: string;
    actor: string;
    note: string | null;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** POST /reconciliation/differences/{id}/approve */
export type PostReconciliationDifferencesIdApproveBody = {
  note: string;
};

/** POST /reconciliation/differences/{id}/approve */
export type PostReconciliationDifferencesIdApproveAnswer = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
  cause: "unreadable_line" | "repeated_in_file" | "bill_paid_before" | "unknown_code" | "in_suspense" | "other_customer" | "other_amount" | "reversed_at_us" | "reversed_at_partner" | "reversed_on_other_day" | "reversal_not_in_file" | "ours_on_other_day" | "theirs_on_other_day" | "pending_at_partner" | "held_too_long" | "not_at_us" | "not_at_partner";
  reference: string;
  customerCode: string | null;
  maskedName: string | null;
  theirAmount: string | null;
  ourAmount: string | null;
  theirTime: string | null;
  ourTime: string | null;
  /** The settlement day on which the other side has it */
  otherDay: string | null;
  paymentId: string | null;
  /** Days since the settlement day */
  ageDays: number;
  dueOn: string;
  overdue: boolean;
  /** Who is on it; taken by hand */
  owner: string | null;
  suggestion: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
  /** What may be done with it */
  fixes: ("accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close")[];
  state: "open" | "waiting" | "asked" | "approval" | "resolved";
  resolution: string | null;
  /** What the partner said when asked */
  answer: "confirmed" | "not_ours" | "will_reverse" | "will_resend" | "other" | null;
  /** How both sides were found to belong together: R1 reference, R2 our payment id, R3 customer, bill and amount, fix: made by a resolved difference */
  rule: "R1" | "R2" | "R3" | "fix" | "nil" | null;
  theirs: {
    fileId: string;
    fileName: string;
    line: number;
    reference: string;
    ourId: string | null;
    customerCode: string;
    bill: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: "paid" | "reversed" | "pending" | "bad";
    raw: string | null;
  } | null;
  ours: {
    paymentId: string;
    reference: string;
    customerCode: string | null;
    customerName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    credited: string;
    state: "accepted" | "reversed";
    channel: string;
    occurredAt: string;
    recordedAt: string;
    settlesOn: string;
    reversedOn: string | null;
    bills: {
      billId: string;
      externalId: string;
      period: string;
      /** Whole VND, decimal digits */
      amount: string;
    }[];
  } | null;
  relatedPaymentIds: string[];
  /** Waits for a second person */
  proposal: {
    fix: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
    note: string;
    customerCode: string | null;
    by: string;
  } | null;
  note: string | null;
  /** What the fix made */
  made: {
    [key: string]: unknown;
  } | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
  answerNote: string | null;
  answeredAt: string | null;
  timeline: {
    at: string;
    event: string;
    actor: string;
    note: string | null;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** POST /reconciliation/differences/{id}/reject */
export type PostReconciliationDifferencesIdRejectBody = {
  note: string;
};

/** POST /reconciliation/differences/{id}/reject */
export type PostReconciliationDifferencesIdRejectAnswer = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
  cause: "unreadable_line" | "repeated_in_file" | "bill_paid_before" | "unknown_code" | "in_suspense" | "other_customer" | "other_amount" | "reversed_at_us" | "reversed_at_partner" | "reversed_on_other_day" | "reversal_not_in_file" | "ours_on_other_day" | "theirs_on_other_day" | "pending_at_partner" | "held_too_long" | "not_at_us" | "not_at_partner";
  reference: string;
  customerCode: string | null;
  maskedName: string | null;
  theirAmount: string | null;
  ourAmount: string | null;
  theirTime: string | null;
  ourTime: string | null;
  /** The settlement day on which the other side has it */
  otherDay: string | null;
  paymentId: string | null;
  /** Days since the settlement day */
  ageDays: number;
  dueOn: string;
  overdue: boolean;
  /** Who is on it; taken by hand */
  owner: string | null;
  suggestion: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
  /** What may be done with it */
  fixes: ("accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close")[];
  state: "open" | "waiting" | "asked" | "approval" | "resolved";
  resolution: string | null;
  /** What the partner said when asked */
  answer: "confirmed" | "not_ours" | "will_reverse" | "will_resend" | "other" | null;
  /** How both sides were found to belong together: R1 reference, R2 our payment id, R3 customer, bill and amount, fix: made by a resolved difference */
  rule: "R1" | "R2" | "R3" | "fix" | "nil" | null;
  theirs: {
    fileId: string;
    fileName: string;
    line: number;
    reference: string;
    ourId: string | null;
    customerCode: string;
    bill: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: "paid" | "reversed" | "pending" | "bad";
    raw: string | null;
  } | null;
  ours: {
    paymentId: string;
    reference: string;
    customerCode: string | null;
    customerName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    credited: string;
    state: "accepted" | "reversed";
    channel: string;
    occurredAt: string;
    recordedAt: string;
    settlesOn: string;
    reversedOn: string | null;
    bills: {
      billId: string;
      externalId: string;
      period: string;
      /** Whole VND, decimal digits */
      amount: string;
    }[];
  } | null;
  relatedPaymentIds: string[];
  /** Waits for a second person */
  proposal: {
    fix: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
    note: string;
    customerCode: string | null;
    by: string;
  } | null;
  note: string | null;
  /** What the fix made */
  made: {
    [key: string]: unknown;
  } | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
  answerNote: string | null;
  answeredAt: string | null;
  timeline: {
    at: string;
    event: string;
    actor: string;
    note: string | null;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** POST /reconciliation/differences/{id}/release */
export type PostReconciliationDifferencesIdReleaseAnswer = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
  cause: "unreadable_line" | "repeated_in_file" | "bill_paid_before" | "unknown_code" | "in_suspense" | "other_customer" | "other_amount" | "reversed_at_us" | "reversed_at_partner" | "reversed_on_other_day" | "reversal_not_in_file" | "ours_on_other_day" | "theirs_on_other_day" | "pending_at_partner" | "held_too_long" | "not_at_us" | "not_at_partner";
  reference: string;
  customerCode: string | null;
  maskedName: string | null;
  theirAmount: string | null;
  ourAmount: string | null;
  theirTime: string | null;
  ourTime: string | null;
  /** The settlement day on which the other side has it */
  otherDay: string | null;
  paymentId: string | null;
  /** Days since the settlement day */
  ageDays: number;
  dueOn: string;
  overdue: boolean;
  /** Who is on it; taken by hand */
  owner: string | null;
  suggestion: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
  /** What may be done with it */
  fixes: ("accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close")[];
  state: "open" | "waiting" | "asked" | "approval" | "resolved";
  resolution: string | null;
  /** What the partner said when asked */
  answer: "confirmed" | "not_ours" | "will_reverse" | "will_resend" | "other" | null;
  /** How both sides were found to belong together: R1 reference, R2 our payment id, R3 customer, bill and amount, fix: made by a resolved difference */
  rule: "R1" | "R2" | "R3" | "fix" | "nil" | null;
  theirs: {
    fileId: string;
    fileName: string;
    line: number;
    reference: string;
    ourId: string | null;
    customerCode: string;
    bill: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: "paid" | "reversed" | "pending" | "bad";
    raw: string | null;
  } | null;
  ours: {
    paymentId: string;
    reference: string;
    customerCode: string | null;
    customerName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    credited: string;
    state: "accepted" | "reversed";
    channel: string;
    occurredAt: string;
    recordedAt: string;
    settlesOn: string;
    reversedOn: string | null;
    bills: {
      billId: string;
      externalId: string;
      period: string;
      /** Whole VND, decimal digits */
      amount: string;
    }[];
  } | null;
  relatedPaymentIds: string[];
  /** Waits for a second person */
  proposal: {
    fix: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
    note: string;
    customerCode: string | null;
    by: string;
  } | null;
  note: string | null;
  /** What the fix made */
  made: {
    [key: string]: unknown;
  } | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
  answerNote: string | null;
  answeredAt: string | null;
  timeline: {
    at: string;
    event: string;
    actor: string;
    note: string | null;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** POST /reconciliation/differences/{id}/take */
export type PostReconciliationDifferencesIdTakeAnswer = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
  cause: "unreadable_line" | "repeated_in_file" | "bill_paid_before" | "unknown_code" | "in_suspense" | "other_customer" | "other_amount" | "reversed_at_us" | "reversed_at_partner" | "reversed_on_other_day" | "reversal_not_in_file" | "ours_on_other_day" | "theirs_on_other_day" | "pending_at_partner" | "held_too_long" | "not_at_us" | "not_at_partner";
  reference: string;
  customerCode: string | null;
  maskedName: string | null;
  theirAmount: string | null;
  ourAmount: string | null;
  theirTime: string | null;
  ourTime: string | null;
  /** The settlement day on which the other side has it */
  otherDay: string | null;
  paymentId: string | null;
  /** Days since the settlement day */
  ageDays: number;
  dueOn: string;
  overdue: boolean;
  /** Who is on it; taken by hand */
  owner: string | null;
  suggestion: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
  /** What may be done with it */
  fixes: ("accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close")[];
  state: "open" | "waiting" | "asked" | "approval" | "resolved";
  resolution: string | null;
  /** What the partner said when asked */
  answer: "confirmed" | "not_ours" | "will_reverse" | "will_resend" | "other" | null;
  /** How both sides were found to belong together: R1 reference, R2 our payment id, R3 customer, bill and amount, fix: made by a resolved difference */
  rule: "R1" | "R2" | "R3" | "fix" | "nil" | null;
  theirs: {
    fileId: string;
    fileName: string;
    line: number;
    reference: string;
    ourId: string | null;
    customerCode: string;
    bill: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: "paid" | "reversed" | "pending" | "bad";
    raw: string | null;
  } | null;
  ours: {
    paymentId: string;
    reference: string;
    customerCode: string | null;
    customerName: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    credited: string;
    state: "accepted" | "reversed";
    channel: string;
    occurredAt: string;
    recordedAt: string;
    settlesOn: string;
    reversedOn: string | null;
    bills: {
      billId: string;
      externalId: string;
      period: string;
      /** Whole VND, decimal digits */
      amount: string;
    }[];
  } | null;
  relatedPaymentIds: string[];
  /** Waits for a second person */
  proposal: {
    fix: "accept" | "correct_code" | "refund" | "offset" | "wait" | "ask_partner" | "reverse_ours" | "accept_amount" | "close";
    note: string;
    customerCode: string | null;
    by: string;
  } | null;
  note: string | null;
  /** What the fix made */
  made: {
    [key: string]: unknown;
  } | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
  answerNote: string | null;
  answeredAt: string | null;
  timeline: {
    at: string;
    event: string;
    actor: string;
    note: string | null;
    detail: {
      [key: string]: unknown;
    };
  }[];
};

/** GET /reconciliation/files */
export type GetReconciliationFilesQuery = {
  partner?: string;
  day?: string;
  after?: string;
};

/** GET /reconciliation/files */
export type GetReconciliationFilesAnswer = {
  rows: {
    id: string;
    partnerCode: string;
    partnerName: string;
    day: string;
    scope: "final" | "running";
    fileName: string;
    bytes: number;
    /** superseded: a later file speaks for the day */
    state: "reading" | "refused" | "matched" | "superseded";
    /** Why nothing of it was used */
    refusal: {
      code: string;
      detail: string;
      detailEn: string;
      params: {
        [key: string]: unknown;
      };
    } | null;
    /** Null: recognised from the header */
    mapping: {
      id: string;
      name: string;
      version: number;
    } | null;
    /** Lines that could be read */
    lines: number;
    /** Whole VND, decimal digits */
    amount: string;
    badLines: number;
    /** What its trailer says */
    control: {
      lines: number | null;
      amount: string | null;
    } | null;
    matched: number | null;
    matchedAmount: string | null;
    /** Their total less ours for the day */
    difference: string | null;
    /** As the matching found it */
    byLane: {
      lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
      count: number;
      /** Whole VND, decimal digits */
      theirAmount: string;
      /** Whole VND, decimal digits */
      ourAmount: string;
    }[];
    /** Not resolved yet, of the whole day */
    openDifferences: number;
    receivedBy: string;
    receivedAt: string;
    matchedAt: string | null;
  }[];
  next: string | null;
};

/** POST /reconciliation/files */
export type PostReconciliationFilesQuery = {
  partner: string;
  day: string;
  scope?: "final" | "running";
  mapping?: string;
  fileName: string;
};

/** POST /reconciliation/files */
export type PostReconciliationFilesAnswer = {
  id: string;
  /** The same bytes are in use already; this is their file */
  unchanged: boolean;
};

/** GET /reconciliation/files/{id} */
export type GetReconciliationFilesIdAnswer = {
  id: string;
  partnerCode: string;
  partnerName: string;
  day: string;
  scope: "final" | "running";
  fileName: string;
  bytes: number;
  /** superseded: a later file speaks for the day */
  state: "reading" | "refused" | "matched" | "superseded";
  /** Why nothing of it was used */
  refusal: {
    code: string;
    detail: string;
    detailEn: string;
    params: {
      [key: string]: unknown;
    };
  } | null;
  /** Null: recognised from the header */
  mapping: {
    id: string;
    name: string;
    version: number;
  } | null;
  /** Lines that could be read */
  lines: number;
  /** Whole VND, decimal digits */
  amount: string;
  badLines: number;
  /** What its trailer says */
  control: {
    lines: number | null;
    amount: string | null;
  } | null;
  matched: number | null;
  matchedAmount: string | null;
  /** Their total less ours for the day */
  difference: string | null;
  /** As the matching found it */
  byLane: {
    lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
    count: number;
    /** Whole VND, decimal digits */
    theirAmount: string;
    /** Whole VND, decimal digits */
    ourAmount: string;
  }[];
  /** Not resolved yet, of the whole day */
  openDifferences: number;
  receivedBy: string;
  receivedAt: string;
  matchedAt: string | null;
};

/** GET /reconciliation/files/{id}/bad-lines */
export type GetReconciliationFilesIdBadLinesQuery = {
  after?: string;
  format?: "xlsx";
};

/** GET /reconciliation/files/{id}/bad-lines */
export type GetReconciliationFilesIdBadLinesAnswer = {
  rows: {
    line: number;
    field: string;
    code: string;
    reason: string;
    reasonEn: string;
    /** The value in question */
    detail: string;
    raw: string;
  }[];
  next: string | null;
};

/** GET /reconciliation/lanes */
export type GetReconciliationLanesQuery = {
  partner?: string;
  day?: string;
};

/** GET /reconciliation/lanes */
export type GetReconciliationLanesAnswer = {
  /** All nine lanes, in order of precedence */
  rows: {
    lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
    /** Not resolved */
    open: number;
    overdue: number;
    /** Of the open ones, waiting for a second person */
    approval: number;
    /** Whole VND, decimal digits */
    theirAmount: string;
    /** Whole VND, decimal digits */
    ourAmount: string;
    resolved: number;
  }[];
};

/** GET /reconciliation/mappings */
export type GetReconciliationMappingsQuery = {
  partner?: string;
  retired?: "true";
};

/** GET /reconciliation/mappings */
export type GetReconciliationMappingsAnswer = {
  rows: {
    id: string;
    /** Null: for every partner */
    partnerCode: string | null;
    name: string;
    version: number;
    mapping: {
      columns: {
        reference: string;
        customerCode: string;
        amount: string;
        occurredAt?: string;
        status?: string;
        bill?: string;
        ourId?: string;
      };
      formats?: {
        amount?: "auto" | "plain" | "dots" | "commas" | "decimals";
        dateTime?: "auto" | "dd/MM/yyyy HH:mm:ss" | "MM/dd/yyyy HH:mm:ss" | "yyyyMMddHHmmss" | "iso";
        encoding?: "auto" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";
      };
      /** What the values of the status column mean; common ones are known */
      statusValues?: {
        [key: string]: "paid" | "reversed" | "pending" | "ignore";
      };
      /** Declared: a file without it is taken for half a file */
      trailer?: {
        /** What its first cell says */
        marker: string;
        /** Cell of the count, from 1 */
        count?: number;
        /** Cell of the sum, from 1 */
        sum?: number;
      };
      skipRows?: number;
    };
    madeBy: string;
    madeAt: string;
    retired: boolean;
  }[];
};

/** POST /reconciliation/mappings */
export type PostReconciliationMappingsBody = {
  partnerCode: string | null;
  name: string;
  mapping: {
    columns: {
      reference: string;
      customerCode: string;
      amount: string;
      occurredAt?: string;
      status?: string;
      bill?: string;
      ourId?: string;
    };
    formats?: {
      amount?: "auto" | "plain" | "dots" | "commas" | "decimals";
      dateTime?: "auto" | "dd/MM/yyyy HH:mm:ss" | "MM/dd/yyyy HH:mm:ss" | "yyyyMMddHHmmss" | "iso";
      encoding?: "auto" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";
    };
    /** What the values of the status column mean; common ones are known */
    statusValues?: {
      [key: string]: "paid" | "reversed" | "pending" | "ignore";
    };
    /** Declared: a file without it is taken for half a file */
    trailer?: {
      /** What its first cell says */
      marker: string;
      /** Cell of the count, from 1 */
      count?: number;
      /** Cell of the sum, from 1 */
      sum?: number;
    };
    skipRows?: number;
  };
};

/** POST /reconciliation/mappings */
export type PostReconciliationMappingsAnswer = {
  id: string;
  /** Null: for every partner */
  partnerCode: string | null;
  name: string;
  version: number;
  mapping: {
    columns: {
      reference: string;
      customerCode: string;
      amount: string;
      occurredAt?: string;
      status?: string;
      bill?: string;
      ourId?: string;
    };
    formats?: {
      amount?: "auto" | "plain" | "dots" | "commas" | "decimals";
      dateTime?: "auto" | "dd/MM/yyyy HH:mm:ss" | "MM/dd/yyyy HH:mm:ss" | "yyyyMMddHHmmss" | "iso";
      encoding?: "auto" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";
    };
    /** What the values of the status column mean; common ones are known */
    statusValues?: {
      [key: string]: "paid" | "reversed" | "pending" | "ignore";
    };
    /** Declared: a file without it is taken for half a file */
    trailer?: {
      /** What its first cell says */
      marker: string;
      /** Cell of the count, from 1 */
      count?: number;
      /** Cell of the sum, from 1 */
      sum?: number;
    };
    skipRows?: number;
  };
  madeBy: string;
  madeAt: string;
  retired: boolean;
};

/** POST /reconciliation/mappings/preview */
export type PostReconciliationMappingsPreviewBody = {
  fileName: string;
  /** The first bytes of a file (at most 500 KB), or the whole of a workbook, base64 */
  sample: string;
  mapping?: {
    columns: {
      reference: string;
      customerCode: string;
      amount: string;
      occurredAt?: string;
      status?: string;
      bill?: string;
      ourId?: string;
    };
    formats?: {
      amount?: "auto" | "plain" | "dots" | "commas" | "decimals";
      dateTime?: "auto" | "dd/MM/yyyy HH:mm:ss" | "MM/dd/yyyy HH:mm:ss" | "yyyyMMddHHmmss" | "iso";
      encoding?: "auto" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";
    };
    /** What the values of the status column mean; common ones are known */
    statusValues?: {
      [key: string]: "paid" | "reversed" | "pending" | "ignore";
    };
    /** Declared: a file without it is taken for half a file */
    trailer?: {
      /** What its first cell says */
      marker: string;
      /** Cell of the count, from 1 */
      count?: number;
      /** Cell of the sum, from 1 */
      sum?: number;
    };
    skipRows?: number;
  };
};

/** POST /reconciliation/mappings/preview */
export type PostReconciliationMappingsPreviewAnswer = {
  /** The columns as the file names them */
  header: string[];
  headerLine: number | null;
  /** As given, or as recognised from the header */
  mapping: {
    columns: {
      reference: string;
      customerCode: string;
      amount: string;
      occurredAt?: string;
      status?: string;
      bill?: string;
      ourId?: string;
    };
    formats?: {
      amount?: "auto" | "plain" | "dots" | "commas" | "decimals";
      dateTime?: "auto" | "dd/MM/yyyy HH:mm:ss" | "MM/dd/yyyy HH:mm:ss" | "yyyyMMddHHmmss" | "iso";
      encoding?: "auto" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";
    };
    /** What the values of the status column mean; common ones are known */
    statusValues?: {
      [key: string]: "paid" | "reversed" | "pending" | "ignore";
    };
    /** Declared: a file without it is taken for half a file */
    trailer?: {
      /** What its first cell says */
      marker: string;
      /** Cell of the count, from 1 */
      count?: number;
      /** Cell of the sum, from 1 */
      sum?: number;
    };
    skipRows?: number;
  } | null;
  /** Fields that no column was found for */
  missing: string[];
  refusal: {
    code: string;
    detail: string;
    detailEn: string;
    params: {
      [key: string]: unknown;
    };
  } | null;
  /** At most 20 */
  rows: {
    line: number;
    reference: string | null;
    customerCode: string | null;
    amount: string | null;
    occurredAt: string | null;
    status: string | null;
    bill: string | null;
    ourId: string | null;
    problems: {
      field: string;
      code: string;
      reason: string;
      reasonEn: string;
    }[];
    raw: string;
  }[];
  /** Over all rows of the sample */
  errorsByColumn: {
    field: string;
    code: string;
    reason: string;
    reasonEn: string;
    count: number;
  }[];
};

/** POST /reconciliation/mappings/test */
export type PostReconciliationMappingsTestBody = {
  mapping: {
    columns: {
      reference: string;
      customerCode: string;
      amount: string;
      occurredAt?: string;
      status?: string;
      bill?: string;
      ourId?: string;
    };
    formats?: {
      amount?: "auto" | "plain" | "dots" | "commas" | "decimals";
      dateTime?: "auto" | "dd/MM/yyyy HH:mm:ss" | "MM/dd/yyyy HH:mm:ss" | "yyyyMMddHHmmss" | "iso";
      encoding?: "auto" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1258";
    };
    /** What the values of the status column mean; common ones are known */
    statusValues?: {
      [key: string]: "paid" | "reversed" | "pending" | "ignore";
    };
    /** Declared: a file without it is taken for half a file */
    trailer?: {
      /** What its first cell says */
      marker: string;
      /** Cell of the count, from 1 */
      count?: number;
      /** Cell of the sum, from 1 */
      sum?: number;
    };
    skipRows?: number;
  };
  /** A past day's file */
  fileId: string;
};

/** POST /reconciliation/mappings/test */
export type PostReconciliationMappingsTestAnswer = {
  refusal: {
    code: string;
    detail: string;
    detailEn: string;
    params: {
      [key: string]: unknown;
    };
  } | null;
  lines: number;
  badLines: number;
  matched: number;
  /** Whole VND, decimal digits */
  matchedAmount: string;
  /** Whole VND, decimal digits */
  difference: string;
  byLane: {
    lane: "bad_line" | "paid_twice" | "wrong_customer" | "amount_differs" | "reversed_after_cut_off" | "crossed_cut_off" | "pending" | "at_partner_only" | "at_us_only";
    count: number;
    /** Whole VND, decimal digits */
    theirAmount: string;
    /** Whole VND, decimal digits */
    ourAmount: string;
  }[];
};

/** GET /refunds */
export type GetRefundsQuery = {
  state?: "requested" | "approved" | "paid" | "rejected" | "cancelled" | "open" | "all";
  after?: string;
  format?: "xlsx";
};

/** GET /refunds */
export type GetRefundsAnswer = {
  rows: {
    id: string;
    paymentId: string;
    reference: string;
    partner: {
      code: string;
      name: string;
    };
    customer: {
      code: string;
      name: string;
    } | null;
    /** Whole VND, decimal digits */
    amount: string;
    way: "partner" | "bank";
    bank: {
      bin: string | null;
      account: string;
      holder: string;
    } | null;
    reason: string;
    state: "requested" | "approved" | "paid" | "rejected" | "cancelled";
    needsSecond: boolean;
    requestedBy: string;
    requestedAt: string;
    approvedBy: string | null;
    paidBy: string | null;
    paidAt: string | null;
    settlesOn: string | null;
    bankReference: string | null;
    rejectedReason: string | null;
  }[];
  next: string | null;
};

/** POST /refunds/{id}/approve */
export type PostRefundsIdApproveBody = Record<string, never>;

/** POST /refunds/{id}/approve */
export type PostRefundsIdApproveAnswer = {
  id: string;
  state: "requested" | "approved" | "paid" | "rejected" | "cancelled";
  needsSecond: boolean;
};

/** POST /refunds/{id}/cancel */
export type PostRefundsIdCancelBody = Record<string, never>;

/** POST /refunds/{id}/cancel */
export type PostRefundsIdCancelAnswer = {
  id: string;
  state: "requested" | "approved" | "paid" | "rejected" | "cancelled";
  needsSecond: boolean;
};

/** POST /refunds/{id}/pay */
export type PostRefundsIdPayBody = {
  bankReference?: string;
};

/** POST /refunds/{id}/pay */
export type PostRefundsIdPayAnswer = {
  id: string;
  state: "requested" | "approved" | "paid" | "rejected" | "cancelled";
  needsSecond: boolean;
};

/** POST /refunds/{id}/reject */
export type PostRefundsIdRejectBody = {
  reason: string;
};

/** POST /refunds/{id}/reject */
export type PostRefundsIdRejectAnswer = {
  id: string;
  state: "requested" | "approved" | "paid" | "rejected" | "cancelled";
  needsSecond: boolean;
};

/** GET /session */
export type GetSessionAnswer = {
  staff: {
    login: string;
    displayName: string;
    role: "business_head" | "unit_staff" | "accountant" | "operator" | "viewer";
    /** Null for the whole company */
    unitId: string | null;
    permissions: ("kpi.view" | "customers.view" | "payments.view" | "ledger.view" | "imports.upload" | "imports.publish" | "targets.edit" | "organisation.view" | "organisation.edit" | "partners.view" | "partners.edit" | "reconciliation.view" | "reconciliation.resolve" | "settlement.manage" | "clearing.manage" | "money.approve" | "demo.drive")[];
  };
  company: {
    code: string;
    name: string;
    demo: boolean;
  };
  csrfToken: string;
  businessDate: string;
};

/** POST /session */
export type PostSessionBody = {
  login: string;
  password: string;
};

/** POST /session */
export type PostSessionAnswer = {
  staff: {
    login: string;
    displayName: string;
    role: "business_head" | "unit_staff" | "accountant" | "operator" | "viewer";
    /** Null for the whole company */
    unitId: string | null;
    permissions: ("kpi.view" | "customers.view" | "payments.view" | "ledger.view" | "imports.upload" | "imports.publish" | "targets.edit" | "organisation.view" | "organisation.edit" | "partners.view" | "partners.edit" | "reconciliation.view" | "reconciliation.resolve" | "settlement.manage" | "clearing.manage" | "money.approve" | "demo.drive")[];
  };
  company: {
    code: string;
    name: string;
    demo: boolean;
  };
  csrfToken: string;
  businessDate: string;
};

/** DELETE /session */
export type DeleteSessionAnswer = undefined;

/** GET /settings */
export type GetSettingsAnswer = {
  /** A bill may be paid in parts */
  partialPayments: boolean;
  /** The oldest open period must be paid first */
  oldestFirst: boolean;
  /** The bills a request names must leave no open period between them */
  noGaps: boolean;
  /** How long bills may be held unpaid */
  holdMinutes: number;
  /** Whole VND, decimal digits: a refund above this needs a second person */
  refundLimit: string;
  /** Customer credit pays the next bill by itself */
  applyCredit: boolean;
};

/** PUT /settings */
export type PutSettingsBody = {
  /** A bill may be paid in parts */
  partialPayments?: boolean;
  /** The oldest open period must be paid first */
  oldestFirst?: boolean;
  /** The bills a request names must leave no open period between them */
  noGaps?: boolean;
  /** How long bills may be held unpaid */
  holdMinutes?: number;
  /** Whole VND, decimal digits: a refund above this needs a second person */
  refundLimit?: string;
  /** Customer credit pays the next bill by itself */
  applyCredit?: boolean;
};

/** PUT /settings */
export type PutSettingsAnswer = {
  /** A bill may be paid in parts */
  partialPayments: boolean;
  /** The oldest open period must be paid first */
  oldestFirst: boolean;
  /** The bills a request names must leave no open period between them */
  noGaps: boolean;
  /** How long bills may be held unpaid */
  holdMinutes: number;
  /** Whole VND, decimal digits: a refund above this needs a second person */
  refundLimit: string;
  /** Customer credit pays the next bill by itself */
  applyCredit: boolean;
};

/** GET /settlement/calendar */
export type GetSettlementCalendarQuery = {
  from?: string;
  to?: string;
  format?: "xlsx";
};

/** GET /settlement/calendar */
export type GetSettlementCalendarAnswer = {
  from: string;
  to: string;
  days: {
    day: string;
    kind: "work" | "rest" | "holiday";
    name: string | null;
  }[];
  partners: {
    code: string;
    name: string;
    contact: string;
    cutOff: string;
    cells: {
      day: string;
      /** none: nothing happened; not_due: the cut-off lies ahead; the others are the states of the window */
      state: "none" | "not_due" | "open" | "closed" | "agreed" | "money_in" | "settled";
      payments: number;
      /** Whole VND, decimal digits */
      amount: string;
      /** Null until the window is closed */
      expected: string | null;
      /** Whole VND, decimal digits */
      received: string;
      /** Expected less received and carried: above zero when the partner still owes */
      difference: string | null;
      dueOn: string | null;
      overdue: boolean;
      file: "missing" | "late" | "running" | "matched" | "refused" | null;
      openDifferences: number;
    }[];
  }[];
  totals: {
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    expected: string;
    /** Whole VND, decimal digits */
    received: string;
    /** Whole VND, decimal digits */
    difference: string;
    overdueWindows: number;
    /** Whole VND, decimal digits */
    overdueAmount: string;
    filesLate: number;
    openDifferences: number;
  };
};

/** GET /settlement/days */
export type GetSettlementDaysQuery = {
  year?: string;
};

/** GET /settlement/days */
export type GetSettlementDaysAnswer = {
  rows: {
    day: string;
    kind: "holiday" | "working";
    name: string;
    setBy: string;
    setAt: string;
  }[];
};

/** POST /settlement/days */
export type PostSettlementDaysBody = {
  day: string;
  kind: "holiday" | "working";
  name: string;
};

/** POST /settlement/days */
export type PostSettlementDaysAnswer = {
  day: string;
  kind: "holiday" | "working";
  name: string;
  setBy: string;
  setAt: string;
};

/** DELETE /settlement/days/{day} */
export type DeleteSettlementDaysDayAnswer = undefined;

/** GET /settlement/fees */
export type GetSettlementFeesQuery = {
  partner: string;
  month?: string;
  format?: "xlsx";
};

/** GET /settlement/fees */
export type GetSettlementFeesAnswer = {
  partnerCode: string;
  partnerName: string;
  month: string;
  rows: {
    day: string;
    /** True when the window is closed and this is its fee */
    frozen: boolean;
    /** Payments less reversals */
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
    /** Whole VND, decimal digits */
    vat: string;
    mode: "netted" | "invoiced";
    lines: {
      /** 0 for a rule without tiers */
      tier: number;
      upTo: string | null;
      payments: number;
      /** Whole VND, decimal digits */
      amount: string;
      /** Whole VND, decimal digits */
      fee: string;
    }[];
  }[];
  byTier: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  total: {
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
    /** Whole VND, decimal digits */
    vat: string;
  };
};

/** POST /settlement/fees/preview */
export type PostSettlementFeesPreviewQuery = {
  partner: string;
  month?: string;
};

/** POST /settlement/fees/preview */
export type PostSettlementFeesPreviewBody = {
  feeRule: {
    kind: "none";
  } | {
    kind: "flat";
    perPaymentVnd: string;
  } | {
    kind: "percent";
    basisPoints: number;
    minVnd?: string;
    maxVnd?: string;
  } | {
    kind: "tiers";
    by: "count" | "amount";
    tiers: {
      upTo: string | null;
      perPaymentVnd?: string;
      basisPoints?: number;
    }[];
  };
  feeVatRate?: number;
};

/** POST /settlement/fees/preview */
export type PostSettlementFeesPreviewAnswer = {
  partnerCode: string;
  partnerName: string;
  month: string;
  rows: {
    day: string;
    /** True when the window is closed and this is its fee */
    frozen: boolean;
    /** Payments less reversals */
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
    /** Whole VND, decimal digits */
    vat: string;
    mode: "netted" | "invoiced";
    lines: {
      /** 0 for a rule without tiers */
      tier: number;
      upTo: string | null;
      payments: number;
      /** Whole VND, decimal digits */
      amount: string;
      /** Whole VND, decimal digits */
      fee: string;
    }[];
  }[];
  byTier: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  total: {
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
    /** Whole VND, decimal digits */
    vat: string;
  };
};

/** GET /settlement/prefund/{partner} */
export type GetSettlementPrefundPartnerAnswer = {
  partnerCode: string;
  partnerName: string;
  prefunded: boolean;
  /** Whole VND, decimal digits */
  available: string;
  /** Whole VND, decimal digits */
  deposited: string;
  /** Whole VND, decimal digits */
  drawn: string;
  movements: {
    id: string;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    creditId: string | null;
    bookedOn: string | null;
    reference: string | null;
    day: string | null;
    undone: boolean;
  }[];
};

/** POST /settlement/prefund/{partner} */
export type PostSettlementPrefundPartnerBody = {
  creditId: string;
  amount: string;
};

/** POST /settlement/prefund/{partner} */
export type PostSettlementPrefundPartnerAnswer = {
  partnerCode: string;
  partnerName: string;
  prefunded: boolean;
  /** Whole VND, decimal digits */
  available: string;
  /** Whole VND, decimal digits */
  deposited: string;
  /** Whole VND, decimal digits */
  drawn: string;
  movements: {
    id: string;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    creditId: string | null;
    bookedOn: string | null;
    reference: string | null;
    day: string | null;
    undone: boolean;
  }[];
};

/** POST /settlement/prefund/{partner}/receipts/{id}/undo */
export type PostSettlementPrefundPartnerReceiptsIdUndoAnswer = {
  partnerCode: string;
  partnerName: string;
  prefunded: boolean;
  /** Whole VND, decimal digits */
  available: string;
  /** Whole VND, decimal digits */
  deposited: string;
  /** Whole VND, decimal digits */
  drawn: string;
  movements: {
    id: string;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    creditId: string | null;
    bookedOn: string | null;
    reference: string | null;
    day: string | null;
    undone: boolean;
  }[];
};

/** POST /settlement/settle */
export type PostSettlementSettleBody = {
  partner?: string;
};

/** POST /settlement/settle */
export type PostSettlementSettleAnswer = {
  settled: {
    partnerCode: string;
    day: string;
  }[];
};

/** GET /settlement/terms/{partner} */
export type GetSettlementTermsPartnerAnswer = {
  partnerCode: string;
  partnerName: string;
  cutOff: string;
  prefunded: boolean;
  dailyLimit: string | null;
  closedThrough: string | null;
  versions: {
    settleDays: number;
    fileDue: string;
    feeRule: {
      kind: "none";
    } | {
      kind: "flat";
      perPaymentVnd: string;
    } | {
      kind: "percent";
      basisPoints: number;
      minVnd?: string;
      maxVnd?: string;
    } | {
      kind: "tiers";
      by: "count" | "amount";
      tiers: {
        upTo: string | null;
        perPaymentVnd?: string;
        basisPoints?: number;
      }[];
    };
    feeMode: "netted" | "invoiced";
    feeVatRate: number;
    contact: string;
    bankMarks: string[];
    /** Null: since ever */
    validFrom: string | null;
    /** Half-open; null: until further notice */
    validTo: string | null;
    inForce: boolean;
    setBy: string | null;
    setAt: string | null;
  }[];
};

/** PUT /settlement/terms/{partner} */
export type PutSettlementTermsPartnerBody = {
  validFrom: string;
  settleDays: number;
  fileDue: string;
  feeRule: {
    kind: "none";
  } | {
    kind: "flat";
    perPaymentVnd: string;
  } | {
    kind: "percent";
    basisPoints: number;
    minVnd?: string;
    maxVnd?: string;
  } | {
    kind: "tiers";
    by: "count" | "amount";
    tiers: {
      upTo: string | null;
      perPaymentVnd?: string;
      basisPoints?: number;
    }[];
  };
  feeMode: "netted" | "invoiced";
  feeVatRate: number;
  contact: string;
  bankMarks: string[];
  cutOff: string;
  prefunded: boolean;
  dailyLimit: string | null;
};

/** PUT /settlement/terms/{partner} */
export type PutSettlementTermsPartnerAnswer = {
  partnerCode: string;
  partnerName: string;
  cutOff: string;
  prefunded: boolean;
  dailyLimit: string | null;
  closedThrough: string | null;
  versions: {
    settleDays: number;
    fileDue: string;
    feeRule: {
      kind: "none";
    } | {
      kind: "flat";
      perPaymentVnd: string;
    } | {
      kind: "percent";
      basisPoints: number;
      minVnd?: string;
      maxVnd?: string;
    } | {
      kind: "tiers";
      by: "count" | "amount";
      tiers: {
        upTo: string | null;
        perPaymentVnd?: string;
        basisPoints?: number;
      }[];
    };
    feeMode: "netted" | "invoiced";
    feeVatRate: number;
    contact: string;
    bankMarks: string[];
    /** Null: since ever */
    validFrom: string | null;
    /** Half-open; null: until further notice */
    validTo: string | null;
    inForce: boolean;
    setBy: string | null;
    setAt: string | null;
  }[];
};

/** GET /settlement/windows */
export type GetSettlementWindowsQuery = {
  state?: "open" | "closed" | "agreed" | "money_in" | "settled";
  partner?: string;
  overdue?: "true" | "false";
  after?: string;
  format?: "xlsx";
};

/** GET /settlement/windows */
export type GetSettlementWindowsAnswer = {
  rows: {
    partnerCode: string;
    partnerName: string;
    day: string;
    state: "open" | "closed" | "agreed" | "money_in" | "settled";
    dueOn: string;
    /** Calendar days past due while the money is not in; else 0 */
    overdueDays: number;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    reversals: number;
    /** Whole VND, decimal digits */
    reversalsAmount: string;
    /** Whole VND, decimal digits */
    refundsAmount: string;
    /** Null until the window is closed */
    fee: string | null;
    feeVat: string | null;
    feeMode: "netted" | "invoiced" | null;
    /** Whole VND, decimal digits */
    carriedIn: string;
    expected: string | null;
    /** Whole VND, decimal digits */
    received: string;
    /** Whole VND, decimal digits */
    carried: string;
    difference: string | null;
  }[];
  next: string | null;
};

/** GET /settlement/windows/{partner}/{day} */
export type GetSettlementWindowsPartnerDayAnswer = {
  partnerCode: string;
  partnerName: string;
  day: string;
  state: "open" | "closed" | "agreed" | "money_in" | "settled";
  dueOn: string;
  /** Calendar days past due while the money is not in; else 0 */
  overdueDays: number;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  reversals: number;
  /** Whole VND, decimal digits */
  reversalsAmount: string;
  /** Whole VND, decimal digits */
  refundsAmount: string;
  /** Null until the window is closed */
  fee: string | null;
  feeVat: string | null;
  feeMode: "netted" | "invoiced" | null;
  /** Whole VND, decimal digits */
  carriedIn: string;
  expected: string | null;
  /** Whole VND, decimal digits */
  received: string;
  /** Whole VND, decimal digits */
  carried: string;
  difference: string | null;
  cutOff: string;
  endsAt: string;
  feeLines: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  receipts: {
    id: string;
    creditId: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    undone: boolean;
    undoes: string | null;
    bookedOn: string | null;
    reference: string | null;
    payer: string | null;
    remittance: string | null;
  }[];
  carriedInFrom: {
    day: string;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
  }[];
  carriedOut: {
    /** Null: written to account 1388 */
    to: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
    at: string;
  }[];
  events: {
    event: string;
    actor: string;
    detail: {
      [key: string]: unknown;
    };
    at: string;
  }[];
  minutes: {
    id: string;
    number: string;
    version: number;
    state: string;
  } | null;
  file: "missing" | "late" | "running" | "matched" | "refused" | null;
  openDifferences: number;
  may: {
    close: boolean;
    assign: boolean;
    carry: boolean;
    settle: boolean;
  };
};

/** POST /settlement/windows/{partner}/{day}/carry */
export type PostSettlementWindowsPartnerDayCarryBody = {
  /** Above zero when the partner still owes */
  amount: string;
  reason: string;
  to: "nextDay" | "account";
};

/** POST /settlement/windows/{partner}/{day}/carry */
export type PostSettlementWindowsPartnerDayCarryAnswer = {
  partnerCode: string;
  partnerName: string;
  day: string;
  state: "open" | "closed" | "agreed" | "money_in" | "settled";
  dueOn: string;
  /** Calendar days past due while the money is not in; else 0 */
  overdueDays: number;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  reversals: number;
  /** Whole VND, decimal digits */
  reversalsAmount: string;
  /** Whole VND, decimal digits */
  refundsAmount: string;
  /** Null until the window is closed */
  fee: string | null;
  feeVat: string | null;
  feeMode: "netted" | "invoiced" | null;
  /** Whole VND, decimal digits */
  carriedIn: string;
  expected: string | null;
  /** Whole VND, decimal digits */
  received: string;
  /** Whole VND, decimal digits */
  carried: string;
  difference: string | null;
  cutOff: string;
  endsAt: string;
  feeLines: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  receipts: {
    id: string;
    creditId: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    undone: boolean;
    undoes: string | null;
    bookedOn: string | null;
    reference: string | null;
    payer: string | null;
    remittance: string | null;
  }[];
  carriedInFrom: {
    day: string;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
  }[];
  carriedOut: {
    /** Null: written to account 1388 */
    to: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
    at: string;
  }[];
  events: {
    event: string;
    actor: string;
    detail: {
      [key: string]: unknown;
    };
    at: string;
  }[];
  minutes: {
    id: string;
    number: string;
    version: number;
    state: string;
  } | null;
  file: "missing" | "late" | "running" | "matched" | "refused" | null;
  openDifferences: number;
  may: {
    close: boolean;
    assign: boolean;
    carry: boolean;
    settle: boolean;
  };
};

/** POST /settlement/windows/{partner}/{day}/close */
export type PostSettlementWindowsPartnerDayCloseAnswer = {
  partnerCode: string;
  partnerName: string;
  day: string;
  state: "open" | "closed" | "agreed" | "money_in" | "settled";
  dueOn: string;
  /** Calendar days past due while the money is not in; else 0 */
  overdueDays: number;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  reversals: number;
  /** Whole VND, decimal digits */
  reversalsAmount: string;
  /** Whole VND, decimal digits */
  refundsAmount: string;
  /** Null until the window is closed */
  fee: string | null;
  feeVat: string | null;
  feeMode: "netted" | "invoiced" | null;
  /** Whole VND, decimal digits */
  carriedIn: string;
  expected: string | null;
  /** Whole VND, decimal digits */
  received: string;
  /** Whole VND, decimal digits */
  carried: string;
  difference: string | null;
  cutOff: string;
  endsAt: string;
  feeLines: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  receipts: {
    id: string;
    creditId: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    undone: boolean;
    undoes: string | null;
    bookedOn: string | null;
    reference: string | null;
    payer: string | null;
    remittance: string | null;
  }[];
  carriedInFrom: {
    day: string;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
  }[];
  carriedOut: {
    /** Null: written to account 1388 */
    to: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
    at: string;
  }[];
  events: {
    event: string;
    actor: string;
    detail: {
      [key: string]: unknown;
    };
    at: string;
  }[];
  minutes: {
    id: string;
    number: string;
    version: number;
    state: string;
  } | null;
  file: "missing" | "late" | "running" | "matched" | "refused" | null;
  openDifferences: number;
  may: {
    close: boolean;
    assign: boolean;
    carry: boolean;
    settle: boolean;
  };
};

/** POST /settlement/windows/{partner}/{day}/receipts */
export type PostSettlementWindowsPartnerDayReceiptsBody = {
  creditId: string;
  amount: string;
};

/** POST /settlement/windows/{partner}/{day}/receipts */
export type PostSettlementWindowsPartnerDayReceiptsAnswer = {
  partnerCode: string;
  partnerName: string;
  day: string;
  state: "open" | "closed" | "agreed" | "money_in" | "settled";
  dueOn: string;
  /** Calendar days past due while the money is not in; else 0 */
  overdueDays: number;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  reversals: number;
  /** Whole VND, decimal digits */
  reversalsAmount: string;
  /** Whole VND, decimal digits */
  refundsAmount: string;
  /** Null until the window is closed */
  fee: string | null;
  feeVat: string | null;
  feeMode: "netted" | "invoiced" | null;
  /** Whole VND, decimal digits */
  carriedIn: string;
  expected: string | null;
  /** Whole VND, decimal digits */
  received: string;
  /** Whole VND, decimal digits */
  carried: string;
  difference: string | null;
  cutOff: string;
  endsAt: string;
  feeLines: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  receipts: {
    id: string;
    creditId: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    undone: boolean;
    undoes: string | null;
    bookedOn: string | null;
    reference: string | null;
    payer: string | null;
    remittance: string | null;
  }[];
  carriedInFrom: {
    day: string;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
  }[];
  carriedOut: {
    /** Null: written to account 1388 */
    to: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
    at: string;
  }[];
  events: {
    event: string;
    actor: string;
    detail: {
      [key: string]: unknown;
    };
    at: string;
  }[];
  minutes: {
    id: string;
    number: string;
    version: number;
    state: string;
  } | null;
  file: "missing" | "late" | "running" | "matched" | "refused" | null;
  openDifferences: number;
  may: {
    close: boolean;
    assign: boolean;
    carry: boolean;
    settle: boolean;
  };
};

/** POST /settlement/windows/{partner}/{day}/receipts/{id}/undo */
export type PostSettlementWindowsPartnerDayReceiptsIdUndoAnswer = {
  partnerCode: string;
  partnerName: string;
  day: string;
  state: "open" | "closed" | "agreed" | "money_in" | "settled";
  dueOn: string;
  /** Calendar days past due while the money is not in; else 0 */
  overdueDays: number;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  reversals: number;
  /** Whole VND, decimal digits */
  reversalsAmount: string;
  /** Whole VND, decimal digits */
  refundsAmount: string;
  /** Null until the window is closed */
  fee: string | null;
  feeVat: string | null;
  feeMode: "netted" | "invoiced" | null;
  /** Whole VND, decimal digits */
  carriedIn: string;
  expected: string | null;
  /** Whole VND, decimal digits */
  received: string;
  /** Whole VND, decimal digits */
  carried: string;
  difference: string | null;
  cutOff: string;
  endsAt: string;
  feeLines: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  receipts: {
    id: string;
    creditId: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    undone: boolean;
    undoes: string | null;
    bookedOn: string | null;
    reference: string | null;
    payer: string | null;
    remittance: string | null;
  }[];
  carriedInFrom: {
    day: string;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
  }[];
  carriedOut: {
    /** Null: written to account 1388 */
    to: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
    at: string;
  }[];
  events: {
    event: string;
    actor: string;
    detail: {
      [key: string]: unknown;
    };
    at: string;
  }[];
  minutes: {
    id: string;
    number: string;
    version: number;
    state: string;
  } | null;
  file: "missing" | "late" | "running" | "matched" | "refused" | null;
  openDifferences: number;
  may: {
    close: boolean;
    assign: boolean;
    carry: boolean;
    settle: boolean;
  };
};

/** POST /settlement/windows/{partner}/{day}/settle */
export type PostSettlementWindowsPartnerDaySettleAnswer = {
  partnerCode: string;
  partnerName: string;
  day: string;
  state: "open" | "closed" | "agreed" | "money_in" | "settled";
  dueOn: string;
  /** Calendar days past due while the money is not in; else 0 */
  overdueDays: number;
  payments: number;
  /** Whole VND, decimal digits */
  amount: string;
  reversals: number;
  /** Whole VND, decimal digits */
  reversalsAmount: string;
  /** Whole VND, decimal digits */
  refundsAmount: string;
  /** Null until the window is closed */
  fee: string | null;
  feeVat: string | null;
  feeMode: "netted" | "invoiced" | null;
  /** Whole VND, decimal digits */
  carriedIn: string;
  expected: string | null;
  /** Whole VND, decimal digits */
  received: string;
  /** Whole VND, decimal digits */
  carried: string;
  difference: string | null;
  cutOff: string;
  endsAt: string;
  feeLines: {
    /** 0 for a rule without tiers */
    tier: number;
    upTo: string | null;
    payments: number;
    /** Whole VND, decimal digits */
    amount: string;
    /** Whole VND, decimal digits */
    fee: string;
  }[];
  receipts: {
    id: string;
    creditId: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    rule: string;
    assignedBy: string;
    assignedAt: string;
    undone: boolean;
    undoes: string | null;
    bookedOn: string | null;
    reference: string | null;
    payer: string | null;
    remittance: string | null;
  }[];
  carriedInFrom: {
    day: string;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
  }[];
  carriedOut: {
    /** Null: written to account 1388 */
    to: string | null;
    /** Whole VND, decimal digits */
    amount: string;
    reason: string;
    by: string;
    at: string;
  }[];
  events: {
    event: string;
    actor: string;
    detail: {
      [key: string]: unknown;
    };
    at: string;
  }[];
  minutes: {
    id: string;
    number: string;
    version: number;
    state: string;
  } | null;
  file: "missing" | "late" | "running" | "matched" | "refused" | null;
  openDifferences: number;
  may: {
    close: boolean;
    assign: boolean;
    carry: boolean;
    settle: boolean;
  };
};

/** GET /suspense */
export type GetSuspenseQuery = {
  source?: "payment" | "bank";
  bucket?: "0-1" | "2-3" | "4-7" | "8+" | "all";
  after?: string;
  format?: "xlsx";
};

/** GET /suspense */
export type GetSuspenseAnswer = {
  buckets: {
    source: "payment" | "bank";
    bucket: "0-1" | "2-3" | "4-7" | "8+";
    count: number;
    /** Whole VND, decimal digits */
    amount: string;
  }[];
  rows: {
    id: string;
    reference: string;
    partner: {
      code: string;
      name: string;
    } | null;
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
      customer: {
        code: string;
        name: string;
      };
      unitName: string | null;
      reasons: ("written_otherwise" | "looks_alike" | "one_wrong" | "two_swapped" | "one_missing" | "one_extra" | "phone" | "name")[];
      bill: {
        externalId: string;
        period: string;
      } | null;
    }[];
  }[];
  next: string | null;
};

/** POST /suspense/{paymentId}/identify */
export type PostSuspensePaymentIdIdentifyBody = {
  customerCode: string;
  reason: string;
};

/** POST /suspense/{paymentId}/identify */
export type PostSuspensePaymentIdIdentifyAnswer = {
  /** Whole VND, decimal digits */
  allocated: string;
  /** Whole VND, decimal digits */
  credited: string;
};

/** GET /targets */
export type GetTargetsQuery = {
  period: string;
  format?: "xlsx";
};

/** GET /targets */
export type GetTargetsAnswer = {
  period: string;
  rows: {
    unitCode: string;
    unitName: string;
    kind: "company" | "unit" | "team" | "book";
    customersBp: number | null;
    moneyBp: number | null;
  }[];
};

/** PUT /targets */
export type PutTargetsBody = {
  period: string;
  rows: {
    unitCode: string;
    metric: "customers" | "money";
    shareBp: number;
  }[];
};

/** PUT /targets */
export type PutTargetsAnswer = {
  period: string;
  rows: {
    unitCode: string;
    unitName: string;
    kind: "company" | "unit" | "team" | "book";
    customersBp: number | null;
    moneyBp: number | null;
  }[];
};

/** GET /units */
export type GetUnitsQuery = {
  on?: string;
  format?: "xlsx";
};

/** GET /units */
export type GetUnitsAnswer = {
  rows: {
    code: string;
    name: string;
    kind: "company" | "unit" | "team" | "book";
    parentCode: string | null;
    /** First met in a file and not named by staff yet; its name is its code */
    toBeNamed: boolean;
    validFrom: string;
    validTo: string | null;
  }[];
};

/** PUT /units/{code} */
export type PutUnitsCodeBody = {
  name?: string;
  parentCode?: string;
  from: string;
};

/** PUT /units/{code} */
export type PutUnitsCodeAnswer = {
  code: string;
  name: string;
  kind: "company" | "unit" | "team" | "book";
  parentCode: string | null;
  /** First met in a file and not named by staff yet; its name is its code */
  toBeNamed: boolean;
  validFrom: string;
  validTo: string | null;
};

/** GET /villages */
export type GetVillagesQuery = {
  commune?: string;
  status?: "suggested" | "confirmed" | "rejected";
  query?: string;
  after?: string;
  format?: "xlsx";
};

/** GET /villages */
export type GetVillagesAnswer = {
  rows: {
    id: string;
    communeCode: string;
    communeName: string | null;
    name: string;
    status: "suggested" | "confirmed" | "rejected";
    settlement: "urban" | "rural" | "remote" | null;
    ethnicMinority: boolean | null;
    mobileCoverage: boolean | null;
    fibre: boolean | null;
    confirmedBy: string | null;
    validFrom: string | null;
    validTo: string | null;
  }[];
  next: string | null;
};

/** PUT /villages/{id} */
export type PutVillagesIdBody = {
  status?: "suggested" | "confirmed" | "rejected";
  name?: string;
  settlement?: "urban" | "rural" | "remote" | null;
  ethnicMinority?: boolean | null;
  mobileCoverage?: boolean | null;
  fibre?: boolean | null;
  validFrom?: string;
  validTo?: string | null;
};

/** PUT /villages/{id} */
export type PutVillagesIdAnswer = {
  id: string;
  communeCode: string;
  communeName: string | null;
  name: string;
  status: "suggested" | "confirmed" | "rejected";
  settlement: "urban" | "rural" | "remote" | null;
  ethnicMinority: boolean | null;
  mobileCoverage: boolean | null;
  fibre: boolean | null;
  confirmedBy: string | null;
  validFrom: string | null;
  validTo: string | null;
};
