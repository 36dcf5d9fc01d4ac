export { postTransfers, resolveAccounts, writeTransfers, type TransferInput } from './post-transfers.ts';
export { ledgerRoutes } from './routes.ts';
export { rollUpBalances, sealTransfers } from './seal-transfers.ts';
export { accountStatementRoutes } from './statement-routes.ts';
export { verifyLedger, type LedgerVerdict } from './verify-ledger.ts';
