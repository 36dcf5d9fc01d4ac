import type { BusinessDate } from '../../core/dates.ts';
import { random, type Random } from '../random.ts';
import type { BankHabit } from './habit.ts';
import type { AskedDebit, AskedDebits } from './read-debit-file.ts';
import type { StatementFile } from './statement.ts';
import { xml } from './write-camt.ts';

/** What a bank makes of one debit. */
export interface JudgedDebit extends AskedDebit {
  /** ISO 20022 reason; undefined where the money was taken. */
  reason: string | undefined;
}

/** Reasons by weight: most have too little money, some accounts are gone. */
const reasons: readonly (readonly [code: string, words: string])[] = [
  ['AM04', 'Tài khoản không đủ số dư'],
  ['AM04', 'Tài khoản không đủ số dư'],
  ['AM04', 'Tài khoản không đủ số dư'],
  ['AM04', 'Số dư không đủ'],
  ['AC04', 'Tài khoản đã đóng'],
  ['AC06', 'Tài khoản bị phong tỏa'],
  ['MD01', 'Khách hàng chưa đăng ký dịch vụ'],
  ['ED05', 'Lỗi hệ thống'],
];

/** Decides about every debit; the same one on the same day is always decided alike. */
export function judgeDebits(
  { code, debits: { failing } }: BankHabit,
  { messageId, debits }: AskedDebits,
): JudgedDebit[] {
  return debits.map((debit) => {
    const chance = random(code, messageId, debit.reference);
    const fails = chance.next() * 100 < failing * 1.25;
    return { ...debit, reason: fails ? pickReason(chance) : undefined };
  });
}

function pickReason(chance: Random): string {
  return chance.pick(reasons)[0];
}

/** The answer as this bank writes it, in as many files as it likes. */
export function writeAnswers(
  bank: BankHabit,
  { messageId }: AskedDebits,
  judged: readonly JudgedDebit[],
  on: BusinessDate,
): StatementFile[] {
  const { answers, files } = bank.debits;
  const stem = `KQ-${messageId}`;
  const about = { messageId, on };
  if (answers.startsWith('camt')) return writeNotice(bank, stem, judged, about);
  const size = Math.max(1, Math.ceil(judged.length / files));
  const parts = Array.from({ length: Math.ceil(judged.length / size) }, (_, at) =>
    judged.slice(at * size, (at + 1) * size),
  );
  return parts.map((part, at) => {
    const name = parts.length === 1 ? stem : `${stem}-${at + 1}`;
    return answers === 'csv'
      ? { fileName: `${name}.csv`, content: writeTable(part) }
      : { fileName: `${name}.xml`, content: writeReport(answers.slice(-2), name, part, about) };
  });
}

/** A bank that tells of its credits alone says separately what it did not take. */
function writeNotice(
  bank: BankHabit,
  stem: string,
  judged: readonly JudgedDebit[],
  about: { messageId: string; on: BusinessDate },
): StatementFile[] {
  const taken = judged.filter(({ reason }) => reason === undefined);
  const failed = judged.filter(({ reason }) => reason !== undefined);
  const notice = { fileName: `${stem}.camt054.xml`, content: writeCredits(bank, taken, about.on) };
  const report = { fileName: `${stem}.pain002.xml`, content: writeReport('03', stem, failed, about) };
  return [...(taken.length > 0 ? [notice] : []), ...(failed.length > 0 ? [report] : [])];
}

/** pain.002: a status for each debit, or one for the whole message. */
function writeReport(
  version: string,
  id: string,
  judged: readonly JudgedDebit[],
  { messageId, on }: { messageId: string; on: BusinessDate },
): Buffer {
  const items = judged.map(
    ({ reference, amountVnd, reason }) =>
      `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${reason ? 'RJCT' : 'ACSC'}</TxSts>` +
      (reason ? `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>` : '') +
      `<OrgnlTxRef><Amt><InstdAmt Ccy="VND">${amountVnd}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`,
  );
  return reportOf(version, id, { messageId, on, group: '', items });
}

/** The whole file goes back unread: nothing was taken. */
export function writeRefusal(
  bank: BankHabit,
  { messageId, on, reason }: { messageId: string; on: BusinessDate; reason: string },
): StatementFile {
  const version = bank.debits.answers === 'pain.002.001.10' ? '10' : '03';
  const id = `TC-${messageId}`;
  const group = `<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`;
  return { fileName: `${id}.xml`, content: reportOf(version, id, { messageId, on, group, items: [] }) };
}

function reportOf(
  version: string,
  id: string,
  {
    messageId,
    on,
    group,
    items,
  }: { messageId: string; on: BusinessDate; group: string; items: readonly string[] },
): Buffer {
  const original = `<OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId>${group}`;
  const list =
    items.length > 0
      ? `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>\n${items.join('\n')}</OrgnlPmtInfAndSts>`
      : '';
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}">` +
      `<CstmrPmtStsRpt><GrpHdr><MsgId>${id}</MsgId><CreDtTm>${on}T15:00:00+07:00</CreDtTm></GrpHdr>` +
      `<OrgnlGrpInfAndSts>${original}</OrgnlGrpInfAndSts>${list}</CstmrPmtStsRpt></Document>\n`,
  );
}

/** camt.054: one entry for all that was taken, each debit in its details. */
function writeCredits(bank: BankHabit, taken: readonly JudgedDebit[], on: BusinessDate): Buffer {
  const version = bank.debits.answers.slice(-2);
  const sum = taken.reduce((total, { amountVnd }) => total + amountVnd, 0n);
  const status = version === '08' ? '<Sts><Cd>BOOK</Cd></Sts>' : '<Sts>BOOK</Sts>';
  const details = taken.map(({ reference, amountVnd, holder }) => {
    const amount = `<Amt Ccy="VND">${amountVnd}</Amt>`;
    const name = version === '08' ? `<Pty><Nm>${xml(holder)}</Nm></Pty>` : `<Nm>${xml(holder)}</Nm>`;
    const told =
      version === '02'
        ? `<AmtDtls><TxAmt>${amount}</TxAmt></AmtDtls>`
        : `${amount}<CdtDbtInd>CRDT</CdtDbtInd>`;
    return `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs>${told}<RltdPties><Dbtr>${name}</Dbtr></RltdPties></TxDtls>`;
  });
  const day = `<Dt>${on}</Dt>`;
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}">` +
      `<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>TB-${on}</MsgId><CreDtTm>${on}T15:00:00+07:00</CreDtTm></GrpHdr>` +
      `<Ntfctn><Id>TB-${on}</Id><CreDtTm>${on}T15:00:00+07:00</CreDtTm>` +
      `<Acct><Id><Othr><Id>${bank.bin}</Id></Othr></Id><Ccy>VND</Ccy></Acct>` +
      `<Ntry><Amt Ccy="VND">${sum}</Amt><CdtDbtInd>CRDT</CdtDbtInd>${status}<BookgDt>${day}</BookgDt><ValDt>${day}</ValDt>` +
      `<BkTxCd><Prtry><Cd>NDDT</Cd></Prtry></BkTxCd><NtryDtls><Btch><NbOfTxs>${taken.length}</NbOfTxs></Btch>` +
      `${details.join('\n')}</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n`,
  );
}

const mark = '\ufeff';

function writeTable(judged: readonly JudgedDebit[]): Buffer {
  const words = new Map(reasons);
  const rows = judged.map(({ reference, amountVnd, reason }) =>
    [
      reference,
      reason ? 'Không thành công' : 'Thành công',
      reason ? '0' : String(amountVnd),
      reason ? (words.get(reason) ?? reason) : '',
    ].join(';'),
  );
  return Buffer.from(`${mark}Mã tham chiếu;Trạng thái;Số tiền;Lý do\r\n${rows.join('\r\n')}\r\n`);
}
