// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type ReportSettings = {
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
  canMail: boolean;
};

/** GET /report-settings */
export type GetReportSettingsAnswer = ReportSettings;

/** PUT /report-settings */
export type PutReportSettingsBody = {
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

/** PUT /report-settings */
export type PutReportSettingsAnswer = ReportSettings;
