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
import { findLetterFile, keepLetterFile, listLetters } from './letter-queries.ts';
import { findPlan, listRowsAt, listTargetRows, type RowChange } from './plan-queries.ts';
import { unitKey } from './row-keys.ts';

/** A letter of a plan that was handed over, the last or an earlier one: to all units with every team and employee, or to one of them. */
export function letterRoute(app: App): void {
  app.get(
    '/targets/plans/:id/file',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
        querystring: Type.Object(
          {
            format: Type.Enum([...paperFormats]),
            unit: Type.Optional(Type.String({ maxLength: 20 })),
            no: Type.Optional(
              Type.String({
                pattern: '^[1-9][0-9]{0,3}$',
                description: 'Which of its letters; the last where none is named',
              }),
            ),
          },
          { additionalProperties: false },
        ),
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params, query: { format, unit, no: asked } }, reply) => {
      const planId = BigInt(params.id);
      const { handed, no } = await readHanded(staff, planId, asked === undefined ? undefined : Number(asked));
      const key = await keyAsked(staff, unit, handed);
      const name = ['giao-chi-tieu', handed.letter.number.replaceAll(/[^\p{L}\p{N}]+/gu, '-'), unit]
        .filter(Boolean)
        .join('-');
      const file = { planId, no, unitKey: key ?? '', format };
      // What was once given out is given out again as it was, whatever is drawn otherwise by then.
      const content =
        (await findLetterFile(staff.db, file)) ??
        (await keepLetterFile(
          staff.db,
          file,
          (await drawPaper(letterOf(handed, key), { name, annex: false }, format)).content,
        ));
      return sendPaperFile(reply, { fileName: `${name}.${format}`, content }, format);
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

/** A plan as one of its letters says it: the rows as that step left them, beside what the letter before had asked. */
async function readHanded(
  staff: StaffContext,
  id: bigint,
  asked: number | undefined,
): Promise<{ handed: HandedPlan; no: number }> {
  const plan = await findPlan(staff.db, id);
  ensure(plan, targetError('targets.unknown_plan'));
  const letters = await listLetters(staff.db, id);
  const sent = asked === undefined ? letters.at(-1) : letters.find(({ no }) => no === asked);
  ensure(sent, targetError('targets.not_handed_over'));
  const earlier = letters.find(({ no }) => no === sent.no - 1);
  const rows = await listTargetRows(staff.db, id);
  const then = await targetsAt(staff, id, sent.version);
  const before = earlier ? await targetsAt(staff, id, earlier.version) : undefined;
  return {
    no: sent.no,
    handed: {
      id: String(plan.id),
      company: staff.company,
      measure: plan.measure,
      definition: `${plan.definition_name}@${plan.definition_version}`,
      span: plan.span,
      firstMonth: monthOf(plan.first_month),
      mode: plan.mode,
      baseMonth: monthOf(plan.base_month),
      on: sent.handed_over_on,
      letter: sent.letter,
      adjusts: earlier
        ? { number: earlier.letter.number, on: earlier.handed_over_on, reason: sent.reason }
        : null,
      rows: rows.map((row) => {
        const { key, base } = row;
        const given = (change: RowChange | undefined) =>
          change && {
            target: change.target,
            shareBp: shareGiven({ share_bp: change.shareBp, target: change.target, base }),
          };
        return {
          key,
          parent: row.parent_key,
          kind: row.kind,
          name: row.name,
          base,
          reached: row.reached,
          ...(given(then.get(key)) ?? { target: row.target, shareBp: shareGiven(row) }),
          before: given(before?.get(key)) ?? null,
          owner: sent.owners[key] ?? null,
        };
      }),
    },
  };
}

async function targetsAt(staff: StaffContext, id: bigint, version: number): Promise<Map<string, RowChange>> {
  return new Map((await listRowsAt(staff.db, id, version)).map((change) => [change.key, change]));
}
