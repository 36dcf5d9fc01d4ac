import { defineErrors } from '../../platform/errors.ts';

export const reportError = defineErrors({
  'official_reports.unknown': 'not_found',
  'official_reports.not_a_draft': 'conflict',
  'official_reports.changed_meanwhile': 'conflict',
  'official_reports.incomplete': 'unprocessable',
  'official_reports.no_such_number': 'unprocessable',
  'official_reports.bad_recipient': 'invalid',
  'official_reports.unknown_schedule': 'not_found',
  'official_reports.bad_rhythm': 'invalid',
  'official_reports.bad_table': 'invalid',
  'official_reports.unknown_mail': 'not_found',
  'official_reports.not_sendable': 'conflict',
});
