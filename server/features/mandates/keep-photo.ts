import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import { find, run, transaction, type Queryable, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { mandateError } from './errors.ts';
import { lockMandate } from './queries.ts';

/** A photograph up to here is kept itself; of a larger one only the hash, by which the original proves itself. */
const keptBytes = 1024 * 1024;
const mostBytes = 20 * 1024 * 1024;

type PhotoKind = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

export interface KeptPhoto {
  sha256: string;
  bytes: number;
  kept: boolean;
}

/**
 * Takes the photograph of a signed paper for a draft; its hash becomes part of the consent when the mandate is signed. A
 * new one replaces the last as long as nothing is signed. Throws `mandates.unknown_mandate`, `act_not_possible`,
 * `photo_kind`, `too_large`.
 */
export async function keepPhoto(staff: StaffContext, id: bigint, body: Readable): Promise<KeptPhoto> {
  const content = await readAll(body);
  const kind = kindOf(content);
  ensure(kind, mandateError('mandates.photo_kind'));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const kept = content.length <= keptBytes;
  return transaction(staff.db, async (tx) => {
    const mandate = await lockMandate(tx, id);
    ensure(mandate, mandateError('mandates.unknown_mandate', { id: String(id) }));
    ensureInScope(staff, mandate.org_unit_id);
    const { state } = mandate;
    ensure(state === 'draft', mandateError('mandates.act_not_possible', { act: 'photo', state }));
    await upsertPhoto(tx, id, { kind, sha256, content, kept, by: staff.login, now: staff.now });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'mandates.photo_kept',
      subject: `mandate:${id}`,
      detail: { sha256, bytes: content.length, kept },
      requestId: staff.requestId,
    });
    return { sha256, bytes: content.length, kept };
  });
}

async function readAll(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A body refused half-way stays open: the sender is answered before the connection ends.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    ensure(bytes <= mostBytes, mandateError('mandates.too_large', { maxBytes: mostBytes }));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** By the first bytes, whatever the file is called: what is served later must be what it says. */
function kindOf(content: Buffer): PhotoKind | undefined {
  const head = content.subarray(0, 12).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return head.startsWith('%PDF-') ? 'application/pdf' : undefined;
}

async function upsertPhoto(
  tx: Tx,
  mandateId: bigint,
  photo: { kind: PhotoKind; sha256: string; content: Buffer; kept: boolean; by: string; now: Date },
): Promise<void> {
  const { kind, sha256, content, kept, by, now } = photo;
  await run(
    tx,
    sql`
      insert into mandate_photos (mandate_id, sha256, media_type, bytes, content, uploaded_by, uploaded_at)
      values (${mandateId}, ${sha256}, ${kind}, ${content.length}, ${kept ? content : null}, ${by}, ${now})
      on conflict (mandate_id) do update set sha256 = excluded.sha256, media_type = excluded.media_type,
        bytes = excluded.bytes, content = excluded.content, uploaded_by = excluded.uploaded_by,
        uploaded_at = excluded.uploaded_at`,
  );
}

/** The hash of the photograph that was taken in for a mandate, where there is one. */
export async function findPhotoHash(on: Queryable, mandateId: bigint): Promise<string | undefined> {
  const row = await find(
    on,
    sql<{ sha256: string }>`select sha256 from mandate_photos where mandate_id = ${mandateId}`,
  );
  return row?.sha256;
}

export async function findPhoto(
  on: Queryable,
  mandateId: bigint,
): Promise<{ media_type: PhotoKind; content: Buffer } | undefined> {
  return find(
    on,
    sql<{ media_type: PhotoKind; content: Buffer }>`
      select media_type, content from mandate_photos where mandate_id = ${mandateId} and content is not null`,
  );
}
