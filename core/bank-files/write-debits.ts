import { element, elements } from './write-xml.ts';

/** How a bank is told: by its BIC, or its number in the clearing of its country (in Viet Nam the BIN of NAPAS). */
export interface Bank {
  bic?: string;
  memberId?: string;
  name?: string;
}

/** One side of a payment with its account. */
export interface Party {
  name: string;
  account: string;
  bank: Bank;
}

export interface DebitMessage {
  messageId: string;
  createdAt: Date;
  initiator: string;
  /** Number and sum of all items to come: the file says them first. */
  transactions: number;
  sumVnd: bigint;
}

/** Items of one day and one account of our side. */
export interface DebitGroupHead {
  id: string;
  transactions: number;
  sumVnd: bigint;
  /** Day on which to collect or to pay. */
  on: string;
  own: Party;
  /** pain.008: creditor scheme identification, where the bank asks for one. */
  schemeId?: string;
}

export interface DebitItemOut {
  endToEndId: string;
  instructionId?: string;
  amountVnd: bigint;
  other: Party;
  /** pain.008: the agreement under which is debited, and the day it was signed. */
  mandate?: { id: string; signedOn: string };
  remittance?: string;
}

export type DebitFormat = 'pain.001.001.03' | 'pain.001.001.09' | 'pain.008.001.02' | 'pain.008.001.08';

/**
 * Writes a direct debit run (pain.008) or a payment order (pain.001) piece by piece: `head`, for each group `openGroup`,
 * `item`…, `closeGroup`, then `end`. Nothing is kept but counts and sums; a group or file that does not hold what it
 * declared throws before it is closed, so that no such file is ever whole. Amounts are whole dong.
 */
export class DebitFileWriter {
  private readonly format: DebitFormat;
  private readonly message: DebitMessage;
  private readonly isDebit: boolean;
  /** ISO 20022 edition 2019: `BICFI` for `BIC`, a choice for the day of execution. */
  private readonly isLater: boolean;
  private file = { transactions: 0, sumVnd: 0n };
  private group = { transactions: 0, sumVnd: 0n };
  private open: DebitGroupHead | undefined;

  constructor(format: DebitFormat, message: DebitMessage) {
    this.format = format;
    this.message = message;
    this.isDebit = format.startsWith('pain.008');
    this.isLater = format.endsWith('08') || format.endsWith('09');
  }

  head(): string {
    const { messageId, createdAt, initiator, transactions, sumVnd } = this.message;
    const root = this.isDebit ? 'CstmrDrctDbtInitn' : 'CstmrCdtTrfInitn';
    return (
      `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${this.format}">\n<${root}>\n<GrpHdr>` +
      element('MsgId', messageId, { most: 35 }) +
      `<CreDtTm>${localInstant(createdAt)}</CreDtTm>` +
      `<NbOfTxs>${transactions}</NbOfTxs><CtrlSum>${sumVnd}</CtrlSum>` +
      `<InitgPty>${element('Nm', initiator, { most: 140, cut: true })}</InitgPty></GrpHdr>\n`
    );
  }

  openGroup(group: DebitGroupHead): string {
    if (this.open) throw new Error(`group ${this.open.id} is still open`);
    this.open = group;
    this.group = { transactions: 0, sumVnd: 0n };
    const { own } = group;
    const side = this.isDebit ? 'Cdtr' : 'Dbtr';
    return (
      `<PmtInf>${element('PmtInfId', group.id, { most: 35 })}` +
      `<PmtMtd>${this.isDebit ? 'DD' : 'TRF'}</PmtMtd>` +
      `<NbOfTxs>${group.transactions}</NbOfTxs><CtrlSum>${group.sumVnd}</CtrlSum>` +
      this.day(group.on) +
      `<${side}>${element('Nm', own.name, { most: 140, cut: true })}</${side}>` +
      accountElement(`${side}Acct`, own.account, 'VND') +
      this.agent(`${side}Agt`, own.bank) +
      (group.schemeId === undefined ? '' : schemeElement(group.schemeId)) +
      '\n'
    );
  }

  item(item: DebitItemOut): string {
    if (!this.open) throw new Error('an item outside a group');
    if (item.amountVnd <= 0n) throw new RangeError(`${item.endToEndId}: amount ${item.amountVnd}`);
    for (const totals of [this.file, this.group]) {
      totals.transactions++;
      totals.sumVnd += item.amountVnd;
    }
    const id =
      (item.instructionId === undefined ? '' : element('InstrId', item.instructionId, { most: 35 })) +
      element('EndToEndId', item.endToEndId, { most: 35 });
    const amount = `<InstdAmt Ccy="VND">${item.amountVnd}</InstdAmt>`;
    const remittance = elements('Ustrd', item.remittance ?? '', 140);
    const rest = remittance === '' ? '' : `<RmtInf>${remittance}</RmtInf>`;
    if (!this.isDebit)
      return `<CdtTrfTxInf><PmtId>${id}</PmtId><Amt>${amount}</Amt>${this.other(item.other)}${rest}</CdtTrfTxInf>\n`;
    const mandate = item.mandate ? mandateElement(item.mandate) : '';
    return `<DrctDbtTxInf><PmtId>${id}</PmtId>${amount}${mandate}${this.other(item.other)}${rest}</DrctDbtTxInf>\n`;
  }

  closeGroup(): string {
    if (!this.open) throw new Error('no group is open');
    ensureSame(`group ${this.open.id}`, this.open, this.group);
    this.open = undefined;
    return '</PmtInf>\n';
  }

  end(): string {
    if (this.open) throw new Error(`group ${this.open.id} is still open`);
    ensureSame('the file', this.message, this.file);
    return this.isDebit ? '</CstmrDrctDbtInitn>\n</Document>\n' : '</CstmrCdtTrfInitn>\n</Document>\n';
  }

  private day(on: string): string {
    if (this.isDebit) return `<ReqdColltnDt>${on}</ReqdColltnDt>`;
    return `<ReqdExctnDt>${this.isLater ? `<Dt>${on}</Dt>` : on}</ReqdExctnDt>`;
  }

  private other({ name, account, bank }: Party): string {
    const side = this.isDebit ? 'Dbtr' : 'Cdtr';
    return (
      this.agent(`${side}Agt`, bank) +
      `<${side}>${element('Nm', name, { most: 140, cut: true })}</${side}>` +
      accountElement(`${side}Acct`, account)
    );
  }

  private agent(name: string, { bic, memberId, name: bankName }: Bank): string {
    const parts = [
      bic !== undefined && element(this.isLater ? 'BICFI' : 'BIC', bic, { most: 11 }),
      memberId !== undefined && `<ClrSysMmbId>${element('MmbId', memberId, { most: 35 })}</ClrSysMmbId>`,
      bankName !== undefined && element('Nm', bankName, { most: 140, cut: true }),
    ].filter(Boolean);
    if (parts.length === 0) throw new RangeError(`${name} is not told`);
    return `<${name}><FinInstnId>${parts.join('')}</FinInstnId></${name}>`;
  }
}

function accountElement(name: string, account: string, currency?: string): string {
  const id = element('Id', account, { most: 34 });
  return `<${name}><Id><Othr>${id}</Othr></Id>${currency ? `<Ccy>${currency}</Ccy>` : ''}</${name}>`;
}

function schemeElement(id: string): string {
  return `<CdtrSchmeId><Id><PrvtId><Othr>${element('Id', id, { most: 35 })}</Othr></PrvtId></Id></CdtrSchmeId>`;
}

function mandateElement({ id, signedOn }: { id: string; signedOn: string }): string {
  const mandate = element('MndtId', id, { most: 35 });
  return `<DrctDbtTx><MndtRltdInf>${mandate}<DtOfSgntr>${signedOn}</DtOfSgntr></MndtRltdInf></DrctDbtTx>`;
}

function ensureSame(
  what: string,
  declared: { transactions: number; sumVnd: bigint },
  written: { transactions: number; sumVnd: bigint },
): void {
  if (declared.transactions === written.transactions && declared.sumVnd === written.sumVnd) return;
  throw new Error(
    `${what} declares ${declared.transactions} items and ${declared.sumVnd} dong, ` +
      `but ${written.transactions} and ${written.sumVnd} were written`,
  );
}

/** Local time in Viet Nam with its offset, to the second. */
function localInstant(instant: Date): string {
  return `${new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}
