import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';

/** Whose a bill or a customer in a text is; the bill as it stands now, where a correction has replaced it. */
export interface NamedInText {
  kind: 'bill' | 'customer' | 'customer_code';
  said: string;
  customer_code: string;
  bill_id: bigint | null;
}

export async function findNamed(
  on: Queryable,
  named: { bills: readonly bigint[]; customers: readonly bigint[]; codes: readonly string[] },
): Promise<NamedInText[]> {
  return many(
    on,
    sql<NamedInText>`
      select 'bill' as kind, o.id::text as said, c.code as customer_code, b.id as bill_id
      from bills o join bills b on b.root_id = o.root_id and b.is_current join customers c on c.id = b.customer_id
      where o.id = any(${named.bills}::bigint[])
      union all
      select 'customer', id::text, code, null from customers where id = any(${named.customers}::bigint[])
      union all
      select 'customer_code', code, code, null from customers where code = any(${named.codes}::text[])`,
  );
}

/** Which of these references are in the books already. */
export async function findBooked(
  on: Queryable,
  partnerId: bigint,
  references: readonly string[],
): Promise<{ reference: string }[]> {
  return many(
    on,
    sql<{ reference: string }>`
      select reference from payments
      where partner_id = ${partnerId} and reference = any(${references}::text[])`,
  );
}
