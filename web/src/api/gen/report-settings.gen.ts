// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type ReportSettings = ReportSettingsDetail & { canMail: boolean };

export type ReportSettingsDetail = {
  companyMark: string;
  parent: string;
  place: string;
  capacity: string;
  signer: string;
  province: string;
  corporation: string;
  copies: string;
  senderName: string;
  senderAddress: string;
};

/** GET /report-settings */
export type GetReportSettingsAnswer = ReportSettings;

/** PUT /report-settings */
export type PutReportSettingsBody = ReportSettingsDetail;

/** PUT /report-settings */
export type PutReportSettingsAnswer = ReportSettings;
