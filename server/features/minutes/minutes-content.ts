import { createHash } from 'node:crypto';
import type { Channel } from '../../../core/channels.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Lane } from '../../../core/reconciliation/lanes.ts';

/** Whole dong as decimal digits. */
type Amount = string;

export interface Counted {
  payments: number;
  paymentsVnd: Amount;
  reversals: number;
  reversalsVnd: Amount;
}

/** What both sides agree on. Once it is made it never changes; new figures are a new version. */
export interface MinutesContent {
  number: string;
  kind: 'day' | 'month';
  from: BusinessDate;
  /** The last day covered. */
  through: BusinessDate;
  version: number;
  /** The hash of the version before; null for the first. */
  previousHash: string | null;
  company: { code: string; name: string; demo: boolean };
  partner: { code: string; name: string };
  figures: Figures;
  channels: (Counted & { channel: Channel })[];
  units: (Counted & { code: string; name: string })[];
  /** Of a month: its days in order. */
  days: DayLine[];
  reconciliation: Reconciliation;
  moving: Moving;
}

export interface Figures extends Counted {
  /** Given back to customers by the partner. */
  refundsVnd: Amount;
  /** Payments less reversals and refunds. */
  collectedVnd: Amount;
  collectedInWords: string;
  /** Null while a session is open. */
  feeVnd: Amount | null;
  feeVatVnd: Amount | null;
  feeMode: 'netted' | 'invoiced' | 'mixed' | null;
  carriedInVnd: Amount;
  expectedVnd: Amount | null;
  expectedInWords: string | null;
}

export interface DayLine extends Counted {
  day: BusinessDate;
  refundsVnd: Amount;
  feeVnd: Amount | null;
  expectedVnd: Amount | null;
  number: string | null;
  hash: string | null;
}

export interface Reconciliation {
  /** The partner's files of the days covered. */
  files: number;
  days: number;
  lines: number;
  linesVnd: Amount;
  matched: number;
  matchedVnd: Amount;
  lanes: { lane: Lane; found: number; resolved: number; left: number; leftVnd: Amount }[];
  /** Differences that go on after the minutes, each with the reason why it waits. */
  left: LeftDifference[];
}

export interface LeftDifference {
  lane: Lane;
  reference: string;
  customerCode: string | null;
  theirVnd: Amount | null;
  ourVnd: Amount | null;
  state: 'open' | 'waiting' | 'asked' | 'approval';
  reason: string | null;
  /** By when it is to be solved. */
  dueOn: BusinessDate;
}

/** What goes on moving after the figures are agreed: money on its way, the state of the session, the ledger's seal. */
export interface Moving {
  asOf: string;
  sessions: { state: 'open' | 'closed' | 'agreed' | 'money_in' | 'settled'; days: number }[];
  dueOn: BusinessDate | null;
  receivedVnd: Amount;
  carriedVnd: Amount;
  carries: { amountVnd: Amount; toDay: BusinessDate | null; reason: string }[];
  seal: { id: string; hash: string; sealedAt: string; coversAll: boolean } | null;
}

/** SHA-256 over everything the minutes say; the hash of the version before is part of it. */
export function hashContent(content: MinutesContent): string {
  return createHash('sha256').update(canonicalText(content), 'utf8').digest('hex');
}

/** Whoever reads minutes reads what was hashed, or nothing: content that no longer fits its hash is a fault of ours. */
export function ensureIntact({
  number,
  content,
  hash,
}: {
  number: string;
  content: MinutesContent;
  hash: string;
}): void {
  if (hashContent(content) !== hash) throw new Error(`minutes ${number} no longer fit their hash`);
}

/** True when two makings agree in all that does not move by itself. */
export function saysTheSame(a: MinutesContent, b: MinutesContent): boolean {
  return agreedText(a) === agreedText(b);
}

function agreedText({ moving: _moving, ...agreed }: MinutesContent): string {
  return canonicalText(agreed);
}

/** JSON with the names of every object in order, so that storing and reading it back changes nothing. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${canonicalText(part)}`).join(',')}}`;
}
