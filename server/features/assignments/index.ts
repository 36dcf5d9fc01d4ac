export { followCustomers } from './change-rules.ts';
export { takeCustomerList } from './customer-list.ts';
export { assignBooks, makeRules } from './make-rules.ts';
export { responsibleOn, standsOn } from './responsible.ts';
export { assignmentRoutes } from './routes.ts';
