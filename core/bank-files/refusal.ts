/** Why a bank file cannot be read at all; the texts are in `core/messages/bank-file-errors.ts`. */
export type RefusalCode =
  | 'bank_files.unknown_format'
  | 'bank_files.unknown_message'
  | 'bank_files.mixed_messages'
  | 'bank_files.truncated'
  | 'bank_files.missing'
  | 'bank_files.repeated'
  | 'bank_files.not_an_amount'
  | 'bank_files.not_a_date'
  | 'bank_files.not_a_code'
  | 'bank_files.fractional_vnd'
  | 'bank_files.too_long'
  | 'bank_files.bad_line'
  | 'bank_files.totals_differ';

/** What is refused, where (physical line, 1-based), and of what; `detail` names the element, the text or the numbers. */
export class BankFileRefusal extends Error {
  readonly code: RefusalCode;
  readonly line: number | undefined;
  readonly detail: string;

  constructor(code: RefusalCode, detail: string, line?: number) {
    super(`${code}: ${detail}${line === undefined ? '' : ` (line ${line})`}`);
    this.name = 'BankFileRefusal';
    this.code = code;
    this.line = line;
    this.detail = detail;
  }
}

/** A text of a file as an error may show it: short, on one line. */
export function quote(text: string): string {
  const bare = text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ');
  return `"${bare.length > 60 ? `${bare.slice(0, 60)}…` : bare}"`;
}
