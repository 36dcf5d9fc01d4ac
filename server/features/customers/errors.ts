import { defineErrors } from '../../platform/errors.ts';

export const customerError = defineErrors({
  'customers.unknown': 'not_found',
});
