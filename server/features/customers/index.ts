export { addApplicant, type Applicant } from './add-applicant.ts';
export { getCustomer } from './get-customer.ts';
export { publishStagedCustomers } from './publish-customers.ts';
export { customerRoutes } from './routes.ts';
export {
  checkStagedCustomers,
  clearStagedCustomers,
  countStagedCustomers,
  listNewUnitCodes,
  stageCustomers,
  stagedCustomerLine,
} from './stage-customers.ts';
