import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import { letterOf, type HandedPlan } from '../../../core/targets/letter.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { drawPaper, paperFormats, sendPaperFile } from '../../platform/paper-file.ts';
import { getUnit } from '../companies/index.ts';
import { ensureInScope, ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { targetError } from './errors.ts';
import { shareGiven } from './hand-over-plan.ts';
import { findPlan, listTargetRows } from './plan-queries.ts';
import { unitKey } from './row-keys.ts';

/** The letter of a plan that was handed over: to all units with every team and employee, or to one of them. */
export function letterRoute(app: App): void {
  app.get(
    '/targets/plans/:id/file',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
        querystring: Type.Object(
          { format: Type.Enum([...paperFormats]), unit: Type.Optional(Type.String({ maxLength: 20 })) },
          { additionalProperties: false },
        ),
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params, query: { format, unit } }, reply) => {
      const { handed, number } = await readHanded(staff, BigInt(params.id));
      const key = await keyAsked(staff, unit, handed);
      const name = ['giao-chi-tieu', number.replaceAll(/[^\p{L}\p{N}]+/gu, '-'), unit]
        .filter(Boolean)
        .join('-');
      return sendPaperFile(
        reply,
        await drawPaper(letterOf(handed, key), { name, annex: false }, format),
        format,
      );
    },
  );
}

async function keyAsked(
  staff: StaffContext,
  code: string | undefined,
  handed: HandedPlan,
): Promise<string | null> {
  if (code === undefined) {
    ensureWholeCompany(staff);
    return null;
  }
  const unit = await getUnit(staff.db, code, staff.businessDate);
  ensureInScope(staff, unit.id);
  const key = unitKey(unit.id);
  ensure(
    handed.rows.some((row) => row.key === key),
    targetError('targets.unknown_row', { key: code }),
  );
  return key;
}

async function readHanded(staff: StaffContext, id: bigint): Promise<{ handed: HandedPlan; number: string }> {
  const plan = await findPlan(staff.db, id);
  ensure(plan, targetError('targets.unknown_plan'));
  ensure(plan.letter && plan.handed_over_on, targetError('targets.not_handed_over'));
  const rows = await listTargetRows(staff.db, id);
  return {
    number: plan.letter.number,
    handed: {
      id: String(plan.id),
      company: staff.company,
      measure: plan.measure,
      definition: `${plan.definition_name}@${plan.definition_version}`,
      span: plan.span,
      firstMonth: monthOf(plan.first_month),
      mode: plan.mode,
      baseMonth: monthOf(plan.base_month),
      on: plan.handed_over_on,
      letter: plan.letter,
      rows: rows.map((row) => ({
        key: row.key,
        parent: row.parent_key,
        kind: row.kind,
        name: row.name,
        base: row.base,
        reached: row.reached,
        target: row.target,
        shareBp: shareGiven(row),
      })),
    },
  };
}
