import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DebitFileWriter, type Bank } from '../../../core/bank-files/write-debits.ts';
import { formatBusinessDate, formatMonth, monthOf } from '../../../core/dates.ts';
import { usualColumns, type DebitField } from '../../../core/mandates/debit-columns.ts';
import { withoutMarks } from '../../../core/text.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { csvLine, csvMark } from '../../platform/tabular/write-csv.ts';
import { listFileItems, type BatchRow, type FileItem } from './pick-queries.ts';

const pageSize = 5_000;

/** Where the file of a run is kept. */
export function debitFilePath(runtime: Runtime, company: Company, batchId: bigint): string {
  return join(runtime.config.dataDir, 'debit-files', company.code, String(batchId));
}

export function debitFileName({ message_id, format }: Pick<BatchRow, 'message_id' | 'format'>): string {
  return format === 'wallet' ? message_id : `${message_id}.${format === 'csv' ? 'csv' : 'xml'}`;
}

/**
 * Writes the file of a run and answers its hash. What it is made from never changes, so that made again it is the same
 * byte by byte; it stands under its name only when it is whole.
 */
export async function writeDebitFile(
  company: Company,
  batch: BatchRow,
  path: string,
): Promise<{ sha256: string; bytes: number }> {
  await mkdir(dirname(path), { recursive: true });
  // Two who make the same file at once do not write into each other's.
  const unfinished = `${path}.${randomUUID()}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const text of debitFileTexts(company, batch)) {
      const chunk = Buffer.from(text);
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(Readable.from(counted()), createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  return { sha256: hash.digest('hex'), bytes };
}

function debitFileTexts(company: Company, batch: BatchRow): AsyncGenerator<string> {
  if (batch.format === 'wallet') throw new Error('a run of a wallet has no file');
  return batch.format === 'csv' ? csvTexts(company.db, batch) : painTexts(company, batch, batch.format);
}

async function* painTexts(
  company: Company,
  batch: BatchRow,
  format: 'pain.008.001.02' | 'pain.008.001.08',
): AsyncGenerator<string> {
  const { terms } = batch;
  const bank: Bank = {
    memberId: terms.bankBin,
    ...(terms.bankBic !== null && { bic: terms.bankBic }),
    name: withoutMarks(batch.partner_name),
  };
  const totals = { transactions: batch.items, sumVnd: batch.items_vnd };
  const writer = new DebitFileWriter(format, {
    messageId: batch.message_id,
    createdAt: batch.made_at,
    initiator: company.name,
    ...totals,
  });
  yield writer.head();
  yield writer.openGroup({
    id: `${batch.message_id}-1`,
    ...totals,
    on: batch.business_on,
    own: { name: company.name, account: terms.creditorAccount, bank },
    ...(terms.schemeId !== null && { schemeId: terms.schemeId }),
  });
  for await (const items of pagesOf(company.db, batch.id)) {
    let text = '';
    for (const item of items) {
      text += writer.item({
        endToEndId: item.reference,
        amountVnd: item.amountVnd,
        other: { name: item.holder, account: item.account, bank },
        mandate: { id: item.mandate, signedOn: item.signedOn },
        remittance: contentOf(item),
      });
    }
    yield text;
  }
  yield writer.closeGroup() + writer.end();
}

async function* csvTexts(on: Queryable, batch: BatchRow): AsyncGenerator<string> {
  const columns = batch.terms.columns.length > 0 ? batch.terms.columns : usualColumns;
  yield csvMark + csvLine(columns.map(({ header }) => header));
  for await (const items of pagesOf(on, batch.id)) {
    yield items.map((item) => csvLine(columns.map(({ field }) => cellOf(item, field, batch)))).join('');
  }
}

function cellOf(item: FileItem, field: DebitField, batch: BatchRow): string {
  switch (field) {
    case 'amount':
      return String(item.amountVnd);
    case 'period':
      return formatMonth(monthOf(item.period));
    case 'dueOn':
      return formatBusinessDate(item.dueOn);
    case 'collectOn':
      return formatBusinessDate(batch.business_on);
    case 'content':
      return contentOf(item);
    default:
      return item[field];
  }
}

/** What the payer reads on the statement; networks know ASCII only. */
function contentOf({ customerCode, period }: FileItem): string {
  return `${customerCode} tien dien ky ${formatMonth(monthOf(period))}`;
}

/** The next page is on its way while one is written. */
async function* pagesOf(on: Queryable, batchId: bigint): AsyncGenerator<FileItem[]> {
  const read = (after: bigint): Promise<FileItem[]> => listFileItems(on, batchId, { after, limit: pageSize });
  let page = read(0n);
  for (;;) {
    const items = await page;
    const isLast = items.length < pageSize;
    page = isLast ? Promise.resolve([]) : read(items.at(-1)!.id);
    // Whoever stops reading half-way leaves a page that nobody waits for.
    page.catch(() => undefined);
    if (items.length > 0) yield items;
    if (isLast) return;
  }
}
