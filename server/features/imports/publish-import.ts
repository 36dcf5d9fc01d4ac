import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureStaged, judge, toFailure } from './check-import.ts';
import { controlAgrees } from './control.ts';
import { importError } from './errors.ts';
import { importKinds } from './kinds.ts';
import * as queries from './queries.ts';

export interface PublishRequest {
  importId: bigint;
  by: string;
  /** Whether whoever approves has said that no control totals are at hand. */
  withoutTotals: boolean;
  businessOn: BusinessDate;
  now: Date;
  requestId?: string;
}

/**
 * Publishes a checked import in one transaction: rows, ledger, audit and event stand together or not at all. Control
 * totals that disagree, or are missing and not waived, refuse it. If another import was published since the check,
 * the checks run again first.
 */
export async function publishImport(db: Db, request: PublishRequest): Promise<queries.ImportRow> {
  try {
    return await transaction(db, (tx) => publishLocked(db, tx, request));
  } catch (error) {
    if (error instanceof AppError && error.code === 'imports.staging_lost') {
      await queries.markFailed(db, request.importId, toFailure(error));
    }
    throw error;
  }
}

async function publishLocked(db: Db, tx: Tx, request: PublishRequest): Promise<queries.ImportRow> {
  const { importId, by, businessOn, now } = request;
  await queries.lockPublication(tx);
  const row = await queries.lockImport(tx, importId);
  ensure(row, importError('imports.unknown', { id: String(importId) }));
  ensure(row.state === 'checked', importError('imports.not_checked', { state: row.state }));
  ensureControl(row, request.withoutTotals);
  const stale = (await queries.countPublished(tx)) !== row.checked_after;
  const sent = { rows: row.rows, sentVnd: row.sent_vnd, earlier: row };
  const { accepted, changed } = stale ? await judge(tx, row.kind, importId, sent) : row;
  const kind = importKinds[row.kind];
  ensureStaged(await kind.publish({ db, tx, importId, businessOn, now }), accepted + changed);
  await kind.clear(tx, importId);
  await queries.markPublished(tx, importId, by, now);
  const published = await queries.lockImport(tx, importId);
  ensure(published, importError('imports.unknown', { id: String(importId) }));
  await publish(tx, { topic: `${row.kind}.published`, payload: { importId: String(importId) } });
  await recordAudit(tx, {
    actor: by,
    action: 'import.published',
    subject: `import:${importId}`,
    detail: {
      kind: row.kind,
      accepted: published.accepted,
      changed: published.changed,
      control: row.control_source,
    },
    ...(request.requestId && { requestId: request.requestId }),
  });
  return published;
}

function ensureControl(row: queries.ImportRow, withoutTotals: boolean): void {
  const control = { source: row.control_source, rows: row.control_rows, totalVnd: row.control_total_vnd };
  const agrees = controlAgrees(control, { rows: row.rows, totalVnd: row.sent_vnd });
  ensure(agrees !== undefined || withoutTotals, importError('imports.not_totalled'));
  ensure(
    agrees !== false,
    importError('imports.control_disagrees', {
      controlRows: row.control_rows,
      controlTotal: row.control_total_vnd === null ? null : String(row.control_total_vnd),
      rows: row.rows,
      total: String(row.sent_vnd),
    }),
  );
}

/** Sets control totals of a checked import by hand. */
export async function setControl(
  db: Db,
  request: { importId: bigint; rows: number; totalVnd: bigint | null; by: string; requestId?: string },
): Promise<queries.ImportRow> {
  const { importId, rows, totalVnd } = request;
  return transaction(db, async (tx) => {
    const row = await getChecked(tx, importId);
    ensure(row.control_source !== 'trailer', importError('imports.control_from_trailer'));
    await queries.saveControl(tx, importId, { source: 'typed', rows, totalVnd });
    await recordAudit(tx, {
      actor: request.by,
      action: 'import.control_set',
      subject: `import:${importId}`,
      detail: { rows, total: totalVnd === null ? null : String(totalVnd) },
      ...(request.requestId && { requestId: request.requestId }),
    });
    return getChecked(tx, importId);
  });
}

/** Gives a checked import up; nothing of it is published. */
export async function abandonImport(
  db: Db,
  request: { importId: bigint; by: string; requestId?: string },
): Promise<queries.ImportRow> {
  const { importId, by } = request;
  return transaction(db, async (tx) => {
    const row = await getChecked(tx, importId);
    await importKinds[row.kind].clear(tx, importId);
    await queries.markAbandoned(tx, importId);
    await recordAudit(tx, {
      actor: by,
      action: 'import.abandoned',
      subject: `import:${importId}`,
      ...(request.requestId && { requestId: request.requestId }),
    });
    return { ...row, state: 'abandoned' };
  });
}

async function getChecked(tx: Tx, importId: bigint): Promise<queries.ImportRow> {
  const row = await queries.lockImport(tx, importId);
  ensure(row, importError('imports.unknown', { id: String(importId) }));
  ensure(row.state === 'checked', importError('imports.not_checked', { state: row.state }));
  return row;
}
