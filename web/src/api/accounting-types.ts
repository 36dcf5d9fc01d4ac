import type * as api from './gen/index.gen.ts';

/** Names of the accountant's screens for what the staff API takes and answers, generated as those of `types.ts`. */

export type SettlementCalendar = api.GetSettlementCalendarAnswer;
export type CalendarDay = SettlementCalendar['days'][number];
export type CalendarPartner = SettlementCalendar['partners'][number];
export type CalendarCell = CalendarPartner['cells'][number];
export type SettlementWindows = api.GetSettlementWindowsAnswer;
export type SettlementWindowRow = SettlementWindows['rows'][number];
export type SettlementWindow = api.GetSettlementWindowsPartnerDayAnswer;
export type WindowCarry = api.PostSettlementWindowsPartnerDayCarryBody;
export type Terms = api.GetSettlementTermsPartnerAnswer;
export type NewTerms = api.PutSettlementTermsPartnerBody;
export type FeeRule = NewTerms['feeRule'];
export type FeeTrial = api.PostSettlementFeesPreviewBody;
export type Fees = api.PostSettlementFeesPreviewAnswer;
export type CalendarOverrides = api.GetSettlementDaysAnswer;
export type CalendarOverride = CalendarOverrides['rows'][number];
export type NewCalendarDay = api.PostSettlementDaysBody;

export type BankCredits = api.GetBankCreditsAnswer;
export type BankCredit = BankCredits['rows'][number];
export type NewBankCredit = api.PostBankCreditsBody;
export type Statements = api.GetStatementsAnswer;
export type StatementFile = Statements['rows'][number];
export type Statement = StatementFile['statements'][number];
export type BankAccount = Statements['accounts'][number];
export type StatementBreak = Statements['breaks'][number];
export type LineToAttend = Statements['attention'][number];
export type StatementLines = api.GetStatementsIdLinesAnswer;
export type StatementLine = StatementLines['rows'][number];
export type StatementImported = api.PostStatementsFileAnswer;

export type PartnerFiles = api.GetReconciliationFilesAnswer;
export type PartnerFile = PartnerFiles['rows'][number];
export type FileReceived = api.PostReconciliationFilesAnswer;
export type LaneSummary = api.GetReconciliationLanesAnswer;
export type Differences = api.GetReconciliationDifferencesAnswer;
export type Difference = Differences['rows'][number];
export type DifferenceDetail = api.GetReconciliationDifferencesIdAnswer;
export type ResolveRequest = api.PostReconciliationDifferencesResolveBody;
export type ResolveAnswer = api.PostReconciliationDifferencesResolveAnswer;
export type Causes = api.GetReconciliationCausesAnswer;
export type Mappings = api.GetReconciliationMappingsAnswer;
export type NamedMapping = Mappings['rows'][number];
export type NewMapping = api.PostReconciliationMappingsBody;
export type FileMapping = NewMapping['mapping'];
export type MappingPreview = api.PostReconciliationMappingsPreviewAnswer;
export type MappingTest = api.PostReconciliationMappingsTestAnswer;
