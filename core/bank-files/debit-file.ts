import { addDecimals, equalDecimals, formatDecimal, zero, type Decimal } from './decimals.ts';
import { amountOf, countOf, referenceOf, sumOf } from './iso-values.ts';
import { BankFileRefusal, quote } from './refusal.ts';
import type { RecordShape, XmlRecord } from './xml-records.ts';

/** One transaction of a debit run or payment order, or the status of one in a report. */
export interface DebitItem {
  line: number;
  groupId: string | undefined;
  endToEndId: string | undefined;
  instructionId: string | undefined;
  /** A status report may leave the amount out. */
  amount: Decimal | undefined;
  currency: string | undefined;
  mandateId: string | undefined;
  /** The other side: who is debited by pain.008, who is credited by pain.001. */
  counterparty: string | undefined;
  counterpartyAccount: string | undefined;
  remittance: string | undefined;
  /** pain.002: `ACSC`, `RJCT`, `PDNG`…, of the transaction, or of its group where it has none of its own. */
  status: string | undefined;
  /** pain.002: ISO 20022 external status reason codes (`AM04`), or the bank's own. */
  reasons: readonly string[];
  reasonText: string | undefined;
}

export interface DebitGroup {
  id: string | undefined;
  transactions: number;
  /** Undefined where a status report does not give the amount of each transaction. */
  sum: Decimal | undefined;
  currencies: ReadonlySet<string>;
  /** pain.002: status of the whole group. */
  status: string | undefined;
}

export interface DebitSummary {
  messageId: string;
  /** pain.002: the message that is reported on, and the status of the whole of it. */
  originalMessageId: string | undefined;
  status: string | undefined;
  transactions: number;
  sum: Decimal | undefined;
  currencies: ReadonlySet<string>;
}

export type DebitEvent =
  | { kind: 'item'; item: DebitItem }
  | { kind: 'group'; group: DebitGroup }
  | { kind: 'end'; summary: DebitSummary };

/**
 * Direct debit run (pain.008), payment order (pain.001) and status report (pain.002), ISO 20022. Counts and sums are those
 * of the transactions themselves; where the file declares others for itself or a group, it is refused with both numbers.
 */
export function debitShape(message: string, emit: (event: DebitEvent) => void): RecordShape | undefined {
  if (message === 'pain.002') return new DebitReader(emit).reportShape();
  if (message === 'pain.001')
    return new DebitReader(emit).orderShape('CdtTrfTxInf', ['Amt/InstdAmt', 'Amt/EqvtAmt/Amt'], 'Cdtr');
  if (message === 'pain.008') return new DebitReader(emit).orderShape('DrctDbtTxInf', ['InstdAmt'], 'Dbtr');
  return undefined;
}

class Totals {
  transactions = 0;
  sum: Decimal | undefined = zero;
  readonly currencies = new Set<string>();

  add(amount: Decimal | undefined, currency: string | undefined): void {
    this.transactions++;
    this.sum = this.sum && amount ? addDecimals(this.sum, amount) : undefined;
    if (currency) this.currencies.add(currency);
  }
}

class DebitReader {
  private readonly emit: (event: DebitEvent) => void;
  private file = new Totals();
  private group = new Totals();
  private messages = 0;

  constructor(emit: (event: DebitEvent) => void) {
    this.emit = emit;
  }

  orderShape(element: string, amounts: readonly string[], party: 'Cdtr' | 'Dbtr'): RecordShape {
    const item: RecordShape = {
      fields: [
        ...amounts.flatMap((path) => [path, `${path}@Ccy`]),
        'PmtId/EndToEndId',
        'PmtId/InstrId',
        'DrctDbtTx/MndtRltdInf/MndtId',
        ...partyFields(party),
        ...remittanceFields,
      ],
      onClose: (record, group) => {
        const path = amounts.find((each) => record.text(each) !== undefined) ?? amounts[0]!;
        this.item({
          ...readItem(record, party),
          groupId: group?.text('PmtInfId'),
          ...amountOf(record, path),
        });
      },
    };
    return this.messageShape({
      PmtInf: {
        fields: ['PmtInfId', 'NbOfTxs', 'CtrlSum'],
        records: { [element]: item },
        onOpen: () => (this.group = new Totals()),
        onClose: (record) => {
          this.ensureDeclared(record, `PmtInf ${quote(record.need('PmtInfId'))}`, this.group, '');
          this.endGroup(record.text('PmtInfId'), undefined);
        },
      },
    });
  }

  reportShape(): RecordShape {
    const item: RecordShape = {
      fields: [
        'OrgnlEndToEndId',
        'OrgnlInstrId',
        'TxSts',
        'StsRsnInf/Rsn/Cd*',
        'StsRsnInf/Rsn/Prtry*',
        'StsRsnInf/AddtlInf*',
        'OrgnlTxRef/Amt/InstdAmt',
        'OrgnlTxRef/Amt/InstdAmt@Ccy',
        'OrgnlTxRef/MndtRltdInf/MndtId',
        'OrgnlTxRef/MndtRltdInf/DrctDbtMndt/MndtId',
        ...partyFields('Dbtr').map((path) => `OrgnlTxRef/${path}`),
        ...remittanceFields.map((path) => `OrgnlTxRef/${path}`),
      ],
      onClose: (record, group) => this.item(readStatus(record, group)),
    };
    return this.messageShape({
      OrgnlPmtInfAndSts: {
        fields: ['OrgnlPmtInfId', 'PmtInfSts', 'StsRsnInf/Rsn/Cd*', 'StsRsnInf/Rsn/Prtry*'],
        records: { TxInfAndSts: item },
        onOpen: () => (this.group = new Totals()),
        onClose: (record) => this.endGroup(record.text('OrgnlPmtInfId'), record.text('PmtInfSts')),
      },
      // Early versions, and banks that report without groups.
      TxInfAndSts: item,
    });
  }

  private messageShape(records: Record<string, RecordShape>): RecordShape {
    return {
      fields: [
        'GrpHdr/MsgId',
        'GrpHdr/NbOfTxs',
        'GrpHdr/CtrlSum',
        'OrgnlGrpInfAndSts/OrgnlMsgId',
        'OrgnlGrpInfAndSts/GrpSts',
      ],
      records,
      onOpen: (record) => {
        if (this.messages++ > 0) throw new BankFileRefusal('bank_files.repeated', record.name, record.line);
      },
      onClose: (record) => {
        this.ensureDeclared(record, 'GrpHdr', this.file, 'GrpHdr/');
        const { transactions, sum, currencies } = this.file;
        this.emit({
          kind: 'end',
          summary: {
            messageId: record.need('GrpHdr/MsgId'),
            originalMessageId: record.text('OrgnlGrpInfAndSts/OrgnlMsgId'),
            status: record.text('OrgnlGrpInfAndSts/GrpSts'),
            transactions,
            sum,
            currencies,
          },
        });
      },
    };
  }

  private item(item: DebitItem): void {
    this.file.add(item.amount, item.currency);
    this.group.add(item.amount, item.currency);
    this.emit({ kind: 'item', item });
  }

  private endGroup(id: string | undefined, status: string | undefined): void {
    const { transactions, sum, currencies } = this.group;
    this.emit({ kind: 'group', group: { id, transactions, sum, currencies, status } });
  }

  private ensureDeclared(record: XmlRecord, where: string, found: Totals, prefix: '' | 'GrpHdr/'): void {
    const count = countOf(record, `${prefix}NbOfTxs`);
    const sum = sumOf(record, `${prefix}CtrlSum`);
    if (count !== undefined && count !== found.transactions) {
      const detail = `${where} declares NbOfTxs ${count}, but holds ${found.transactions} transactions`;
      throw new BankFileRefusal('bank_files.totals_differ', detail, record.line);
    }
    if (sum && found.sum && !equalDecimals(sum, found.sum)) {
      const say = (amount: Decimal): string => formatSum(amount, found.currencies);
      const detail = `${where} declares CtrlSum ${say(sum)}, but its transactions add up to ${say(found.sum)}`;
      throw new BankFileRefusal('bank_files.totals_differ', detail, record.line);
    }
  }
}

/** A control sum adds up amounts whatever their currency (ISO 20022, `CtrlSum`). */
export function formatSum(sum: Decimal, currencies: ReadonlySet<string>): string {
  return formatDecimal(sum, currencies.size === 1 ? [...currencies][0] : undefined);
}

const remittanceFields = ['RmtInf/Ustrd*', 'RmtInf/Strd/CdtrRefInf/Ref*'] as const;

function partyFields(party: 'Cdtr' | 'Dbtr'): string[] {
  return [`${party}/Nm`, `${party}/Pty/Nm`, `${party}Acct/Id/IBAN`, `${party}Acct/Id/Othr/Id`];
}

function readItem(record: XmlRecord, party: 'Cdtr' | 'Dbtr', prefix = ''): DebitItem {
  const at = (path: string): string => `${prefix}${path}`;
  const remittance = remittanceFields.map((path) => record.list(at(path.replace('*', ''))));
  return {
    line: record.line,
    groupId: undefined,
    endToEndId: referenceOf(record.first('PmtId/EndToEndId', 'OrgnlEndToEndId')),
    instructionId: record.first('PmtId/InstrId', 'OrgnlInstrId'),
    amount: undefined,
    currency: undefined,
    mandateId: record.first(
      'DrctDbtTx/MndtRltdInf/MndtId',
      'OrgnlTxRef/MndtRltdInf/MndtId',
      'OrgnlTxRef/MndtRltdInf/DrctDbtMndt/MndtId',
    ),
    counterparty: record.first(at(`${party}/Nm`), at(`${party}/Pty/Nm`)),
    counterpartyAccount: record.first(at(`${party}Acct/Id/IBAN`), at(`${party}Acct/Id/Othr/Id`)),
    remittance: remittance.find((each) => each.length > 0)?.join(' '),
    status: undefined,
    reasons: [],
    reasonText: undefined,
  };
}

function readStatus(record: XmlRecord, group: XmlRecord | undefined): DebitItem {
  const path = 'OrgnlTxRef/Amt/InstdAmt';
  const reasonsOf = (from: XmlRecord | undefined): readonly string[] =>
    ['StsRsnInf/Rsn/Cd', 'StsRsnInf/Rsn/Prtry'].flatMap((each) => from?.list(each) ?? []);
  const own = reasonsOf(record);
  const texts = record.list('StsRsnInf/AddtlInf');
  return {
    ...readItem(record, 'Dbtr', 'OrgnlTxRef/'),
    groupId: group?.text('OrgnlPmtInfId'),
    ...(record.text(path) !== undefined && amountOf(record, path)),
    status: record.text('TxSts') ?? group?.text('PmtInfSts'),
    reasons: own.length > 0 ? own : reasonsOf(group),
    reasonText: texts.length > 0 ? texts.join(' ') : undefined,
  };
}
