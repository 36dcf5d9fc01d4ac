import { defineErrors } from '../../platform/errors.ts';

export const mandateError = defineErrors({
  'mandates.unknown_customer': 'unprocessable',
  'mandates.unknown_partner': 'unprocessable',
  'mandates.unknown_mandate': 'not_found',
  'mandates.bad_account': 'invalid',
  'mandates.name_missing': 'invalid',
  'mandates.fixed_day_needed': 'invalid',
  'mandates.consent_needed': 'invalid',
  'mandates.act_not_possible': 'conflict',
  'mandates.one_active': 'conflict',
  'mandates.signed_in_future': 'unprocessable',
  'mandates.expired': 'conflict',
  'mandates.no_terms': 'unprocessable',
  'mandates.bad_columns': 'invalid',
  'mandates.not_a_run_day': 'conflict',
  'mandates.unknown_batch': 'not_found',
  'mandates.batch_not_ready': 'conflict',
  'mandates.file_changed': 'conflict',
  'mandates.unknown_result': 'not_found',
  'mandates.result_unreadable': 'unprocessable',
  'mandates.too_large': 'too_large',
});
