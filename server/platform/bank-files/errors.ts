import { BankFileRefusal } from '../../../core/bank-files/refusal.ts';
import { defineErrors, type AppError } from '../errors.ts';

/** What a bank file can be refused for, and what makes one that was read doubtful. */
export const bankFileError = defineErrors({
  'bank_files.unknown_format': 'unprocessable',
  'bank_files.unknown_message': 'unprocessable',
  'bank_files.mixed_messages': 'unprocessable',
  'bank_files.truncated': 'unprocessable',
  'bank_files.missing': 'unprocessable',
  'bank_files.repeated': 'unprocessable',
  'bank_files.not_an_amount': 'unprocessable',
  'bank_files.not_a_date': 'unprocessable',
  'bank_files.not_a_code': 'unprocessable',
  'bank_files.fractional_vnd': 'unprocessable',
  'bank_files.too_long': 'unprocessable',
  'bank_files.bad_line': 'unprocessable',
  'bank_files.totals_differ': 'unprocessable',
  'bank_files.balance_differs': 'unprocessable',
});

/** A refusal of the core as an error of the house; anything else is thrown on. */
export function rethrowRefusal(error: unknown): never {
  if (!(error instanceof BankFileRefusal)) throw error;
  const { code, line, detail } = error;
  throw bankFileError(code, { ...(line !== undefined && { line }), detail }, { cause: error });
}

/** What is wrong in one sentence: the meaning of the code, and what the file says there. */
export function describeFileError(error: AppError, message: string): string {
  const { detail } = error.params;
  return typeof detail === 'string' && detail !== '' ? `${message}: ${detail}` : message;
}
