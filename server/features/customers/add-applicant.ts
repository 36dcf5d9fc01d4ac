import { sql } from 'kysely';
import { searchKey } from '../../../core/text.ts';
import { one, type Tx } from '../../platform/db.ts';
import { addToCells } from './cells.ts';

/** Somebody who asks for a service and is no customer of the billing system yet. */
export interface Applicant {
  code: string;
  name: string;
  address: string;
  orgUnitId: bigint;
  communeCode: string | null;
  /** SH household, NSH business. */
  kind: string;
  phone: string | null;
  taxCode: string | null;
}

/**
 * Adds an applicant as a customer without an import, in the caller's transaction. Where a file of the billing system
 * later brings a customer with this code, it takes the applicant over.
 */
export async function addApplicant(tx: Tx, applicant: Applicant): Promise<bigint> {
  const { code, name, address, orgUnitId, communeCode, kind, phone, taxCode } = applicant;
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      with written as (
        insert into customers (code, name, address, search_key, org_unit_id, commune_code, kind, phone, tax_code, import_id)
        values (${code}, ${name}, ${address}, ${searchKey(`${code} ${name}`)}, ${orgUnitId}, ${communeCode}, ${kind},
                ${phone}, ${taxCode}, null)
        returning id, org_unit_id, commune_code
      ), cells as (${addToCells(sql`select 1 as sign, org_unit_id, commune_code from written`)})
      select id from written`,
  );
  return id;
}
