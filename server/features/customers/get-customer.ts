import { normalizeCode } from '../../../core/text.ts';
import { ensure } from '../../platform/errors.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { customerError } from './errors.ts';
import { findCustomer, type CustomerDetailRow } from './queries.ts';

/** The customer with this code, if this person may see them. Throws `customers.unknown` or `staff.outside_scope`. */
export async function getCustomer(staff: StaffContext, code: string): Promise<CustomerDetailRow> {
  const customer = await findCustomer(staff.db, normalizeCode(code), staff.businessDate);
  ensure(customer, customerError('customers.unknown', { code }));
  ensureInScope(staff, customer.org_unit_id);
  return customer;
}
