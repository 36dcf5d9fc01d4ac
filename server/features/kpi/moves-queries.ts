import { sql, type RawBuilder } from 'kysely';
import { run, type Tx } from '../../platform/db.ts';

/** The row of `kpi_moves` for what every month is counted by: the register of customers, the marked communes. */
export const ground = sql`'-infinity'::date`;

/**
 * Part of the statement that refreshes the roll-ups (`refresh-queries.ts`): notes which months move, and whether the
 * register does, by which sums by definition are seen to be of before.
 */
export function noteMoves(registerMoves: boolean): RawBuilder<unknown> {
  return sql`
    noted as (
      insert into kpi_moves as m (period, moves)
      select distinct period, 1 from affected
      union all select ${ground}, 1 where ${registerMoves}
      on conflict (period) do update set moves = m.moves + 1
    )`;
}

/** Notes that what every month is counted by has moved. */
export async function noteGroundMoved(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`insert into kpi_moves as m (period, moves) values (${ground}, 1)
        on conflict (period) do update set moves = m.moves + 1`,
  );
}
