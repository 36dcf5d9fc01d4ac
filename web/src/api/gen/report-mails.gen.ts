// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { ReportMailKind } from './shared.gen.ts';

/** GET /report-mails */
export type GetReportMailsQuery = { state?: 'waiting' | 'sent' | 'failed'; after?: string; format?: 'xlsx' };

/** GET /report-mails */
export type GetReportMailsAnswer = {
  rows: {
    id: string;
    reportId: string | null;
    pivotId: string | null;
    kind: ReportMailKind;
    /** Name of the table; empty of a report */
    title: string;
    period: string;
    unitName: string;
    number: string | null;
    /** Null: somebody above has sent it */
    recipient: string | null;
    formats: ('pdf' | 'docx' | 'xlsx')[];
    state: 'waiting' | 'sent' | 'failed';
    attempts: number;
    nextTryAt: string;
    fault: string | null;
    reply: string | null;
    askedBy: string;
    askedAt: string;
    sentAt: string | null;
  }[];
  next: string | null;
};

/** POST /report-mails/{id}/resend */
export type PostReportMailsIdResendBody = Record<string, never>;

/** POST /report-mails/{id}/resend */
export type PostReportMailsIdResendAnswer = { done: true };
