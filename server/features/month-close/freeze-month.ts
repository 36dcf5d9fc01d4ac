import { firstDayOf, isMonth, monthOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { spanOf, type Definition } from '../../../core/kpi/definition.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import {
  countDefinitionByCell,
  factsThatSuffice,
  listDefinitions,
  readSums,
  refreshKpi,
  refreshKpiIn,
} from '../kpi/index.ts';
import { monthError } from './errors.ts';
import { startFollowing } from './follow-months.ts';
import {
  copyRollUps,
  findFreeze,
  insertCounted,
  insertFreeze,
  joinRowByRow,
  nextFreezeId,
  type FreezeRow,
} from './freeze-queries.ts';
import { keepUnits } from './frozen-units.ts';
import { readMoving } from './moving.ts';

/** Who does it, and when it is on both clocks. */
export interface Closer {
  login: string;
  now: Date;
  /** The same moment on the business clock: what is printed. */
  at: Date;
  businessDate: BusinessDate;
  requestId?: string | undefined;
}

/** One snapshot for everything that is frozen together. */
export const oneSnapshot = { begin: 'begin isolation level repeatable read' };

/**
 * Freezes the figures of a month that has ended, for every unit and commune, under every definition in force and per
 * channel: the roll-ups are brought up to the last committed event and copied in one transaction, so that what is in the
 * figures and what came later is told apart exactly. Throws `months.unknown_period`, `months.not_over`,
 * `months.already_frozen`.
 */
export async function freezeMonth(db: Db, period: Month, closer: Closer): Promise<FreezeRow> {
  ensure(isMonth(period), monthError('months.unknown_period', { period }));
  ensure(period < monthOf(closer.businessDate), monthError('months.not_over', { period }));
  // Most of the work, while nobody waits for it.
  await refreshKpi(db);
  return transaction(
    db,
    async (tx) => {
      await refreshKpiIn(tx);
      await startFollowing(tx);
      const before = await findFreeze(tx, firstDayOf(period));
      ensure(!before, monthError('months.already_frozen', { period, version: before?.version }));
      return writeVersion(tx, { period, closer, before: undefined, wish: undefined });
    },
    oneSnapshot,
  );
}

interface VersionToWrite {
  period: Month;
  closer: Closer;
  before: FreezeRow | undefined;
  /** Why a version follows another, and who asked for it. */
  wish: { reason: string; askedBy: string } | undefined;
}

/** Adds a version with the figures of this transaction's snapshot. */
export async function writeVersion(tx: Tx, work: VersionToWrite): Promise<FreezeRow> {
  const { period, closer, before, wish } = work;
  const first = firstDayOf(period);
  const sums = await readSums(tx, first, 'all');
  ensure(sums.customers > 0n, monthError('months.unknown_period', { period }));
  const id = await nextFreezeId(tx);
  const definitions = await listDefinitions(tx, period);
  await copyRollUps(tx, id, first);
  await keepUnits(tx, id, closer.businessDate);
  // One after the other: counting is work for the database.
  for (const definition of definitions.filter(({ name }) => !(name in kpiDefinitions))) {
    await joinRowByRow(tx, factsThatSuffice(definition) === undefined);
    await insertCounted(
      tx,
      id,
      definition,
      await countDefinitionByCell(tx, definition, spanOf(definition.span, period)),
    );
  }
  await joinRowByRow(tx, true);
  const version = (before?.version ?? 0) + 1;
  const { hash } = await insertFreeze(tx, {
    id,
    period: first,
    version,
    definitions: definitions.map((definition) => describe(definition, period)),
    asOf: closer.now,
    moving: await readMoving(tx, first),
    previousHash: before?.hash ?? null,
    reason: wish?.reason ?? null,
    askedBy: wish?.askedBy ?? null,
    frozenBy: closer.login,
    businessOn: closer.businessDate,
    frozenAt: closer.at,
  });
  await recordAudit(tx, {
    actor: closer.login,
    action: version === 1 ? 'months.frozen' : 'months.restated',
    subject: `month:${period}`,
    detail: { version, hash, ...wish },
    requestId: closer.requestId,
  });
  const made = await findFreeze(tx, first, version);
  if (!made) throw new Error(`version ${version} of ${period} is not there after it was written`);
  return made;
}

function describe({ name, version, span }: Definition, period: Month) {
  return { name, version, ...spanOf(span, period) };
}
