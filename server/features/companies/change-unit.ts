import type { BusinessDate } from '../../../core/dates.ts';
import { normalizeText } from '../../../core/text.ts';
import { ensure } from '../../platform/errors.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { companyError } from './errors.ts';
import * as queries from './queries.ts';
import type { UnitRow } from './queries.ts';

export interface UnitChange {
  code: string;
  /** The day from which the unit has this name and parent. */
  from: BusinessDate;
  name?: string;
  parentCode?: string;
}

/** The unit with this code on a date. Throws `companies.unknown_unit`. */
export async function getUnit(on: Queryable, code: string, onDate: BusinessDate): Promise<UnitRow> {
  const unit = await queries.findUnit(on, code, onDate);
  ensure(unit, companyError('companies.unknown_unit', { code, on: onDate }));
  return unit;
}

/** Only another name; `changeUnit` moves as well. */
export async function nameUnit(
  tx: Tx,
  change: { code: string; name: string; from: BusinessDate },
): Promise<{ changed: boolean }> {
  return changeUnit(tx, change);
}

/**
 * Gives a unit another name or parent from a day on: the version that stands on that day is closed and a new one
 * opened, so that earlier periods still read as they were. Repeating a change changes nothing.
 */
export async function changeUnit(tx: Tx, change: UnitChange): Promise<{ changed: boolean }> {
  await queries.lockTree(tx);
  const [unit] = await queries.listIdentities(tx, [change.code]);
  ensure(unit, companyError('companies.unknown_unit', { code: change.code }));
  const present = await queries.findVersion(tx, unit.id, change.from);
  ensure(present, companyError('companies.unit_not_there_yet', { code: change.code, from: change.from }));
  const name = change.name === undefined ? present.name : normalizeText(change.name);
  const parentId =
    change.parentCode === undefined
      ? present.parent_id
      : await getNewParent(tx, unit, change.parentCode, change.from);
  if (change.name !== undefined) await queries.markNamed(tx, unit.id);
  if (name === present.name && parentId === present.parent_id) return { changed: false };
  if (present.valid_from === change.from) {
    await queries.updateVersion(tx, { id: present.id, parentId, name });
  } else {
    await queries.replaceVersion(tx, {
      closesId: present.id,
      unitId: unit.id,
      parentId,
      name,
      from: change.from,
    });
  }
  return { changed: true };
}

async function getNewParent(
  tx: Tx,
  unit: queries.UnitIdentity,
  parentCode: string,
  from: BusinessDate,
): Promise<bigint> {
  ensure(unit.kind !== 'company', companyError('companies.root_stays', { code: unit.code }));
  const parent = await getUnit(tx, parentCode, from);
  ensure(parent.kind !== 'book', companyError('companies.wrong_parent', { code: unit.code, parentCode }));
  const circle = await queries.isEverBelow(tx, { parentId: parent.id, unitId: unit.id, from });
  ensure(!circle, companyError('companies.unit_circle', { code: unit.code, parentCode }));
  return parent.id;
}
