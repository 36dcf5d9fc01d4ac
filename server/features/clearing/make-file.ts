import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { findLastEntry } from './collect-queries.ts';
import { clearingError } from './errors.ts';
import { findFiledThrough, insertFile, type FileRow } from './queries.ts';
import { digestFeed, longestFeed } from './write-feed.ts';

/**
 * Puts entries on record as a file: by default those behind the last file. The bytes are not kept, the same range gives
 * them again and the SHA-256 proves it.
 */
export async function makeFile(
  staff: StaffContext,
  wish: { fromSeq: bigint | undefined; uptoSeq: bigint | undefined },
): Promise<FileRow> {
  const after = wish.fromSeq === undefined ? await findFiledThrough(staff.db) : wish.fromSeq - 1n;
  const last = (await findLastEntry(staff.db))?.seq ?? 0n;
  const most = after + BigInt(longestFeed);
  const upto = [wish.uptoSeq ?? last, last, most].reduce((least, seq) => (seq < least ? seq : least));
  ensure(after >= 0n && upto > after, clearingError('clearing.nothing_new', { after: String(after) }));
  const digest = await digestFeed(staff.db, { after, upto });
  return transaction(staff.db, async (tx) => {
    const file = await insertFile(tx, {
      from_seq: after + 1n,
      upto_seq: upto,
      entries: digest.entries,
      total_vnd: digest.totalVnd,
      sha256: digest.sha256,
      made_by: staff.login,
      made_at: staff.now,
    });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'clearing.file_made',
      subject: `clearing_file:${file.id}`,
      detail: { fromSeq: String(file.from_seq), uptoSeq: String(upto), sha256: file.sha256 },
      requestId: staff.requestId,
    });
    return file;
  });
}
