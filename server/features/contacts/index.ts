export { followBilling } from './entry-queries.ts';
export { contactRoutes } from './routes.ts';
export { takeContacts } from './take-contacts.ts';
