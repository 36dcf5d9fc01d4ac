import type { BusinessDate } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { getDefinition } from '../kpi/index.ts';
import { isListed, listMeasured, type ListQuestion, type MeasuredRow } from '../measures/index.ts';
import { ensureInScope, type Scope } from '../staff/index.ts';
import { targetError } from './errors.ts';
import { readPlan, type ReadPlan, type ReadRow } from './read-plan.ts';
import { whoseOf } from './whose.ts';

/** What «Thực hiện» of one row is made of, ready to be listed. */
export interface OpenFigure {
  plan: ReadPlan['plan'];
  row: ReadRow;
  counted: ReadPlan['counted'];
  asOf: Date | null;
  /** Undefined where the figure cannot be listed, or nothing was counted yet. */
  list: ((page: Parameters<typeof listMeasured>[2]) => Promise<MeasuredRow[]>) | undefined;
}

/**
 * The customers, places or communes behind what came of a row: the same figure as the plan shows, and the rows that it is
 * the sum of. Throws `targets.unknown_plan`, `targets.unknown_row` and `staff.outside_scope`.
 */
export async function openFigure(
  on: Queryable,
  asked: { planId: bigint; key: string; part: ListQuestion['part'] },
  reader: { scope: Scope; businessDate: BusinessDate },
): Promise<OpenFigure> {
  const { planId, key, part } = asked;
  const whole = await readPlan(on, planId, { ...reader, scope: 'all' }, key);
  const { plan, rows, counted, asOf } = whole;
  const row = rows.find((one) => one.key === key);
  ensure(row, targetError('targets.unknown_row', { key }));
  ensureInScope(reader, row.org_unit_id);
  const opened = { plan, row, counted, asOf };
  const whose = await whoseOf(on, row, rows, reader.businessDate);
  if (!counted || !whose) return { ...opened, list: undefined };
  const question: ListQuestion = {
    measure: plan.measure,
    ...counted,
    mode: plan.mode,
    definition: await getDefinition(on, `${plan.definition_name}@${plan.definition_version}`),
    businessDate: reader.businessDate,
    whose,
    part,
  };
  if (!isListed(question)) return { ...opened, list: undefined };
  if (part === 'reached' && row.attained?.value === 0n) return { ...opened, list: async () => [] };
  return { ...opened, list: async (page) => (await listMeasured(on, question, page)) ?? [] };
}
