// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { ReportMailKind } from './shared.gen.ts';

export type ReportSchedule = {
  id: string;
  kind: ReportMailKind;
  unit: string;
  cadence: 'daily' | 'weekly' | 'monthly';
  /** 1 is Monday */
  weekday: number | null;
  monthDay: number | null;
  atTime: string;
  workingDaysOnly: boolean;
  /** Null: somebody above has set it up, and changes it */
  recipients: string[] | null;
  formats: ('pdf' | 'docx' | 'xlsx')[];
  isActive: boolean;
  pivot: { id: string; name: string } | null;
  nextDueOn: string | null;
  lastDueOn: string | null;
  lastReportId: string | null;
};

export type ReportScheduleBody = {
  kind: ReportMailKind;
  unit?: string;
  cadence: 'daily' | 'weekly' | 'monthly';
  /** 1 is Monday */
  weekday: number | null;
  monthDay: number | null;
  atTime: string;
  workingDaysOnly: boolean;
  recipients: string[];
  formats: ('pdf' | 'docx' | 'xlsx')[];
  isActive: boolean;
  pivot?: string;
};

/** GET /report-schedules */
export type GetReportSchedulesAnswer = { rows: ReportSchedule[] };

/** POST /report-schedules */
export type PostReportSchedulesBody = ReportScheduleBody;

/** POST /report-schedules */
export type PostReportSchedulesAnswer = ReportSchedule;

/** PUT /report-schedules/{id} */
export type PutReportSchedulesIdBody = ReportScheduleBody;

/** PUT /report-schedules/{id} */
export type PutReportSchedulesIdAnswer = ReportSchedule;
