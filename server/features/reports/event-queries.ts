import { sql } from 'kysely';
import { firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { shareMeasures } from '../../../core/targets/measures.ts';
import { many, type Queryable } from '../../platform/db.ts';
import { places } from '../pay-points/index.ts';

/** What happened that a line of ratios may bend at, or that its figures hang on. */
export const eventKinds = [
  'counter_closed',
  'counter_opened',
  'plan_handed_over',
  'frozen',
  'restated',
] as const;

/** One mark on the months of a board. */
export interface BoardEvent {
  /** The month it is drawn at: of its day, or the one that was frozen. */
  period: Month;
  on: BusinessDate;
  kind: (typeof eventKinds)[number];
  /** The counter, the letter's number or the version. */
  name: string;
  /** Which counter, plan or month it opens: its code, its id, its month. */
  key: string;
}

/**
 * What happened in some months, the months' own ends in: company counters that closed or opened by the dated register,
 * plans of ratios handed over by letter, months frozen and restated. Of counters, those of communes where the visible
 * units have bills in the month looked at; plans and frozen months are the whole company's.
 */
export async function listBoardEvents(
  on: Queryable,
  span: { from: Month; upto: Month; period: Month },
  visible: readonly bigint[] | 'all',
): Promise<BoardEvent[]> {
  const [from, upto] = [firstDayOf(span.from), firstDayOf(span.upto)];
  const near =
    visible === 'all'
      ? sql`true`
      : sql`p.commune_code in (select commune_code from kpi_cells where period = ${firstDayOf(span.period)}::date
              and org_unit_id = any(${visible}::bigint[]) and customers > 0)`;
  return many(
    on,
    sql<BoardEvent>`
      with counter as (select p.code, p.name, p.opened_on, p.closed_on from (${places()}) p where p.kind = 'counter' and ${near})
      select to_char(period, 'YYYY-MM') as period, "on", kind, name, key from (
        select date_trunc('month', closed_on)::date as period, closed_on as "on", 'counter_closed' as kind, name, code as key
        from counter
        union all
        select date_trunc('month', opened_on)::date, opened_on, 'counter_opened', name, code from counter
        union all
        select date_trunc('month', handed_over_on)::date, handed_over_on, 'plan_handed_over', letter ->> 'number', id::text
        from target_plans where handed_over_on is not null and measure = any(${[...shareMeasures]}::text[])
        union all
        select period, business_on, case version when 1 then 'frozen' else 'restated' end, version::text,
               to_char(period, 'YYYY-MM')
        from month_freezes
      ) event
      where period between ${from}::date and ${upto}::date
      order by event.period, "on", kind, key`,
  );
}
