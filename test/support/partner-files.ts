import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { processFile, receiveFile } from '../../server/features/reconciliation/index.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { findFile, type FileRow } from '../../server/features/reconciliation/file-queries.ts';
import { today } from './make.ts';

/** One line as a partner would send it. */
export interface SentLine {
  reference: string;
  customer: string;
  amount: bigint | string;
  at?: string;
  status?: string;
  bill?: string;
  ourId?: string;
}

const header = 'MA_GD,MA_KHANG,SO_TIEN,THOI_GIAN,TRANG_THAI,ID_HDON,PAYMENT_ID';

/** A partner's file of a day with the columns that are known by name. */
export function partnerFile(
  lines: readonly SentLine[],
  options: { trailer?: string; day?: string } = {},
): string {
  const day = options.day ?? today;
  const rows = lines.map(
    ({ reference, customer, amount, at = `${day} 10:00:00`, status = 'Thành công', bill = '', ourId = '' }) =>
      [reference, customer, amount, at, status, bill, ourId].join(','),
  );
  return [header, ...rows, ...(options.trailer ? [options.trailer] : []), ''].join('\n');
}

/** Hands a file in as an upload does, and runs the job it asks for. */
export async function sendFile(
  runtime: Runtime & { company: Company },
  file: {
    partner: string;
    content: string | Buffer;
    day?: string;
    scope?: 'final' | 'running';
    name?: string;
    mapping?: string;
  },
): Promise<FileRow & { unchanged: boolean }> {
  const { company } = runtime;
  const { id, unchanged } = await receiveFile(runtime, company, Readable.from([Buffer.from(file.content)]), {
    partnerCode: file.partner,
    day: file.day ?? today,
    scope: file.scope ?? 'final',
    mappingName: file.mapping,
    fileName: file.name ?? 'doi-soat.csv',
    by: 'test',
    businessOn: today,
  });
  await processFile(runtime, company, id);
  const row = await findFile(company.db, id);
  assert.ok(row);
  return { ...row, unchanged };
}
