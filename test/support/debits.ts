import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { atLocalTime } from '../../core/settlement-day.ts';
import {
  receiveResult,
  runDebits,
  takeResults,
  type DebitRun,
} from '../../server/features/mandates/index.ts';
import { many, run, type Db } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { makeFolder, writeFileIn } from './files.ts';
import type { StaffClient } from './staff.ts';

/** Terms of a bank that takes pain.008 every working day. */
export const plainDebitTerms = {
  format: 'pain.008.001.02' as string,
  columns: [] as object[],
  creditorAccount: '3701 000 111 222',
  bankBin: '970436',
  bankBic: 'BFTVVNVX' as string | null,
  schemeId: 'EVN-PCTEST',
  runDays: [] as number[],
  retryDays: [1, 3],
  resultDays: 3,
  noticeDays: 1,
  noticeRequired: false,
};

export async function setDebitTerms(
  client: StaffClient,
  partnerCode: string,
  terms: Partial<typeof plainDebitTerms> = {},
): Promise<void> {
  const answer = await client.send('PUT', `/debits/terms/${partnerCode}`, { ...plainDebitTerms, ...terms });
  assert.equal(answer.status, 204, JSON.stringify(answer.body));
}

/** Mandates as a bank's list brings them; a customer may have a fixed day or a limit. */
export async function registerMandates(
  client: StaffClient,
  partnerCode: string,
  rows: readonly { code: string; day?: number; limit?: number }[],
): Promise<void> {
  const list = [
    'MA_KHANG;SO_TK;TEN_CHU_TK;NGAY_KY;NGAY_TRICH;HAN_MUC',
    ...rows.map(
      ({ code, day, limit }) =>
        `${code};00${code.slice(-7)}55;Nguyễn Văn An & con;01/02/2026;${day ?? ''};${limit ?? ''}`,
    ),
  ];
  const answer = await client.upload(
    `/mandates/lists?partner=${partnerCode}&fileName=ds.csv`,
    Buffer.from(list.join('\n')),
  );
  assert.equal(answer.body.registered, rows.length, JSON.stringify(answer.body));
}

/** Nine in the morning of a business day. */
export const timeOf = (day: string) => ({
  now: new Date(),
  businessDate: day,
  businessNow: atLocalTime(day, '09:00'),
});

export const runOn = (
  runtime: Runtime & { company: Company },
  partnerCode: string,
  day: string,
): Promise<DebitRun> => runDebits(runtime, runtime.company, { partnerCode, by: 'test', at: timeOf(day) });

const folder = makeFolder();

/** Hands a bank's answer in and takes it at once. */
export async function takeAnswer(
  runtime: Runtime & { company: Company },
  answer: { partnerCode: string; day: string; fileName: string; text: string },
): Promise<{ id: bigint; unchanged: boolean }> {
  const path = writeFileIn(folder, answer.fileName, answer.text);
  const received = await receiveResult(runtime, runtime.company, createReadStream(path), {
    partnerCode: answer.partnerCode,
    fileName: answer.fileName,
    by: 'test',
    now: new Date(),
  });
  await takeResults(runtime, runtime.company, received.id, timeOf(answer.day));
  return received;
}

export interface ItemSeen {
  reference: string;
  code: string;
  billId: bigint;
  state: string;
  reason: string | null;
  retryOn: string | null;
  paymentId: bigint | null;
}

export async function itemsOf(db: Db, batchId: bigint): Promise<ItemSeen[]> {
  return many(
    db,
    sql<ItemSeen>`
      select i.reference, c.code, i.bill_id as "billId", i.state, i.reason_code as reason, i.retry_on as "retryOn",
             i.payment_id as "paymentId"
      from debit_items i join customers c on c.id = i.customer_id where i.batch_id = ${batchId} order by i.id`,
  );
}

/** A status report of a bank on debits of one run. */
export function reportOf(
  messageId: string,
  lines: readonly { reference: string; status: string; code?: string }[],
  group?: string,
): string {
  const txs = lines.map(
    ({ reference, status, code }) =>
      `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts>` +
      (code ? `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>` : '') +
      '</TxInfAndSts>',
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">' +
    `<CstmrPmtStsRpt><GrpHdr><MsgId>R-${messageId}-${lines.length}</MsgId><CreDtTm>2026-11-23T15:00:00</CreDtTm></GrpHdr>` +
    `<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId>` +
    `${group ? `<GrpSts>${group}</GrpSts>` : ''}</OrgnlGrpInfAndSts>` +
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>${txs.join('')}</OrgnlPmtInfAndSts>` +
    '</CstmrPmtStsRpt></Document>\n'
  );
}

/** Says that a bill lies with one collector only. */
export async function handOverTo(db: Db, billId: bigint, partnerId: bigint): Promise<void> {
  await run(db, sql`update bills set handed_to = ${partnerId} where id = ${billId}`);
}
