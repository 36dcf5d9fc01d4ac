import { sql } from 'kysely';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';

const { official, strict } = kpiDefinitions;

/** What was paid of each bill without cash under the product's two definitions, for the checks: the refresh counts its own way. */
export const plainlyPaid = sql`
  select a.bill_root_id,
    sum(a.amount_vnd) filter (where p.channel <> all (${official.cashChannels}::text[])) as official,
    sum(a.amount_vnd) filter (where p.channel <> all (${strict.cashChannels}::text[])
      and (p.channel <> all (${strict.tenderDecides}::text[]) or p.tender = 'account')) as strict
  from allocations a join payments p on p.id = a.payment_id group by 1`;
