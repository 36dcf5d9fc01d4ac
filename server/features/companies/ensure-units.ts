import type { BusinessDate } from '../../../core/dates.ts';
import { ensure } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db.ts';
import { companyError } from './errors.ts';
import * as queries from './queries.ts';
import type { UnitKind } from './queries.ts';

/** Units of a first import stand from here on: before any bill the product will ever see. */
export const firstDay: BusinessDate = '2000-01-01';

export interface WantedUnit {
  code: string;
  /** Null: directly under the company. */
  parentCode: string | null;
  kind: Exclude<UnitKind, 'company'>;
}

export interface EnsuredUnits {
  /** Ids of all wanted units, by code. */
  ids: Map<string, bigint>;
  /** Codes made by this call: to be named by staff. */
  made: string[];
}

/** The company itself, on top of its tree. Harmless when it is there. */
export async function ensureCompanyRoot(tx: Tx, company: { code: string; name: string }): Promise<bigint> {
  const root = await queries.findRoot(tx);
  if (root) return root.id;
  const made = await queries.insertMissingUnits(tx, {
    codes: [company.code],
    kinds: ['company'],
    toBeNamed: false,
  });
  const id = made[0]?.id ?? (await getRoot(tx)).id;
  if (made.length > 0) {
    await queries.insertFirstVersions(tx, {
      unitIds: [id],
      parentIds: [null],
      names: [company.name],
      from: firstDay,
    });
  }
  return id;
}

/**
 * Makes the units a file speaks of that are not there yet, valid from `onDate`; a unit that is there stays as it is,
 * wherever it hangs. A parent may be wanted in the same call. Throws `companies.unknown_unit` for a parent nobody
 * knows and `companies.wrong_kind` where a known code is a unit of another kind.
 */
export async function ensureUnits(
  tx: Tx,
  wanted: readonly WantedUnit[],
  onDate: BusinessDate,
): Promise<EnsuredUnits> {
  const byCode = new Map(wanted.map((unit) => [unit.code, unit]));
  const units = [...byCode.values()];
  if (units.length === 0) return { ids: new Map(), made: [] };
  const root = await getRoot(tx);
  const made = await queries.insertMissingUnits(tx, {
    codes: units.map(({ code }) => code),
    kinds: units.map(({ kind }) => kind),
    toBeNamed: true,
  });
  const parents = units.flatMap(({ parentCode }) => parentCode ?? []);
  const known = await queries.listIdentities(tx, [...new Set([...byCode.keys(), ...parents])]);
  const identities = new Map(known.map((unit) => [unit.code, unit]));
  const otherKind = units
    .filter(({ code, kind }) => identities.get(code)?.kind !== kind)
    .map(({ code }) => code);
  ensure(otherKind.length === 0, companyError('companies.wrong_kind', { codes: otherKind.slice(0, 20) }));
  const parentIds = made.map(({ code }) => {
    const parentCode = byCode.get(code)?.parentCode ?? null;
    const parent = parentCode === null ? root : identities.get(parentCode);
    ensure(parent, companyError('companies.unknown_unit', { code: parentCode }));
    ensure(
      parent.kind !== 'book' && parent.code !== code,
      companyError('companies.wrong_parent', { code, parentCode }),
    );
    return parent.id;
  });
  await queries.insertFirstVersions(tx, {
    unitIds: made.map(({ id }) => id),
    parentIds,
    names: made.map(({ code }) => code),
    from: onDate,
  });
  return {
    ids: new Map(units.map(({ code }) => [code, identities.get(code)!.id])),
    made: made.map(({ code }) => code).sort(),
  };
}

async function getRoot(tx: Tx): Promise<queries.UnitIdentity> {
  const root = await queries.findRoot(tx);
  ensure(root, companyError('companies.unknown_unit', { kind: 'company' }));
  return root;
}
