import { defineErrors } from '../errors.ts';

/** What can be wrong with a file before any row is looked at. */
export const fileError = defineErrors({
  'files.empty': 'unprocessable',
  'files.unreadable': 'not_found',
  'files.not_what_it_says': 'unprocessable',
  'files.unknown_format': 'unprocessable',
  'files.not_utf8': 'unprocessable',
  'files.truncated': 'unprocessable',
  'files.damaged': 'unprocessable',
  'files.not_xlsx': 'unprocessable',
  'files.protected': 'unprocessable',
  'files.expands_too_much': 'too_large',
  'files.stray_quote': 'unprocessable',
  'files.line_too_long': 'unprocessable',
  'files.missing_columns': 'unprocessable',
  'files.duplicate_columns': 'unprocessable',
});
