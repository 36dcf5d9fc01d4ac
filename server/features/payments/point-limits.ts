import { sql } from 'kysely';
import { many, type Queryable, type Tx } from '../../platform/db.ts';
import type { PaymentInstruction } from './instruction.ts';

/** What a point of an agent may still collect until its agent's days are closed. */
interface PointRoom {
  partnerId: bigint;
  code: string;
  leftVnd: bigint;
}

type Pointed = Pick<PaymentInstruction, 'partnerId' | 'pointCode'>;

export const pointKey = ({ partnerId, pointCode }: Pointed): string => `${partnerId}/${pointCode ?? ''}`;

/** Limits of the points that instructions name; a point that is shut may collect nothing. No statement where none does. */
export async function listPointLimits(
  on: Queryable,
  instructions: readonly Pointed[],
): Promise<{ partner_id: bigint; code: string; limit_vnd: bigint }[]> {
  const named = [...new Map(instructions.map((one) => [pointKey(one), one])).values()].filter(
    ({ pointCode }) => pointCode != null,
  );
  if (named.length === 0) return [];
  return many(
    on,
    sql<{ partner_id: bigint; code: string; limit_vnd: bigint }>`
      select a.partner_id, a.code, case when a.open then a.limit_vnd else 0 end as limit_vnd
      from unnest(${named.map(({ partnerId }) => partnerId)}::bigint[], ${named.map(({ pointCode }) => pointCode)}::text[])
        asked (partner_id, code)
      join agent_points a using (partner_id, code)
      where a.limit_vnd is not null or not a.open`,
  );
}

/** What is left of each limit. The caller has the partners locked. */
export async function readPointRoom(
  tx: Tx,
  limits: readonly { partner_id: bigint; code: string; limit_vnd: bigint }[],
): Promise<Map<string, bigint>> {
  if (limits.length === 0) return new Map();
  const rows = await many(
    tx,
    sql<PointRoom>`
      select asked.partner_id as "partnerId", asked.code, asked.limit_vnd - coalesce(sum(p.amount_vnd), 0)::bigint as "leftVnd"
      from unnest(${limits.map((row) => row.partner_id)}::bigint[], ${limits.map((row) => row.code)}::text[],
                  ${limits.map((row) => row.limit_vnd)}::bigint[]) asked (partner_id, code, limit_vnd)
      join partners r on r.id = asked.partner_id
      left join payments p on p.partner_id = asked.partner_id and p.point_code = asked.code and p.state = 'accepted'
        and (r.closed_through is null or p.settles_on > r.closed_through)
      group by 1, 2, asked.limit_vnd`,
  );
  return new Map(
    rows.map(({ partnerId, code, leftVnd }) => [pointKey({ partnerId, pointCode: code }), leftVnd]),
  );
}
