export { autoDebitRoutes } from './routes.ts';
export { takeRegistrations, type RegistrationList } from './take-registrations.ts';
