import type { BookedEntry } from './books.ts';
import type { CamtDialect } from './habit.ts';
import type { Statement } from './statement.ts';

/** ISO 20022 camt.053 and camt.054: a day of an account with its balances, or its entries alone. */
export function writeCamt(dialect: CamtDialect, statement: Statement): Buffer {
  const { message, version, encoding } = dialect;
  const [root, element] = message === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const { account, number, day, openingVnd, closingVnd, entries } = statement;
  const time = `${day}T23:30:00+07:00`;
  const body = [
    `<GrpHdr><MsgId>${account}-${day.replaceAll('-', '')}</MsgId><CreDtTm>${time}</CreDtTm></GrpHdr>`,
    `<${element}><Id>${account}-${number}</Id><ElctrncSeqNb>${number}</ElctrncSeqNb><CreDtTm>${time}</CreDtTm>`,
    `<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>VND</Ccy></Acct>`,
    ...(message === '053' ? [balance('OPBD', openingVnd, day), balance('CLBD', closingVnd, day)] : []),
    ...entries.map((entry) => writeEntry(entry, version)),
    `</${element}>`,
  ].join('\n');
  const mark = `urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${version}`;
  const inside = `<${root}>${body}</${root}>`;
  const { prefix } = dialect;
  const tagged =
    prefix === undefined
      ? `<Document xmlns="${mark}">${inside}</Document>`
      : `<${prefix}:Document xmlns:${prefix}="${mark}">${withPrefix(inside, prefix)}</${prefix}:Document>`;
  return encode(`<?xml version="1.0" encoding="${encoding}"?>\n${tagged}\n`, encoding);
}

function balance(kind: string, amountVnd: bigint, day: string): string {
  const direction = amountVnd < 0n ? 'DBIT' : 'CRDT';
  const amount = amountVnd < 0n ? -amountVnd : amountVnd;
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="VND">${amount}</Amt>` +
    `<CdtDbtInd>${direction}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`
  );
}

function writeEntry(entry: BookedEntry, version: CamtDialect['version']): string {
  const { amountVnd, bookedOn, reference } = entry;
  const amount = amountVnd < 0n ? -amountVnd : amountVnd;
  const day = `<Dt>${bookedOn}</Dt>`;
  // A batch says its own text beside those of its parts.
  const whole = entry.parts ? `<AddtlNtryInf>${xml(entry.text)}</AddtlNtryInf>` : '';
  // A status is a word in the older versions and a code in an element of its own since the sixth.
  const status = version === '08' ? '<Sts><Cd>BOOK</Cd></Sts>' : '<Sts>BOOK</Sts>';
  return (
    `<Ntry><Amt Ccy="VND">${amount}</Amt><CdtDbtInd>${amountVnd < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd>${status}` +
    `<BookgDt>${day}</BookgDt><ValDt>${day}</ValDt><AcctSvcrRef>${xml(reference)}</AcctSvcrRef>` +
    `<BkTxCd><Prtry><Cd>${amountVnd < 0n ? 'NCHG' : 'NTRF'}</Cd></Prtry></BkTxCd>` +
    `<NtryDtls>${details(entry, version)}</NtryDtls>${whole}</Ntry>`
  );
}

function details(entry: BookedEntry, version: CamtDialect['version']): string {
  const { payer, text, parts } = entry;
  const name = version === '08' ? `<Pty><Nm>${xml(payer)}</Nm></Pty>` : `<Nm>${xml(payer)}</Nm>`;
  const who = payer === '' ? '' : `<RltdPties><Dbtr>${name}</Dbtr></RltdPties>`;
  const remittance = (said: string): string => `<RmtInf><Ustrd>${xml(said)}</Ustrd></RmtInf>`;
  if (!parts || parts.length < 2) return `<TxDtls>${who}${remittance(text)}</TxDtls>`;
  const batch = `<Btch><NbOfTxs>${parts.length}</NbOfTxs></Btch>`;
  return (
    batch +
    parts
      .map((part) => {
        const sum = `<Amt Ccy="VND">${part.amountVnd}</Amt>`;
        const amount =
          version === '02' ? `<AmtDtls><TxAmt>${sum}</TxAmt></AmtDtls>` : `${sum}<CdtDbtInd>CRDT</CdtDbtInd>`;
        return `<TxDtls>${amount}${who}${remittance(part.text)}</TxDtls>`;
      })
      .join('')
  );
}

function withPrefix(text: string, prefix: string): string {
  return text.replaceAll(/<(\/?)(\w)/g, `<$1${prefix}:$2`);
}

export function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What goes out in windows-1258 is plain ASCII already: banks write no marks. */
export function encode(text: string, encoding: CamtDialect['encoding']): Buffer {
  if (encoding === 'UTF-16') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'UTF-8' ? Buffer.from(text) : Buffer.from(text, 'latin1');
}
