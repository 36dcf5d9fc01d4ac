/** One account's statement as different banks would write it. */
export interface WrittenStatement {
  account: string;
  number?: string;
  /** The one day of it. */
  day: string;
  opening: number;
  /** What the balance is said to be; by default what the lines make. */
  closing?: number;
  currency?: string;
  lines: WrittenLine[];
}

export interface WrittenLine {
  /** Below zero goes out. */
  amount: number;
  reference?: string;
  text?: string;
  payer?: string;
  reversal?: boolean;
}

const closingOf = ({ opening, closing, lines }: WrittenStatement): number =>
  closing ?? opening + lines.reduce((sum, { amount }) => sum + amount, 0);

/** MT940, several statements in a file. */
export function mt940(...statements: WrittenStatement[]): string {
  return statements.flatMap(mt940Lines).join('\r\n') + '\r\n';
}

function mt940Lines(statement: WrittenStatement): string[] {
  const { account, number = '1', day, opening, currency = 'VND', lines } = statement;
  const short = day.slice(2).replaceAll('-', '');
  const balance = (amount: number) => `${amount < 0 ? 'D' : 'C'}${short}${currency}${Math.abs(amount)},`;
  return [
    ':20:STMT',
    `:25:${account}`,
    `:28C:${number}`,
    `:60F:${balance(opening)}`,
    ...lines.flatMap(({ amount, reference, text, reversal }) => {
      // A reversal of a credit goes out, of a debit comes in.
      const mark = reversal ? (amount < 0 ? 'RC' : 'RD') : amount < 0 ? 'D' : 'C';
      const named = reference === undefined ? '' : `//${reference}`;
      return [
        `:61:${short}${short.slice(2)}${mark}${Math.abs(amount)},NTRFNONREF${named}`,
        ...(text === undefined ? [] : [`:86:${text}`]),
      ];
    }),
    `:62F:${balance(closingOf(statement))}`,
  ];
}

/** camt.053.001.08, or camt.054 without balances. */
export function camt(statement: WrittenStatement, message: '053' | '054' = '053'): string {
  const { account, number = '1', day, opening, currency = 'VND', lines } = statement;
  const [root, element] = message === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const balance = (kind: string, amount: number) =>
    `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${Math.abs(amount)}</Amt>` +
    `<CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
  const entries = lines.map(({ amount, reference, text, payer, reversal }) =>
    [
      `<Ntry><Amt Ccy="${currency}">${Math.abs(amount)}</Amt>`,
      `<CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`,
      reversal ? '<RvslInd>true</RvslInd>' : '',
      `<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>`,
      reference === undefined ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`,
      '<NtryDtls><TxDtls>',
      payer === undefined ? '' : `<RltdPties><Dbtr><Pty><Nm>${payer}</Nm></Pty></Dbtr></RltdPties>`,
      text === undefined ? '' : `<RmtInf><Ustrd>${text}</Ustrd></RmtInf>`,
      '</TxDtls></NtryDtls></Ntry>',
    ].join(''),
  );
  const balances = message === '053' ? [balance('OPBD', opening), balance('CLBD', closingOf(statement))] : [];
  return [
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.08">`,
    `<${root}><GrpHdr><MsgId>M</MsgId><CreDtTm>${day}T23:00:00+07:00</CreDtTm></GrpHdr>`,
    `<${element}><Id>S</Id><ElctrncSeqNb>${number}</ElctrncSeqNb>`,
    `<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>`,
    ...balances,
    ...entries,
    `</${element}></${root}></Document>`,
  ].join('\n');
}

/** A table that names no account. */
export function csv({ day, lines }: WrittenStatement): string {
  const [year, month, date] = day.split('-');
  const rows = lines.map(({ amount, reference = '', text = '' }) =>
    [
      `${date}/${month}/${year}`,
      reference,
      amount < 0 ? -amount : '',
      amount > 0 ? amount : '',
      `"${text}"`,
    ].join(','),
  );
  return ['Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung', ...rows, ''].join('\n');
}
