import type { Channel, Tender } from '../../../core/channels.ts';
import type { DefinitionName } from '../../../core/kpi-definitions.ts';

/** What the staff API answers. Money is a decimal string of whole dong, ids are strings, ratios run from 0 to 1. */

export type Permission =
  | 'kpi.view'
  | 'customers.view'
  | 'payments.view'
  | 'ledger.view'
  | 'imports.upload'
  | 'imports.publish'
  | 'targets.edit'
  | 'organisation.view'
  | 'organisation.edit'
  | 'partners.view'
  | 'partners.edit'
  | 'demo.drive';

export interface Session {
  staff: { login: string; displayName: string; role: string; unitId: string | null; permissions: string[] };
  company: { code: string; name: string; demo: boolean };
  csrfToken: string;
  businessDate: string;
}

export interface DemoSignIn {
  login: string;
  password: string;
  displayName: string;
  role: string;
  companyCode: string;
  companyName: string;
  unitName: string | null;
}

export interface Demo {
  demo: true;
  banner: string;
  companies: { code: string; name: string }[];
  signIns: DemoSignIn[];
  businessDate: string;
  offsetDays: number;
  /** Payments a second that the simulated partners aim at. */
  pace: number;
  partnerApi: { baseUrl: string; docsUrl: string };
  /** The figure the story starts from, of the first company. */
  headline: {
    companyName: string;
    period: string;
    customersRatio: number | null;
    target: number | null;
  } | null;
}

export interface Clock {
  businessDate: string;
  realDate: string;
  offsetDays: number;
  movable: boolean;
}
export type ClockStep = 'day' | 'next-due' | 'month';

export interface Share {
  numerator: string;
  /** Null when the denominator is 0: there is nothing to measure. */
  ratio: number | null;
}

export interface Figure {
  denominator: string;
  official: Share;
  strict: Share;
  /** Share from 0 to 1; null where no target was given. */
  target: number | null;
  attainment: number | null;
  /** How many customers, bills or dong are short of the target under the official definition; 0 when reached. */
  gap: string | null;
  definition: Record<DefinitionName, { name: string; version: number }>;
}

export interface Figures {
  customers: Figure;
  bills: Figure;
  money: Figure;
}

export interface BoardUnit extends Figures {
  code: string;
  name: string;
  kind: string;
  hasChildren: boolean;
}

export interface BoardCommune extends Figures {
  code: string;
  name: string;
}

export interface ChannelOfPeriod {
  period: string;
  channel: Channel;
  amount: string;
  bills: string;
  share: number | null;
}

export interface TrendPoint {
  period: string;
  customers: Record<DefinitionName, number | null>;
  money: Record<DefinitionName, number | null>;
}

export interface Board {
  period: string;
  periods: string[];
  unit: { code: string; name: string; kind: string };
  asOf: string;
  provisional: boolean;
  figures: Figures;
  /** The newest month while it is being collected; null before the first bill. */
  live: {
    period: string;
    bills: string;
    billsPaid: string;
    billed: string;
    paid: string;
    customers: Figure;
  } | null;
  cashBeside: { channel: Channel; amount: string; share: number | null }[];
  units: BoardUnit[];
  communes: BoardCommune[];
  channels: ChannelOfPeriod[];
  trend: TrendPoint[];
}

export type CustomerState = 'all' | 'cashless' | 'cash' | 'unpaid';

export interface KpiCustomers {
  total: string | number;
  rows: {
    code: string;
    name: string;
    address: string;
    unitCode: string;
    communeCode: string | null;
    bills: number;
    billed: string;
    paid: string;
    cashless: boolean;
    channels: Channel[];
  }[];
  next: string | null;
}

export interface CustomerHits {
  rows: {
    code: string;
    name: string;
    address: string;
    unitName: string;
    communeName: string | null;
    kind: string;
  }[];
  next: string | null;
}

export interface Customer {
  code: string;
  name: string;
  address: string;
  unit: { code: string; name: string };
  book: Area | null;
  commune: Area | null;
  village: { id: string; name: string; status: string } | null;
  kind: string;
  /** Masked: the last digits only. */
  phone: string | null;
  effectiveOn: string | null;
  openAmount: string;
  creditAmount: string;
}

export interface Bill {
  id: string;
  externalId: string;
  version: number;
  correctsExternalVersion: number | null;
  period: string;
  term: number;
  kind: string;
  issuedOn: string;
  dueOn: string;
  energyKwh: string | number;
  net: string;
  vatRate: number;
  vat: string;
  total: string;
  paid: string;
  state: string;
}

export interface Payment {
  id: string;
  reference: string;
  partnerCode: string;
  partnerName: string;
  channel: Channel;
  tender: Tender | null;
  amount: string;
  credited: string;
  state: string;
  occurredAt: string;
  businessOn: string;
  recordedAt: string;
  allocations: { billId: string; externalId: string; period: string; amount: string }[];
}

export interface FeedPayment extends Payment {
  customerCode: string | null;
  customerName: string | null;
  unitName: string | null;
}

export interface PaymentsSummary {
  today: { count: number | string; amount: string };
  perPartner: { code: string; name: string; count: number | string; amount: string }[];
}

export interface Partner {
  code: string;
  name: string;
  kind: string;
  channels: Channel[];
  suspended: boolean;
  paymentsToday: number | string;
  amountToday: string;
}

export interface LedgerBalances {
  rows: {
    code: string;
    name: string;
    unitCode: string | null;
    partnerCode: string | null;
    debit: string;
    credit: string;
    balance: string;
  }[];
  asOf: string;
}

export interface TargetRow {
  unitCode: string;
  unitName: string;
  /** Basis points: 9600 is 96 %. */
  customersBp: number | null;
  moneyBp: number | null;
}

export interface OrgUnit {
  code: string;
  name: string;
  kind: string;
  parentCode: string | null;
  toBeNamed: boolean;
  validFrom: string | null;
  validTo: string | null;
}

export interface Area {
  code: string;
  name: string;
}

export interface Commune extends Area {
  /** Former communes only. */
  district: Area | null;
  province: Area;
}

export interface AreaMapping {
  formerCode: string;
  formerName: string;
  formerDistrict: string | null;
  presentCode: string;
  presentName: string;
  decided: boolean;
}

/** A former commune that became several present ones, or none that is known. */
export interface UndecidedArea {
  formerCode: string;
  formerName: string;
  formerDistrict: string;
  formerProvince: string;
  reason: 'split' | 'unmapped';
  present: Area[];
}

/** Ratios read by the districts of before 1 July 2025. */
export interface FormerAreas {
  period: string;
  rows: (Figures & { code: string; name: string; communes?: number })[];
  undecided: (Figures & { code: string; name: string })[];
}

export interface Village {
  id: string;
  name: string;
  communeCode: string;
  communeName: string | null;
  status: 'suggested' | 'confirmed' | 'rejected';
  settlement: 'urban' | 'rural' | 'remote' | null;
  ethnicMinority: boolean | null;
  mobileCoverage: boolean | null;
  fibre: boolean | null;
  confirmedBy: string | null;
  validFrom: string | null;
  validTo: string | null;
}

export type ImportKind = 'customers' | 'bills';
export type ImportState =
  'receiving' | 'checking' | 'checked' | 'publishing' | 'published' | 'abandoned' | 'failed';

export interface Import {
  id: string;
  kind: ImportKind;
  fileName: string;
  state: ImportState;
  bytes: string | number;
  bytesRead: string | number;
  rows: number;
  accepted: number;
  unchanged: number;
  changed: number;
  rejected: number;
  /** What this import publishes: accepted and changed bills. */
  total: string;
  /** What the billing system sent: all rows whose total can be read. */
  sentTotal: string;
  control: { source: string; rows: number | null; total: string | null; agree: boolean } | null;
  failure: { code: string; detail: string; detailEn: string; params: Record<string, unknown> } | null;
  createdBy: string;
  publishedBy: string | null;
  createdAt: string;
  publishedAt?: string | null;
  newUnits: string[];
}

export interface Rejection {
  line: number;
  field: string;
  code: string;
  reason: string;
  reasonEn: string;
  /** The value in question. */
  detail: string;
  raw: string;
}

export interface Page<Row> {
  rows: Row[];
  next?: string | null;
}

/** RFC 9457 problem document, as every refusal of the server is. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  detailEn: string;
  requestId: string;
  params?: Record<string, unknown>;
  errors?: { field: string; code: string; detail: string }[];
}
