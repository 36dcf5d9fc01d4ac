export { openAccounts, postTransfers, type TransferInput } from './post-transfers.ts';
export { readBalances, readBalanceBefore } from './queries.ts';
export { rollUpBalances, sealTransfers } from './seal-transfers.ts';
