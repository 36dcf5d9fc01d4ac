export { assignCredit } from './assign-credit.ts';
export { declareAccount } from './declare-account.ts';
export { importStatements } from './import-statements.ts';
export { presentAccount, presentImport } from './present-statement.ts';
export { bankCreditRoutes } from './routes.ts';
export { followTransfers, statementJobs } from './jobs.ts';
export { statementRoutes } from './statement-routes.ts';
export { prepareGuesses, type Guess, type Suggestion } from './suggest-windows.ts';
export { listCredits, type CreditRow } from './queries.ts';
