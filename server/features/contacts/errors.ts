import { defineErrors } from '../../platform/errors.ts';

export const contactError = defineErrors({
  'contacts.bad_number': 'unprocessable',
  'contacts.day_to_come': 'unprocessable',
});
