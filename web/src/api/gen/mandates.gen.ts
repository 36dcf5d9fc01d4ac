// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { MandateWalletLink, Rejection } from './shared.gen.ts';

export type MandatesMandateState =
  'draft' | 'signed' | 'sent' | 'active' | 'suspended' | 'cancelled' | 'expired';

export type Mandate = {
  id: string;
  /** Ours; stands on the paper and in every debit */
  number: string;
  customerCode: string;
  customerName: string;
  partnerCode: string;
  partnerName: string;
  /** The account is a wallet */
  isWallet: boolean;
  account: string;
  holder: string;
  state: MandatesMandateState;
  mode: 'on_bill' | 'fixed_day';
  fixedDay: number | null;
  /** Most that one debit may take */
  limit: string | null;
  source: 'field' | 'bank';
  signedOn: string | null;
  consentBy: string | null;
  consentPaper: string | null;
  consentSha256: string | null;
  /** The photograph itself is kept, and may be looked at */
  hasPhoto: boolean;
  expiresOn: string | null;
  replaces: string | null;
  stateReason: string | null;
  attention: 'reading_day_moved' | 'over_limit' | null;
  attentionOn: string | null;
  madeBy: string;
  changedAt: string;
};

export type MandatesRejection = Rejection & { suggestion: string | null };

export type MandateConsent = {
  signedOn: string;
  /** Before whom it was signed */
  by: string;
  paper?: string | null;
  sha256?: string | null;
};

/** GET /mandates */
export type GetMandatesQuery = {
  state?: MandatesMandateState;
  partner?: string;
  customer?: string;
  attention?: 'true';
  after?: string;
  format?: 'xlsx';
};

/** GET /mandates */
export type GetMandatesAnswer = { rows: Mandate[]; next: string | null };

/** POST /mandates */
export type PostMandatesBody = {
  customerCode: string;
  partner: string;
  account: string;
  holder: string;
  mode: 'on_bill' | 'fixed_day';
  fixedDay?: number | null;
  limit?: string | null;
  expiresOn?: string | null;
  replaces?: string | null;
};

/** POST /mandates */
export type PostMandatesAnswer = Mandate;

/** GET /mandates/counts */
export type GetMandatesCountsAnswer = {
  states: { state: MandatesMandateState; mandates: number }[];
  /** Marked for a person to look at */
  attention: number;
};

/** GET /mandates/lists */
export type GetMandatesListsAnswer = {
  rows: {
    id: string;
    rows: number;
    registered: number;
    /** Another account, day or limit: a new mandate replaces the old */
    changed: number;
    cancelled: number;
    unchanged: number;
    rejected: number;
    partnerCode: string;
    fileName: string;
    receivedBy: string;
    receivedAt: string;
  }[];
};

/** POST /mandates/lists */
export type PostMandatesListsQuery = { partner: string; fileName: string; dryRun?: 'true' };

/** POST /mandates/lists */
export type PostMandatesListsAnswer = {
  id: string | null;
  rows: number;
  registered: number;
  /** Another account, day or limit: a new mandate replaces the old */
  changed: number;
  cancelled: number;
  unchanged: number;
  rejected: number;
  /** Of a dry run, the first two hundred */
  rejections: MandatesRejection[];
};

/** GET /mandates/lists/{id}/rejections */
export type GetMandatesListsIdRejectionsQuery = { after?: string; format?: 'xlsx' };

/** GET /mandates/lists/{id}/rejections */
export type GetMandatesListsIdRejectionsAnswer = { rows: MandatesRejection[]; next: string | null };

/** GET /mandates/under-debit */
export type GetMandatesUnderDebitQuery = { customer: string };

/** GET /mandates/under-debit */
export type GetMandatesUnderDebitAnswer = {
  customerCode: string;
  /** False as long as a debit is on its way or announced */
  mayRemind: boolean;
  mandate: {
    number: string;
    partnerName: string;
    /** Masked */
    account: string;
    state: MandatesMandateState;
  } | null;
  movedFrom: string | null;
  movingTo: { number: string; partnerName: string; state: MandatesMandateState } | null;
  pending: {
    bills: number;
    /** Whole VND, decimal digits */
    amount: string;
    answerDueOn: string;
  } | null;
  announced: {
    bills: number;
    /** Whole VND, decimal digits */
    amount: string;
    debitOn: string;
  } | null;
};

/** GET /mandates/{id} */
export type GetMandatesIdAnswer = Mandate;

/** POST /mandates/{id}/activate */
export type PostMandatesIdActivateBody = { reason?: string; consent?: MandateConsent };

/** POST /mandates/{id}/activate */
export type PostMandatesIdActivateAnswer = Mandate;

/** POST /mandates/{id}/photo */
export type PostMandatesIdPhotoAnswer = {
  sha256: string;
  bytes: number;
  /** False: larger than 1 MB, only its hash is kept */
  kept: boolean;
};

/** GET /mandates/{id}/photo/file */
export type GetMandatesIdPhotoFileAnswer = undefined;

/** POST /mandates/{id}/resume */
export type PostMandatesIdResumeBody = { reason?: string; consent?: MandateConsent };

/** POST /mandates/{id}/resume */
export type PostMandatesIdResumeAnswer = Mandate;

/** POST /mandates/{id}/seen */
export type PostMandatesIdSeenAnswer = Mandate;

/** POST /mandates/{id}/send */
export type PostMandatesIdSendBody = { reason?: string; consent?: MandateConsent };

/** POST /mandates/{id}/send */
export type PostMandatesIdSendAnswer = Mandate;

/** POST /mandates/{id}/sign */
export type PostMandatesIdSignBody = { reason?: string; consent?: MandateConsent };

/** POST /mandates/{id}/sign */
export type PostMandatesIdSignAnswer = Mandate;

/** POST /mandates/{id}/stop */
export type PostMandatesIdStopBody = { reason?: string; consent?: MandateConsent };

/** POST /mandates/{id}/stop */
export type PostMandatesIdStopAnswer = Mandate;

/** POST /mandates/{id}/suspend */
export type PostMandatesIdSuspendBody = { reason?: string; consent?: MandateConsent };

/** POST /mandates/{id}/suspend */
export type PostMandatesIdSuspendAnswer = Mandate;

/** POST /mandates/{id}/wallet-link */
export type PostMandatesIdWalletLinkAnswer = MandateWalletLink;
