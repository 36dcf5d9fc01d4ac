import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { errorMessages, type ErrorCode } from '../../../core/messages/errors.ts';
import { lanes, type Lane } from '../../../core/reconciliation/lanes.ts';
import { headerKey, type Mapping } from '../../../core/reconciliation/mapping.ts';
import { readClock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { reconciliationError } from './errors.ts';
import { findFile, findPartnerByCode, type FileRow } from './file-queries.ts';
import { findMappingByName } from './mapping-queries.ts';
import { processFile } from './process-file.ts';
import { receiveFile } from './receive-file.ts';
import { saveMapping } from './save-mapping.ts';

export interface FileToReconcile {
  path: string;
  partnerCode: string;
  day: string;
  /** A mapping by name, or as a file says it, kept under the name of that file. */
  mapping?: { name: string; mapping?: Mapping };
  actor: string;
}

/** What `partner reconcile` prints. */
export interface Reconciled {
  /** Lines that are the same on both sides. */
  matched: number;
  byLane: Record<Lane, number>;
  amountMatched: string;
  /** Their total less ours for the day. */
  amountDifference: string;
}

/**
 * Takes a partner's file of a whole day and matches it at once, as the command line does. Throws what is wrong with
 * the file; then nothing of it is used.
 */
export async function reconcileFile(
  runtime: Runtime,
  company: Company,
  request: FileToReconcile,
): Promise<Reconciled> {
  const { path, partnerCode, day, actor } = request;
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError('files.unreadable', {}, { cause });
  });
  if (!found.isFile()) throw fileError('files.unreadable');
  ensure(found.size > 0, fileError('files.empty'));
  const { businessDate: businessOn, now } = await readClock(runtime.platform);
  const mappingName = await keepMapping(company.db, request, now);
  const { id } = await receiveFile(runtime, company, createReadStream(path), {
    partnerCode,
    day,
    scope: 'final',
    mappingName,
    fileName: basename(path),
    by: actor,
    businessOn,
  });
  await processFile(runtime, company, id);
  const file = await findFile(company.db, id);
  ensure(file, reconciliationError('reconciliation.unknown_file', { id: String(id) }));
  if (file.state === 'refused') throw asError(file);
  return presentReconciled(file);
}

/** The refusal that stands with a file as the error it was. */
function asError({ refusal }: FileRow): AppError {
  const code = refusal?.code ?? '';
  const known = Object.hasOwn(errorMessages, code) ? (code as ErrorCode) : 'reconciliation.fault';
  return new AppError(known, 'unprocessable', refusal?.params ?? {});
}

function presentReconciled(file: FileRow): Reconciled {
  return {
    matched: file.matched ?? 0,
    byLane: Object.fromEntries(lanes.map((lane) => [lane, file.by_lane?.[lane]?.count ?? 0])) as Record<
      Lane,
      number
    >,
    amountMatched: String(file.matched_vnd ?? 0n),
    amountDifference: String(file.difference_vnd ?? 0n),
  };
}

/** Keeps a mapping that came as a file, once for as long as it says the same. */
async function keepMapping(
  db: Db,
  { mapping: asked, partnerCode, actor }: FileToReconcile,
  now: Date,
): Promise<string | undefined> {
  if (!asked?.mapping) return asked?.name;
  const { name, mapping } = asked;
  const partner = await findPartnerByCode(db, partnerCode);
  ensure(partner, reconciliationError('reconciliation.unknown_partner', { partner: partnerCode }));
  const known = await findMappingByName(db, partner.id, name);
  const same =
    known?.partner_id === partner.id &&
    headerKey(known.mapping.columns) === headerKey(mapping.columns) &&
    canonical(known.mapping) === canonical(mapping);
  if (!same) await saveMapping(db, { partnerCode, name, mapping, by: actor }, now);
  return name;
}

/** Text that does not depend on the order of the keys. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${key}:${canonical(inner)}`)
    .join(',')}}`;
}
