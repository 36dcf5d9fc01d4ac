import type { BusinessDate } from '../../../core/dates.ts';
import { normalizeText } from '../../../core/text.ts';
import { ensure } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db.ts';
import { staffError, type Scope } from '../staff/index.ts';
import { areaError } from './errors.ts';
import * as queries from './village-queries.ts';
import type { VillageKey, VillageRow, VillageStatus } from './village-queries.ts';
import type { Settlement } from './village-rows.ts';

/** The key under which `ensureVillages` answers. */
export function villageKey(village: VillageKey): string {
  return `${village.communeCode}|${village.searchKey}`;
}

/**
 * Makes the villages that addresses speak of, as suggestions for staff to confirm. Answers ids by `villageKey`; a
 * village that staff have rejected has none.
 */
export async function ensureVillages(
  tx: Tx,
  met: readonly (VillageKey & { name: string })[],
  onDate: BusinessDate,
): Promise<{ ids: Map<string, bigint>; made: number }> {
  if (met.length === 0) return { ids: new Map(), made: 0 };
  const made = await queries.insertMissingVillages(tx, met, onDate);
  const rows = await queries.listVillageIds(tx, met);
  const ids = new Map<string, bigint>();
  for (const row of rows) {
    if (row.status === 'rejected') continue;
    ids.set(villageKey({ communeCode: row.commune_code, searchKey: row.search_key }), row.id);
  }
  return { ids, made };
}

export interface VillageChange {
  status?: VillageStatus | undefined;
  name?: string | undefined;
  settlement?: Settlement | null | undefined;
  ethnicMinority?: boolean | null | undefined;
  mobileCoverage?: boolean | null | undefined;
  fibre?: boolean | null | undefined;
  validFrom?: BusinessDate | undefined;
  validTo?: BusinessDate | null | undefined;
}

/** Confirms, rejects, renames or classifies a village. What is not given stays. */
export async function changeVillage(
  tx: Tx,
  request: { id: bigint; change: VillageChange; by: string; scope: Scope },
): Promise<VillageRow> {
  const { id, change } = request;
  ensure(await queries.lockVillage(tx, id), areaError('areas.unknown_village', { id: String(id) }));
  const now = await getVillage(tx, request);
  const validFrom = change.validFrom ?? now.valid_from;
  const validTo = change.validTo === undefined ? now.valid_to : change.validTo;
  ensure(
    !validFrom || !validTo || validFrom < validTo,
    areaError('areas.empty_validity', { validFrom, validTo }),
  );
  const status = change.status ?? now.status;
  await queries.updateVillage(tx, id, {
    name: change.name === undefined ? now.name : normalizeText(change.name),
    status,
    settlement: change.settlement === undefined ? now.settlement : change.settlement,
    ethnic_minority: change.ethnicMinority === undefined ? now.ethnic_minority : change.ethnicMinority,
    mobile_coverage: change.mobileCoverage === undefined ? now.mobile_coverage : change.mobileCoverage,
    fibre: change.fibre === undefined ? now.fibre : change.fibre,
    confirmed_by: status === 'suggested' ? null : status === now.status ? now.confirmed_by : request.by,
    valid_from: validFrom,
    valid_to: validTo,
  });
  return getVillage(tx, request);
}

/** The village, if this person may see it. */
export async function getVillage(tx: Tx, question: { id: bigint; scope: Scope }): Promise<VillageRow> {
  const village = await queries.findVillage(tx, question);
  ensure(village, areaError('areas.unknown_village', { id: String(question.id) }));
  ensure(village.in_scope, staffError('staff.outside_scope'));
  return village;
}
