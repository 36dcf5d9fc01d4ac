import { defineErrors } from '../../platform/errors.ts';

export const reportError = defineErrors({
  'reports.unknown_payment': 'not_found',
});
