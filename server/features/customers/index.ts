export { addApplicant, type Applicant } from './add-applicant.ts';
export { customerCells } from './cells.ts';
export { getCustomer } from './get-customer.ts';
export { toFilter, type CustomerQuery } from './list-customers.ts';
export { publishStagedCustomers } from './publish-customers.ts';
export { customerConditions, listCustomersByCode, type CustomerFilter } from './queries.ts';
export { customerRoutes } from './routes.ts';
export {
  checkStagedCustomers,
  clearStagedCustomers,
  countStagedCustomers,
  listNewUnitCodes,
  stageCustomers,
  stagedCustomerLine,
} from './stage-customers.ts';
