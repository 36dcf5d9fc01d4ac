// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Figure = {
  denominator: string;
  official: { numerator: string; ratio: number | null };
  strict: { numerator: string; ratio: number | null };
  /** The assigned share, 0 to 1; null where no plan was assigned */
  target: number | null;
  /** Reached share of the plan (ratio / target), under the official definition */
  attainment: number | null;
  /** Customers, bills or dong still missing to the plan; 0 once it is reached */
  gap: string | null;
  definition: { official: { name: string; version: number }; strict: { name: string; version: number } };
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
  params?: { [key: string]: unknown };
  errors?: {
    field: string;
    code: string;
    /** What it must be, in Vietnamese */
    detail: string;
    detailEn?: string;
  }[];
};

export type AccountOpeningsList = {
  /** Nothing was taken */
  dryRun: boolean;
  rows: number;
  made: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** The first two hundred */
  rejections: Rejection[];
};

export type Rejection = {
  line: number;
  field: string;
  code: string;
  reason: string;
  reasonEn: string;
  detail: string;
  raw: string;
};

export type BankAccount = {
  number: string;
  bankName: string;
  transferPartner: string | null;
  /** Null: not the account that QR codes name */
  qr: {
    /** The bank, as QR codes name it */
    bankBin: string;
    /** As printed under the code */
    holder: string;
  } | null;
  declaredBy: string;
  declaredAt: string;
};

export type Bill = {
  id: string;
  externalId: string;
  version: number;
  /** The version that this one corrects; null for a bill as first issued */
  correctsExternalVersion: number | null;
  period: string;
  term: number;
  kind: string;
  description: string | null;
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
  /** The one partner that may collect it (giao thu); null: every one */
  handedTo: { code: string; name: string } | null;
};

export type Account = { bankBin: string; bankName: string; number: string; holder: string };

export type BillQrBill = {
  billId: string;
  externalId: string;
  description: string;
  period: string;
  dueOn: string;
  /** Whole VND, decimal digits */
  total: string;
  /** Whole VND, decimal digits */
  amount: string;
  /** Why there is no code; `payable` where there is one */
  state:
    'payable' | 'paid' | 'held' | 'handed_over' | 'not_released' | 'cancelled' | 'written_off' | 'no_account';
  /** Business time; only where it is held */
  heldUntil: string | null;
  payload: string | null;
  purpose: string | null;
};

export type Unit = { code: string; name: string; kind: UnitKind };

export type UnitKind = 'company' | 'unit' | 'team' | 'book';

export type Frozen = {
  version: number;
  at: string;
  asOf: string;
  by: string;
  hash: string;
  figures: Figures;
};

export type Figures = { customers: BoardCustomers; bills: BoardCustomers; money: BoardCustomers };

export type BoardCustomers = {
  denominator: string;
  official: { numerator: string; ratio: number | null };
  strict: { numerator: string; ratio: number | null };
};

export type Customers = { numerator: string; denominator: string; ratio: number | null };

export type Channel =
  | 'auto_debit_bank'
  | 'auto_debit_wallet'
  | 'bank_app'
  | 'bank_counter'
  | 'bank_card'
  | 'vietqr'
  | 'wallet'
  | 'mobile_money'
  | 'payment_order'
  | 'cheque'
  | 'agent_cash'
  | 'staff_cash'
  | 'counter_cash';

export type Commune = {
  code: string;
  name: string;
  /** Fewer than five bills: the figures are withheld */
  small: boolean;
  /** Withheld so that a place of fewer than five bills cannot be told from the total */
  covers: boolean;
  customers: Figure | null;
  bills: Figure | null;
  money: Figure | null;
};

export type Line = {
  customerCode: string;
  customerName: string;
  number: string;
  period: string;
  /** Whole VND, decimal digits */
  asked: string;
  /** Whole VND, decimal digits */
  open: string;
  state: LineState;
};

export type LineState = 'open' | 'part_paid' | 'paid' | 'cancelled' | 'written_off';

export type Receipt = {
  creditId: string;
  bookedOn: string;
  remittance: string;
  rule: string;
  by: string;
  customerCode: string;
  /** Whole VND, decimal digits */
  amount: string;
  /** Whole VND, decimal digits */
  credited: string;
  state: 'claimed' | 'posted' | 'released';
  paymentId: string | null;
};

export type EntryState = 'waiting' | 'cleared' | 'refused' | 'failed';

export type Contact = {
  /** Ten digits; only the last three for who may not change numbers */
  number: string;
  relation: Relation | null;
  source: 'billing' | 'staff' | 'list';
  verifiedOn: string | null;
  zaloOn: string | null;
};

export type Relation = 'holder' | 'relative' | 'tenant' | 'other';

export type CustomerPayment = {
  id: string;
  reference: string;
  partnerCode: string;
  partnerName: string;
  channel: Channel;
  tender: 'cash' | 'account' | null;
  /** Whole VND, decimal digits */
  amount: string;
  /** Not taken by any bill */
  credited: string;
  state: 'accepted' | 'reversed';
  occurredAt: string;
  businessOn: string;
  recordedAt: string;
  customerCode: string | null;
  customerName: string | null;
  unitName: string | null;
  allocations: Allocation[];
};

export type Allocation = {
  billId: string;
  externalId: string;
  period: string;
  /** Whole VND, decimal digits */
  amount: string;
};

export type Refusal = { code: string; detail: string; detailEn: string; params: { [key: string]: unknown } };

export type Role = 'business_head' | 'unit_staff' | 'accountant' | 'operator' | 'viewer' | 'cashier';

export type ImportRejection = {
  line: number;
  field: string;
  code: string;
  reason: string;
  reasonEn: string;
  /** The value in question */
  detail: string;
  raw: string;
};

export type Counted = 'customers' | 'bills' | 'customerBills' | 'money';

export type MandateWalletLink = {
  mandate: string;
  /** Contract with the wallet */
  account: string;
  provider: string;
  /** Ours, as the wallet knows it */
  reference: string;
  state: 'created' | 'offered' | 'bound' | 'unbinding' | 'unbound' | 'failed' | 'expired';
  link: string | null;
  qrContent: string | null;
  /** Most that one debit may take, as the customer agreed to it */
  max: string | null;
  holder: string | null;
  bindingId: string | null;
  failure: string | null;
  attention: 'other_active' | 'refused_unbind' | null;
  expiresAt: string;
  offeredBy: string;
  offeredAt: string;
  boundAt: string | null;
  endedAt: string | null;
};

export type SessionState = 'open' | 'closed' | 'agreed' | 'money_in' | 'settled';

export type Company = { code: string; name: string; demo: boolean };

export type Lane =
  | 'bad_line'
  | 'paid_twice'
  | 'wrong_customer'
  | 'amount_differs'
  | 'reversed_after_cut_off'
  | 'crossed_cut_off'
  | 'pending'
  | 'at_partner_only'
  | 'at_us_only';

export type PaymentRefund = { id: string; state: RefundState; needsSecond: boolean };

export type RefundState = 'requested' | 'approved' | 'paid' | 'rejected' | 'cancelled';

export type DifferenceState = 'open' | 'waiting' | 'asked' | 'approval' | 'resolved';

export type ReportMailKind =
  'daily_flash' | 'weekly_league' | 'monthly_book' | 'province_report' | 'corporation_report' | 'pivot_table';
