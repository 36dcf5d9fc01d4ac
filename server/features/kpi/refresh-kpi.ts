import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { advance, lockPosition, readOutbox, type OutboxRow } from '../../platform/outbox.ts';
import { refreshFacts, type Changes } from './refresh-queries.ts';

const reader = 'kpi';
const rowsAtOnce = 200;

/**
 * Brings the roll-ups up to the last committed event. It continues from its own position in the outbox, under a row
 * lock, so that server and command line may call it at once. Returns the number of events applied.
 */
export async function refreshKpi(db: Db): Promise<number> {
  for (let applied = 0; ;) {
    const count = await transaction(db, applyNext);
    if (count === 0) return applied;
    applied += count;
  }
}

/**
 * The same inside a transaction, which keeps every other refresh waiting until it ends: what it reads behind this is of
 * one moment. Wants a transaction that sees one snapshot.
 */
export async function refreshKpiIn(tx: Tx): Promise<void> {
  while ((await applyNext(tx)) > 0);
}

async function applyNext(tx: Tx): Promise<number> {
  const rows = await readOutbox(tx, reader, await lockPosition(tx, reader), rowsAtOnce);
  if (rows.length === 0) return 0;
  const changes = collectChanges(rows);
  if (Object.values(changes).some((ids) => ids.length > 0)) {
    await refreshFacts(tx, changes, kpiDefinitions);
  }
  await advance(tx, reader, rows);
  return rows.length;
}

function collectChanges(rows: readonly OutboxRow[]): Changes {
  const ids = (topics: string[], field: string): bigint[] =>
    rows
      .filter(({ topic }) => topics.includes(topic))
      .flatMap(({ payload }) => payload[field] as string | string[])
      .map(BigInt);
  return {
    paymentIds: ids(
      ['payments.accepted', 'payments.reversed', 'payments.corrected', 'credits.applied'],
      'paymentIds',
    ),
    billIds: ids(['bills.issued', 'bills.cancelled'], 'billIds'),
    billImportIds: ids(['bills.published'], 'importId'),
    customerImportIds: ids(['customers.published'], 'importId'),
  };
}
