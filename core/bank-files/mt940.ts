import { isCurrency } from './currencies.ts';
import { equalDecimals, formatDecimal, type Decimal } from './decimals.ts';
import { referenceOf } from './iso-values.ts';
import { readMtBalance, readMtTotals, readStatementLine, type MtEntry } from './mt-entry.ts';
import type { MtField, MtSink } from './mt-lines.ts';
import { MtSplitter } from './mt-lines.ts';
import { readInformation, type MtInformation } from './mt-remittance.ts';
import { BankFileRefusal, quote } from './refusal.ts';
import { StatementTally, type Balance, type StatementEvent, type StatementProblem } from './statement.ts';

export type MtFormat = 'mt940' | 'mt942';

/** Lines of all fields 86 of one entry. */
const mostInformation = 1_000;

interface OpenStatement {
  line: number;
  type: string | undefined;
  account: string | undefined;
  number: string | undefined;
  currency: string | undefined;
  opening: Balance | undefined;
  /** 60M: goes on where the page before ended. */
  isPage: boolean;
  closing: Balance | undefined;
  /** Line of the closing balance. */
  closedAt: number;
  totals: { line: number; what: string; of: 'CRDT' | 'DBIT'; count: number; sum: Decimal }[];
  entry: MtEntry | undefined;
  information: string[] | undefined;
  tally: StatementTally;
}

/**
 * Customer statement (MT940) and interim transaction report (MT942), line by line. A statement is whole when its closing
 * balance (62F, 62M) has come, a report when its totals (90C, 90D) or its end (`-`) have: otherwise the file is cut off.
 * Fields 64 and 65 (available and forward balances) and the information after the closing balance are passed over.
 */
export class Mt940Reader implements MtSink {
  format: MtFormat | undefined;
  private readonly emit: (event: StatementEvent) => void;
  private readonly splitter = new MtSplitter(this);
  private at = -1;
  private open: OpenStatement | undefined;
  private type: string | undefined;
  /** Where the page before ended. */
  private before: { account: string; closing: Balance } | undefined;

  constructor(emit: (event: StatementEvent) => void) {
    this.emit = emit;
  }

  /** A line without its line end. */
  push(line: string): void {
    this.splitter.push(line);
  }

  /** `complete` says whether the last line had a line end; a last line without one may be the stump of a longer one. */
  finish(complete: boolean): void {
    const line = this.splitter.finish();
    if (this.splitter.inBlock) throw new BankFileRefusal('bank_files.truncated', 'no -} at the end', line);
    this.closeStatement(line, complete ? 'line' : 'stump');
    if (this.at < 0) throw new BankFileRefusal('bank_files.missing', ':20:', line);
  }

  begin(type: string | undefined, line: number): void {
    this.closeStatement(line, 'line');
    if (type !== undefined && type !== '940' && type !== '942')
      throw new BankFileRefusal('bank_files.unknown_message', `MT${type}`, line);
    this.type = type;
  }

  end(line: number): void {
    this.closeStatement(line, 'end');
    this.type = undefined;
  }

  field(field: MtField): void {
    if (field.tag === '20') {
      this.closeStatement(field.line, 'line');
      this.open = {
        line: field.line,
        type: this.type,
        account: undefined,
        number: undefined,
        currency: undefined,
        opening: undefined,
        isPage: false,
        closing: undefined,
        closedAt: 0,
        totals: [],
        entry: undefined,
        information: undefined,
        tally: new StatementTally(),
      };
      this.at++;
      this.emit({ kind: 'statement', at: this.at });
    } else if (this.open) this.take(this.open, field);
    else if (field.tag === '61' || field.tag === '62F')
      throw new BankFileRefusal('bank_files.missing', ':20:', field.line);
  }

  private take(open: OpenStatement, field: MtField): void {
    const { tag, lines, line } = field;
    if (tag === '25' || tag === '25P') open.account = lines[0]!.trim();
    else if (tag === '28C' || tag === '28') open.number = lines[0]!.trim() || undefined;
    else if (tag === '60F' || tag === '60M') {
      if (open.opening) throw new BankFileRefusal('bank_files.repeated', `:${tag}:`, line);
      open.isPage = tag === '60M';
      open.opening = readMtBalance(field);
      open.currency = open.opening.currency;
    } else if (tag === '34F') open.currency ??= readFloor(field);
    else if (tag === '61') this.beginEntry(open, field);
    else if (tag === '86' && open.entry) this.addInformation(open, field);
    else if (tag === '62F' || tag === '62M') {
      this.closeEntry(open);
      if (open.closing) throw new BankFileRefusal('bank_files.repeated', `:${tag}:`, line);
      open.closing = readMtBalance(field);
      if (open.opening && open.closing.currency !== open.opening.currency)
        throw new BankFileRefusal('bank_files.not_a_code', `:${tag}: ${quote(open.closing.currency)}`, line);
      open.closedAt = line;
    } else if (tag === '90C' || tag === '90D') {
      this.closeEntry(open);
      const of = tag === '90C' ? 'CRDT' : 'DBIT';
      open.totals.push({ line, what: `:${tag}:`, of, ...readMtTotals(field) });
    }
  }

  /** Some banks repeat the field for what did not fit into one. */
  private addInformation(open: OpenStatement, { lines, line }: MtField): void {
    const information = (open.information ??= []);
    if (information.length + lines.length > mostInformation)
      throw new BankFileRefusal('bank_files.too_long', ':86:', line);
    information.push(...lines);
  }

  private beginEntry(open: OpenStatement, field: MtField): void {
    this.closeEntry(open);
    if (open.closing || open.totals.length > 0)
      throw new BankFileRefusal('bank_files.bad_line', ':61: after the closing balance', field.line);
    if (!open.currency) throw new BankFileRefusal('bank_files.missing', ':60F:', field.line);
    open.entry = readStatementLine(field, open.currency);
  }

  private closeEntry(open: OpenStatement): void {
    const { entry, information } = open;
    open.entry = undefined;
    open.information = undefined;
    if (!entry) return;
    const { amount, creditDebit } = entry;
    if (entry.expected) return open.tally.addPending(amount, creditDebit);
    const booked = toEntry(entry, open.currency!, information ? readInformation(information) : undefined);
    open.tally.add(booked);
    this.emit({ kind: 'entry', at: this.at, entry: booked });
  }

  /** `by` says what shows that the statement goes no further: its own end, the next one's beginning, or the file's. */
  private closeStatement(line: number, by: 'end' | 'line' | 'stump'): void {
    const { open } = this;
    this.open = undefined;
    if (!open) return;
    this.closeEntry(open);
    const is: MtFormat = (
      open.type ? `mt${open.type}` : open.opening || open.closing ? 'mt940' : 'mt942'
    ) as MtFormat;
    if (this.format !== undefined && this.format !== is)
      throw new BankFileRefusal('bank_files.mixed_messages', `${this.format}, ${is}`, open.line);
    this.format = is;
    if (!open.account) throw new BankFileRefusal('bank_files.missing', ':25:', open.line);
    const { account, number, currency, opening, closing, tally } = open;
    const ended = is === 'mt940' ? closing !== undefined : by === 'end' || open.totals.length > 0;
    if (!ended)
      throw new BankFileRefusal(
        'bank_files.truncated',
        is === 'mt940' ? 'no :62F:' : 'no :90D:, :90C: or -',
        line,
      );
    if (!opening && (is === 'mt940' || !currency))
      throw new BankFileRefusal('bank_files.missing', ':60F:', open.line);
    const problems = [
      ...tally.checkBalances(opening, closing, open.closedAt),
      ...tally.checkTotals(open.totals),
      ...this.checkPage(open),
    ];
    if (problems.length > 0 && by === 'stump')
      throw new BankFileRefusal('bank_files.truncated', problems[0]!.detail, line);
    this.before = closing && { account, closing };
    this.emit({
      kind: 'end',
      at: this.at,
      summary: tally.summary({ account, number, currency, opening, closing, problems }),
    });
  }

  private checkPage({ account, opening, isPage, line }: OpenStatement): StatementProblem[] {
    const { before } = this;
    if (!isPage || !opening || before?.account !== account) return [];
    if (equalDecimals(opening.amount, before!.closing.amount)) return [];
    const say = ({ amount, currency }: Balance): string => `${formatDecimal(amount, currency)} ${currency}`;
    const detail = `the page begins with ${say(opening)}, but the one before ended with ${say(before!.closing)}`;
    return [{ code: 'balance_differs', detail, line }];
  }
}

/** Field 34F, floor limit: `VND0,` or `VNDC0,`; only its currency says something here. */
function readFloor(field: MtField): string {
  const currency = field.lines[0]!.slice(0, 3);
  if (isCurrency(currency)) return currency;
  throw new BankFileRefusal('bank_files.bad_line', `:34F: ${quote(field.lines[0]!)}`, field.line);
}

/**
 * Subfield 8 is the bank's reference, subfield 7 what the sender named the payment; where the bank gives no reference of
 * its own, the sender's stands for it.
 */
function toEntry(entry: MtEntry, currency: string, information: MtInformation | undefined) {
  const owner = referenceOf(entry.ownerReference || undefined);
  const bank = referenceOf(entry.bankReference || undefined);
  const returned = entry.type.endsWith('RTI') ? 'RTI' : undefined;
  return {
    line: entry.line,
    amount: entry.amount,
    currency,
    creditDebit: entry.creditDebit,
    bookedOn: entry.bookedOn,
    valueOn: entry.valueOn,
    endToEndId: information?.endToEndId ?? owner,
    reference: bank ?? owner,
    remittance: information?.remittance ?? (entry.supplement || undefined),
    reversal: entry.reversal,
    returnReason: information?.returnReason ?? returned,
    details: 0,
  };
}
