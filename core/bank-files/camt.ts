import { balanceFields, pickBalances, readBalance, type ListedBalance } from './camt-balances.ts';
import { amountOf, countOf, dayOf, directionOf, indicatorOf, referenceOf, sumOf } from './iso-values.ts';
import { BankFileRefusal, quote } from './refusal.ts';
import {
  StatementTally,
  type CreditDebit,
  type DeclaredTotals,
  type StatementDetail,
  type StatementEvent,
} from './statement.ts';
import type { RecordShape, XmlRecord } from './xml-records.ts';

/**
 * Bank to customer statement (camt.053), account report (camt.052) and debit credit notification (camt.054), ISO 20022
 * versions 02 and later. In all of them an entry (`Ntry`) carries its own booked direction in `CdtDbtInd`; `RvslInd` only
 * says that it takes back an earlier entry, so it changes no sign. A batch is one entry with many `TxDtls`.
 */
export function camtShape(message: string, emit: (event: StatementEvent) => void): RecordShape | undefined {
  const element = { 'camt.052': 'Rpt', 'camt.053': 'Stmt', 'camt.054': 'Ntfctn' }[message];
  if (!element) return undefined;
  const reader = new CamtReader(message, emit);
  return { fields: [], records: { [element]: reader.shape } };
}

const detailFields = [
  'Amt',
  'Amt@Ccy',
  'AmtDtls/TxAmt/Amt',
  'AmtDtls/TxAmt/Amt@Ccy',
  'CdtDbtInd',
  'Refs/EndToEndId',
  'Refs/AcctSvcrRef',
  'Refs/TxId',
  'Refs/InstrId',
  'Refs/MndtId',
  'Refs/ChqNb',
  'RltdPties/Dbtr/Nm',
  'RltdPties/Dbtr/Pty/Nm',
  'RltdPties/Cdtr/Nm',
  'RltdPties/Cdtr/Pty/Nm',
  'RltdPties/DbtrAcct/Id/IBAN',
  'RltdPties/DbtrAcct/Id/Othr/Id',
  'RltdPties/CdtrAcct/Id/IBAN',
  'RltdPties/CdtrAcct/Id/Othr/Id',
  'RmtInf/Ustrd*',
  'RmtInf/Strd/CdtrRefInf/Ref*',
  'RmtInf/Strd/AddtlRmtInf*',
  'AddtlTxInf',
  'RtrInf/Rsn/Cd',
  'RtrInf/Rsn/Prtry',
] as const;

const entryFields = [
  'NtryRef',
  'Amt',
  'Amt@Ccy',
  'CdtDbtInd',
  'RvslInd',
  'Sts',
  'Sts/Cd',
  'Sts/Prtry',
  'BookgDt/Dt',
  'BookgDt/DtTm',
  'ValDt/Dt',
  'ValDt/DtTm',
  'AcctSvcrRef',
  'NtryDtls/Btch/NbOfTxs*',
  'NtryDtls/Btch/MsgId*',
  'NtryDtls/Btch/PmtInfId*',
  'AddtlNtryInf',
] as const;

const totals = ['TtlNtries', 'TtlCdtNtries', 'TtlDbtNtries'] as const;

class CamtReader {
  readonly shape: RecordShape;
  private readonly message: string;
  private readonly emit: (event: StatementEvent) => void;
  private at = -1;
  private tally = new StatementTally();
  private balances: ListedBalance[] = [];
  private only: StatementDetail | undefined;
  private details = 0;

  constructor(message: string, emit: (event: StatementEvent) => void) {
    this.message = message;
    this.emit = emit;
    const detail = {
      fields: detailFields,
      onClose: (record: XmlRecord, entry?: XmlRecord) => this.detail(record, entry!),
    };
    const entry: RecordShape = {
      fields: entryFields,
      records: { 'NtryDtls/TxDtls': detail },
      onOpen: () => {
        this.only = undefined;
        this.details = 0;
      },
      onClose: (record) => this.entry(record),
    };
    this.shape = {
      fields: [
        'Acct/Id/IBAN',
        'Acct/Id/Othr/Id',
        'Acct/Prxy/Id',
        'Acct/Ccy',
        'ElctrncSeqNb',
        'LglSeqNb',
        ...totals.flatMap((each) => [`TxsSummry/${each}/NbOfNtries`, `TxsSummry/${each}/Sum`]),
      ],
      records: {
        Bal: {
          fields: balanceFields,
          onClose: (record) => this.balance(record),
        },
        Ntry: entry,
      },
      onOpen: () => this.begin(),
      onClose: (record) => this.end(record),
    };
  }

  private begin(): void {
    this.at++;
    this.tally = new StatementTally();
    this.balances = [];
    this.emit({ kind: 'statement', at: this.at });
  }

  private balance(record: XmlRecord): void {
    const balance = readBalance(record);
    if (balance) this.balances.push(balance);
  }

  private detail(record: XmlRecord, entry: XmlRecord): void {
    // The status stands before the transactions in every version.
    if (!isBooked(entry, this.message)) return;
    this.details++;
    this.only = this.details === 1 ? readDetail(record) : undefined;
    this.emit({ kind: 'detail', at: this.at, detail: this.only ?? readDetail(record) });
  }

  private entry(record: XmlRecord): void {
    const { amount, currency } = amountOf(record, 'Amt');
    const creditDebit = directionOf(record, 'CdtDbtInd');
    if (!isBooked(record, this.message)) return this.tally.addPending(amount, creditDebit);
    const only = this.only;
    const declared = record.list('NtryDtls/Btch/NbOfTxs').map(Number);
    const isBatch = this.details > 1 || declared.some((count) => count > 1);
    const entry = {
      line: record.line,
      amount,
      currency,
      creditDebit,
      bookedOn: dayOf(record, 'BookgDt'),
      valueOn: dayOf(record, 'ValDt'),
      endToEndId: isBatch ? undefined : only?.endToEndId,
      reference: referenceOfEntry(record, isBatch ? undefined : only),
      remittance: (isBatch ? undefined : only?.remittance) ?? record.text('AddtlNtryInf'),
      reversal: indicatorOf(record, 'RvslInd'),
      returnReason: isBatch ? undefined : only?.returnReason,
      details: this.details,
    };
    this.tally.add(entry);
    this.emit({ kind: 'entry', at: this.at, entry });
  }

  private end(record: XmlRecord): void {
    const account = record.first('Acct/Id/IBAN', 'Acct/Id/Othr/Id', 'Acct/Prxy/Id');
    if (!account) throw new BankFileRefusal('bank_files.missing', `${record.name}/Acct/Id`, record.line);
    const { tally } = this;
    const currencies = [...new Set([...tally.sumCredit.keys(), ...tally.sumDebit.keys()])];
    const { opening, closing } = pickBalances(this.balances, record.text('Acct/Ccy'));
    const currency =
      record.text('Acct/Ccy') ??
      (opening ?? closing)?.currency ??
      (currencies.length === 1 ? currencies[0] : undefined);
    const problems = [
      // A report during the day, or a notification, need not hold every entry between its balances.
      ...(this.message === 'camt.053' ? tally.checkBalances(opening, closing, record.line) : []),
      ...tally.checkTotals(totals.flatMap((each) => declaredTotals(record, each))),
    ];
    const number = record.first('ElctrncSeqNb', 'LglSeqNb');
    const summary = tally.summary({ account, number, currency, opening, closing, problems });
    this.emit({ kind: 'end', at: this.at, summary });
  }
}

/** `Sts` is a code up to version 07, a choice of `Cd` and `Prtry` since 08. A statement without it holds booked entries. */
function isBooked(record: XmlRecord, message: string): boolean {
  const status = record.first('Sts', 'Sts/Cd');
  if (status === 'BOOK') return true;
  if (status === 'PDNG' || status === 'FUTR' || status === 'INFO') return false;
  if (status === undefined && record.text('Sts/Prtry') === undefined && message !== 'camt.052') return true;
  const said = record.first('Sts', 'Sts/Cd', 'Sts/Prtry') ?? '';
  throw new BankFileRefusal('bank_files.not_a_code', `Ntry/Sts ${quote(said)}`, record.line);
}

/** The bank's own reference first; what the sender named it only where the bank gives none. */
function referenceOfEntry(record: XmlRecord, only: StatementDetail | undefined): string | undefined {
  return (
    referenceOf(record.text('AcctSvcrRef')) ??
    referenceOf(only?.reference) ??
    referenceOf(record.text('NtryRef')) ??
    referenceOf(record.first('NtryDtls/Btch/PmtInfId', 'NtryDtls/Btch/MsgId'))
  );
}

function readDetail(record: XmlRecord): StatementDetail {
  const path = record.text('Amt') === undefined ? 'AmtDtls/TxAmt/Amt' : 'Amt';
  const money = record.text(path) === undefined ? undefined : amountOf(record, path);
  const direction: CreditDebit | undefined =
    record.text('CdtDbtInd') === undefined ? undefined : directionOf(record, 'CdtDbtInd');
  // Of money that came in the other side is the debtor; without a direction, whoever is named.
  const sides = direction === 'DBIT' ? ['Cdtr', 'Dbtr'] : ['Dbtr', 'Cdtr'];
  const texts = [
    record.list('RmtInf/Ustrd'),
    record.list('RmtInf/Strd/CdtrRefInf/Ref'),
    record.list('RmtInf/Strd/AddtlRmtInf'),
    record.list('AddtlTxInf'),
  ];
  return {
    line: record.line,
    amount: money?.amount,
    currency: money?.currency,
    creditDebit: direction,
    endToEndId: referenceOf(record.text('Refs/EndToEndId')),
    reference: ['AcctSvcrRef', 'TxId', 'InstrId', 'ChqNb']
      .map((name) => referenceOf(record.text(`Refs/${name}`)))
      .find((text) => text !== undefined),
    mandateId: referenceOf(record.text('Refs/MndtId')),
    counterparty: record.first(
      ...sides.flatMap((side) => [`RltdPties/${side}/Nm`, `RltdPties/${side}/Pty/Nm`]),
    ),
    counterpartyAccount: record.first(
      ...sides.flatMap((side) => [`RltdPties/${side}Acct/Id/IBAN`, `RltdPties/${side}Acct/Id/Othr/Id`]),
    ),
    remittance: texts.find((each) => each.length > 0)?.join(' '),
    returnReason: record.first('RtrInf/Rsn/Cd', 'RtrInf/Rsn/Prtry'),
  };
}

function declaredTotals(
  record: XmlRecord,
  element: (typeof totals)[number],
): (DeclaredTotals & { of: CreditDebit | 'both' })[] {
  const [count, sum] = [
    countOf(record, `TxsSummry/${element}/NbOfNtries`),
    sumOf(record, `TxsSummry/${element}/Sum`),
  ];
  if (count === undefined && sum === undefined) return [];
  const of = ({ TtlNtries: 'both', TtlCdtNtries: 'CRDT', TtlDbtNtries: 'DBIT' } as const)[element];
  // TxsSummry/TtlNtries/Sum is defined as the sum of all entries whatever their direction.
  return [{ line: record.line, what: element, count, sum, of }];
}
