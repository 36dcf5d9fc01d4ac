import assert from 'node:assert/strict';
import type { Month } from '../../core/dates.ts';
import type { Answer, StaffClient } from './staff.ts';

/** A row of a plan as the console gets it. */
export interface SeenRow {
  key: string;
  parent: string | null;
  kind: string;
  code: string;
  base: string | null;
  reached: string | null;
  target: string;
  shareBp: number | null;
  proposal: string;
  difference: string | null;
  locked: boolean;
  inForce: { target: string; shareBp: number | null } | null;
  owner: { id: string; name: string } | null;
  grounds: {
    factors: { name: string; value: number; beside: number; effect: number }[];
    percent: number | null;
    assumed: boolean;
  };
  attained: { value: string | null; base: string | null };
}

interface SeenPlan {
  state: string;
  letters: { number: string; reason: string }[];
  baseMonth: string;
  counted: object | null;
  weights: object;
  rows: SeenRow[];
}

/** A plan with what came of every row, that of people asked for beside it as the console does. */
export async function readPlan(
  who: StaffClient,
  id: string,
): Promise<SeenPlan & { of: (code: string) => SeenRow }> {
  const { status, body } = await who.get(`/targets/plans/${id}`);
  assert.equal(status, 200, JSON.stringify(body));
  const people = await who.get(`/targets/plans/${id}/people?of=${body.rows[0].key}`);
  assert.equal(people.status, 200, JSON.stringify(people.body));
  const attainedOf = new Map(
    people.body.rows.map(({ key, ...attained }: { key: string }) => [key, attained]),
  );
  for (const row of body.rows) row.attained ??= attainedOf.get(row.key) ?? { value: null, base: null };
  const plan = body as SeenPlan;
  return { ...plan, of: (code) => plan.rows.find((row) => row.code === code)! };
}

/** Makes a plan of 80 % of the customers in a month, or of what is said otherwise. Gives its id. */
export async function makePlanBy(who: StaffClient, month: Month, more: object = {}): Promise<string> {
  const answer = await who.send('POST', '/targets/plans', {
    measure: 'share_customers',
    span: 'month',
    month,
    mode: 'at_end',
    goal: '8000',
    ...more,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.id;
}

export function stepBy(
  who: StaffClient,
  id: string,
  path: string,
  body: object,
  method: 'POST' | 'PUT' = 'POST',
): Promise<Answer> {
  return who.send(method, `/targets/plans/${id}/${path}`, body);
}

/** What a letter says beside its number. */
export const letter = {
  place: 'Hà Tĩnh',
  basis: 'Nghị quyết của Đảng ủy công ty',
  signerTitle: 'GIÁM ĐỐC',
  signerName: 'Nguyễn Văn Ký',
};
