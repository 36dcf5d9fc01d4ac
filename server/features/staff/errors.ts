import { defineErrors } from '../../platform/errors.ts';

export const staffError = defineErrors({
  'staff.not_signed_in': 'unauthorized',
  'staff.wrong_sign_in': 'unauthorized',
  'staff.too_many_attempts': 'limit',
  'staff.csrf': 'forbidden',
  'staff.no_permission': 'forbidden',
  'staff.outside_scope': 'forbidden',
});
