import { defineErrors } from '../../platform/errors.ts';

export const statementError = defineErrors({
  'statements.unknown_credit': 'not_found',
  'statements.already_recorded': 'conflict',
  'statements.overassigned': 'conflict',
  'statements.bad_lines': 'unprocessable',
  'statements.too_many_lines': 'too_large',
  'statements.no_account': 'invalid',
  'statements.in_the_future': 'invalid',
  'statements.unknown_account': 'unprocessable',
  'statements.other_account': 'unprocessable',
  'statements.other_currency': 'unprocessable',
  'statements.bad_account': 'invalid',
  'statements.unknown_line': 'not_found',
  'statements.no_transfer_partner': 'conflict',
  'statements.taken_elsewhere': 'conflict',
  'statements.unknown_customer': 'not_found',
  'statements.not_posted_yet': 'unavailable',
});
