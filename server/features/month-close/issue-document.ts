import { createHash } from 'node:crypto';
import { firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { Tx } from '../../platform/db.ts';
import type { PaperFormat } from '../../platform/paper-file.ts';
import { recordAudit } from '../audit/index.ts';
import { insertDocument, type Trace } from './document-queries.ts';

/** A finished document, ready to be given out. */
export interface DocumentToIssue {
  /** What sort of document: small letters, digits and hyphens, `provincial-report`. */
  kind: string;
  /** As it stands on the paper; with kind and format never given twice. */
  number: string;
  format: PaperFormat;
  title: string;
  fileName: string;
  /** The month it speaks of, if it speaks of one. */
  period: Month | null;
  /** Whose figures are in it; null for the whole company, which people of one unit do not see. */
  unitId: bigint | null;
  /** The version of the frozen month its figures were taken from; null where they were still moving. */
  frozenVersion: number | null;
  content: Buffer;
  /** One per number in it: where it stands, what it says, and what it was counted from. */
  traces: readonly Trace[];
}

/** Who issues it, and when on the business clock. */
export interface Issuer {
  login: string;
  businessDate: BusinessDate;
  at: Date;
  requestId?: string | undefined;
}

/**
 * Keeps a document for good, byte by byte, in the transaction of whoever made it. Throws `documents.number_taken`.
 * It cannot be changed or taken away; a better one has a number of its own.
 */
export async function issueDocument(
  tx: Tx,
  document: DocumentToIssue,
  issuer: Issuer,
): Promise<{ id: bigint; sha256: string }> {
  const sha256 = createHash('sha256').update(document.content).digest('hex');
  const id = await insertDocument(tx, {
    ...document,
    period: document.period === null ? null : firstDayOf(document.period),
    sha256,
    issuedBy: issuer.login,
    businessOn: issuer.businessDate,
    issuedAt: issuer.at,
  });
  await recordAudit(tx, {
    actor: issuer.login,
    action: 'documents.issued',
    subject: `document:${id}`,
    detail: { kind: document.kind, number: document.number, format: document.format, sha256 },
    requestId: issuer.requestId,
  });
  return { id, sha256 };
}
