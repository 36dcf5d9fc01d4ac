import type { BusinessDate } from '../../../core/dates.ts';
import { readMsisdn } from '../../../core/msisdn.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { getCustomer } from '../customers/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { lockContacts, recordEntries, type Relation } from './entry-queries.ts';
import { contactError } from './errors.ts';
import { sameState } from './take-contacts.ts';

export interface ContactWish {
  customerCode: string;
  /** As a person types it. */
  number: string;
  relation: Relation | null;
  verifiedOn: BusinessDate | null;
  zaloOn: BusinessDate | null;
  endedOn: BusinessDate | null;
}

/**
 * Records what somebody learnt of a customer's number; what stands already is not recorded again. Throws
 * `contacts.bad_number`, `contacts.day_to_come`, `customers.unknown`, `staff.outside_scope`.
 */
export async function saveContact(staff: StaffContext, wish: ContactWish): Promise<void> {
  const customer = await getCustomer(staff, wish.customerCode);
  const msisdn = readMsisdn(wish.number);
  ensure(msisdn, contactError('contacts.bad_number'));
  const isToCome = [wish.verifiedOn, wish.zaloOn, wish.endedOn].some(
    (day) => day !== null && day > staff.businessDate,
  );
  ensure(!isToCome, contactError('contacts.day_to_come'));
  const state = {
    relation: wish.relation,
    verified_on: wish.verifiedOn,
    zalo_on: wish.zaloOn,
    ended_on: wish.endedOn,
  };
  await transaction(staff.db, async (tx) => {
    const before = (await lockContacts(tx, [customer.id])).find((row) => row.msisdn === msisdn);
    if (before && sameState(before, state)) return;
    const entry = { customerId: customer.id, msisdn, ...state };
    await recordEntries(tx, [entry], { source: 'staff', actor: staff.login, on: staff.businessDate });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'contact.recorded',
      subject: `customer:${customer.code}`,
      detail: { ...state, last3: msisdn.slice(-3) },
      requestId: staff.requestId,
    });
  });
}
