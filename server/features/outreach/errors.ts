import { defineErrors } from '../../platform/errors.ts';

export const outreachError = defineErrors({
  'outreach.unknown_plan': 'not_found',
  'outreach.not_ready': 'conflict',
  'outreach.bad_date': 'invalid',
  'outreach.too_many_sheets': 'invalid',
});
