import { errorMessages, type ErrorCode } from '../../../core/messages/errors.ts';
import type { AccountRow } from './import-queries.ts';
import type { ImportAnswer } from './import-statements.ts';
import type { AttentionRow, Break, FileRow, LineRow, StatementRow } from './statement-queries.ts';

const money = (amountVnd: bigint | null) => (amountVnd === null ? null : String(amountVnd));

export function presentAccount(account: AccountRow) {
  return {
    number: account.number,
    bankName: account.bank_name,
    transferPartner: account.transfer_partner_code,
    qr: account.on_qr ? { bankBin: account.bank_bin ?? '', holder: account.holder ?? '' } : null,
    declaredBy: account.declared_by,
    declaredAt: account.declared_at.toISOString(),
  };
}

export function presentFile(file: FileRow, statements: readonly StatementRow[]) {
  return {
    id: String(file.id),
    fileName: file.file_name,
    format: file.format,
    state: file.state,
    problem: file.problem && presentProblem(file.problem),
    importedBy: file.imported_by,
    importedAt: file.imported_at.toISOString(),
    statements: statements.map(presentStatement),
  };
}

function presentProblem({ code, ...params }: NonNullable<FileRow['problem']>) {
  const { vi: message, en: messageEn } = errorMessages[code as ErrorCode];
  const said = Object.entries(params).map(([name, value]) => `${name}: ${String(value)}`);
  return { code, message, messageEn, detail: said.join(', ') };
}

function presentStatement(row: StatementRow) {
  return {
    id: String(row.id),
    account: row.account,
    number: row.number,
    firstOn: row.first_on,
    lastOn: row.last_on,
    openingBalance: money(row.opening_vnd),
    closingBalance: money(row.closing_vnd),
    lines: row.lines,
    credits: row.credits,
    creditAmount: String(row.credit_vnd),
    debitAmount: String(row.debit_vnd),
    knownLines: row.known,
    linesToAttend: row.to_attend,
    chain: row.resent_of === null ? (row.link?.finding ?? ('none' as const)) : ('resent' as const),
    chainDifference: money(row.link?.differenceVnd ?? null),
  };
}

export function presentImport(answer: ImportAnswer) {
  return {
    ...presentFile(answer.file, answer.statements),
    alreadyImported: answer.alreadyImported,
    dryRun: answer.dryRun,
    lines: answer.statements.reduce((sum, { lines }) => sum + lines, 0),
    credits: answer.statements.reduce((sum, { credits }) => sum + credits, 0),
    recorded: answer.recorded,
    alreadyThere: answer.alreadyThere,
    recordedAmount: String(answer.recordedVnd),
  };
}

export function presentBreak(row: Break) {
  return {
    statementId: String(row.id),
    account: row.account,
    finding: row.finding as 'gap' | 'missing_number' | 'overlap',
    number: row.number,
    afterOn: row.after_on,
    firstOn: row.first_on,
    lastOn: row.last_on,
    difference: String(row.differenceVnd),
  };
}

export function presentLine(row: LineRow) {
  return {
    id: String(row.id),
    account: row.account,
    line: row.line,
    bookedOn: row.booked_on,
    valueOn: row.value_on,
    creditDebit: row.credit_debit,
    amount: String(row.amount_vnd),
    reference: row.bank_reference,
    payer: row.payer,
    remittance: row.remittance,
    attention: row.attention,
    returnReason: row.return_reason,
    attendedBy: row.attended_by,
    attendedNote: row.attended_note,
    known: row.known,
    creditId: row.bank_credit_id === null ? null : String(row.bank_credit_id),
    paymentId: row.payment_id === null ? null : String(row.payment_id),
  };
}

export function presentAttention(row: AttentionRow) {
  return {
    ...presentLine(row),
    takesBack:
      row.of_credit_id === null || row.of_booked_on === null
        ? null
        : {
            creditId: String(row.of_credit_id),
            bookedOn: row.of_booked_on,
            paymentId: row.of_payment_id === null ? null : String(row.of_payment_id),
          },
  };
}
