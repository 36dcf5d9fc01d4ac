import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { partnerError } from './errors.ts';
import { findPartnerByCode, type PartnerRow } from './queries.ts';

/** The partner of a code. Throws `partners.unknown`. */
export async function getPartnerByCode(on: Queryable, code: string): Promise<PartnerRow> {
  const partner = await findPartnerByCode(on, code);
  ensure(partner, partnerError('partners.unknown', { code }));
  return partner;
}
