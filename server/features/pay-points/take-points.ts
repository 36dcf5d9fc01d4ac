import type { RowReason } from '../../../core/messages/row-reasons.ts';
import { searchKey } from '../../../core/text.ts';
import type { Tx } from '../../platform/db.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import { takeList, type Lined, type ListTaken, type Rejected } from '../../platform/tabular/take-list.ts';
import { recordListTaken } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { pointForm, type ListedPoint } from './point-rows.ts';
import { listForeign, listPoints, lookUp, upsertPoints, type PointState } from './save-queries.ts';

type Taker = Pick<StaffContext, 'db' | 'scope' | 'login' | 'requestId'>;

/** Takes a list of places (CSV or XLSX) into the register; repeating it changes nothing. Throws `files.*`. */
export async function takePoints(
  staff: Taker,
  source: TableSource & { dryRun: boolean },
): Promise<ListTaken> {
  return takeList(staff.db, source, pointForm, () => {
    const seen = new Set<string>();
    return {
      batch: (tx, rows) => takeBatch(tx, staff, seen, rows),
      finish: (tx, taken) =>
        recordListTaken(tx, staff, { register: 'pay_points', fileName: source.fileName, taken }),
    };
  });
}

async function takeBatch(
  tx: Tx,
  { scope, login }: Taker,
  seen: Set<string>,
  rows: readonly (ListedPoint & Lined)[],
) {
  const known = await lookUp(tx, {
    partners: rows.flatMap(({ partnerCode }) => partnerCode ?? []),
    communes: [...new Set(rows.map(({ communeCode }) => communeCode))],
    scope,
  });
  const codes = rows.map(({ code }) => code);
  const before = new Map((await listPoints(tx, codes)).map((point) => [keyOf(point), point]));
  const foreign = new Set((await listForeign(tx, codes, scope)).map(keyOf));
  const points: PointState[] = [];
  const rejected: Rejected[] = [];
  let made = 0;
  for (const row of rows) {
    const found = resolve(row, known);
    const problem = 'field' in found ? found : problemOf(row, keyOf(found), { seen, foreign });
    if (problem || 'field' in found) {
      rejected.push({ ...(problem ?? repeated(row)), line: row.line, raw: row.raw });
      continue;
    }
    seen.add(keyOf(found));
    const present = before.get(keyOf(found));
    if (present && isSame(present, found)) continue;
    if (!present) made++;
    points.push(found);
  }
  await upsertPoints(tx, points, login);
  return { made, changed: points.length - made, rejected };
}

interface Problem {
  field: string;
  code: RowReason;
  detail: string;
}

const repeated = ({ code }: ListedPoint): Problem => ({ field: 'MA_DIEM', code: 'same_point', detail: code });

function problemOf(
  row: ListedPoint,
  key: string,
  { seen, foreign }: { seen: ReadonlySet<string>; foreign: ReadonlySet<string> },
): Problem | undefined {
  if (seen.has(key)) return repeated(row);
  return foreign.has(key) ? { field: 'MA_DIEM', code: 'outside_scope', detail: row.code } : undefined;
}

function resolve(row: ListedPoint, known: Awaited<ReturnType<typeof lookUp>>): PointState | Problem {
  const { village, partnerCode, closedOn, ...rest } = row;
  const mine = known.communes.get(row.communeCode);
  if (mine === undefined) return { field: 'MA_XA', code: 'unknown_commune', detail: row.communeCode };
  if (!mine) return { field: 'MA_XA', code: 'outside_scope', detail: row.communeCode };
  const partnerId = partnerCode === undefined ? null : known.partners.get(partnerCode);
  if (partnerId === undefined)
    return { field: 'MA_DOI_TAC', code: 'unknown_partner', detail: partnerCode ?? '' };
  const villageId =
    village === undefined ? null : known.villages.get(`${row.communeCode}/${searchKey(village)}`);
  if (villageId === undefined) return { field: 'TEN_THON', code: 'unknown_village', detail: village ?? '' };
  return { ...rest, villageId, partnerId, closedOn: closedOn ?? null };
}

function keyOf({ code, partnerId }: Pick<PointState, 'code' | 'partnerId'>): string {
  return `${code}/${partnerId ?? ''}`;
}

function isSame(one: PointState, other: PointState): boolean {
  return (Object.keys(one) as (keyof PointState)[]).every((field) => one[field] === other[field]);
}
