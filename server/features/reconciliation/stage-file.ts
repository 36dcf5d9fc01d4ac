import { createHash } from 'node:crypto';
import { nameKey, type Mapping } from '../../../core/reconciliation/mapping.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import type { FileRow } from './file-queries.ts';
import { findMapping, listLiveMappings } from './mapping-queries.ts';
import { openPartnerFile, type OpenFile } from './open-file.ts';
import { emptyTally, ensureControl, readPartnerLines, type BadLine, type FileTally } from './read-file.ts';
import * as staging from './staging-queries.ts';

export interface StagedFile {
  tally: FileTally;
  mapping: Mapping | undefined;
  mappingId: bigint | null;
}

/**
 * Reads a file once from start to end into the staging of this transaction; lines that cannot be read are kept apart
 * for people to see. Throws what is wrong with the file as a whole, its own totals among it.
 */
export async function stagePartnerFile(
  db: Db,
  tx: Tx,
  work: { file: FileRow; source: TableSource; cutOff: string },
): Promise<StagedFile> {
  const { file, source, cutOff } = work;
  const { opened, mapping, mappingId } = await openWithMapping(db, file, source);
  const tally = emptyTally();
  await staging.deleteBadLines(db.side, file.id);
  await stageOpened(tx, opened, {
    mapping,
    cutOff,
    tally,
    onBad: (lines) => staging.insertBadLines(db.side, file.id, lines),
  });
  return { tally, mapping, mappingId };
}

/** Stages the lines of an open file; its own totals must agree. */
export async function stageOpened(
  tx: Tx,
  opened: OpenFile,
  work: {
    mapping: Mapping | undefined;
    cutOff: string;
    tally: FileTally;
    onBad: (lines: readonly BadLine[]) => Promise<void>;
  },
): Promise<void> {
  await staging.makeStaging(tx);
  const chunks = async function* (): AsyncGenerator<string> {
    for await (const { staged, bad } of readPartnerLines(opened, work)) {
      const named = new Map(bad.map((line) => [line.line, line.reference || `#${shortHash(line.raw)}`]));
      const nameOf = (line: { line: number; reference: string }): string =>
        named.get(line.line) ?? line.reference;
      await work.onBad(bad.map((line) => ({ ...line, reference: nameOf(line) })));
      let chunk = '';
      for (const line of staged) {
        chunk += staging.stagedLine('bad' in line ? { ...line, reference: nameOf(line) } : line);
      }
      yield chunk;
    }
  };
  await staging.stageLines(tx, chunks());
  ensureControl(work.tally);
  await staging.analyseStaging(tx);
}

/** A line without a reference is known again by its content. */
function shortHash(raw: string): string {
  return createHash('sha256').update(nameKey(raw)).digest('hex').slice(0, 16);
}

/** By the mapping that was named, else by one of the partner's own whose columns the file has, else by its header. */
async function openWithMapping(
  on: Queryable,
  file: FileRow,
  source: TableSource,
): Promise<{ opened: OpenFile; mapping: Mapping | undefined; mappingId: bigint | null }> {
  if (file.mapping_id !== null) {
    const row = await findMapping(on, file.mapping_id);
    if (!row) throw new Error(`mapping ${file.mapping_id} is gone`);
    return { opened: await openPartnerFile(source, row.mapping), mapping: row.mapping, mappingId: row.id };
  }
  for (const { id, mapping } of await listLiveMappings(on, file.partner_id)) {
    try {
      return { opened: await openPartnerFile(source, mapping), mapping, mappingId: id };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return { opened: await openPartnerFile(source, undefined), mapping: undefined, mappingId: null };
}
