export { assignCredit } from './assign-credit.ts';
export { bankCreditRoutes } from './routes.ts';
export { prepareGuesses, type Guess, type Suggestion } from './suggest-windows.ts';
export { listCredits, type CreditRow } from './queries.ts';
