import { defineErrors } from '../../platform/errors.ts';

export const minutesError = defineErrors({
  'minutes.unknown': 'not_found',
  'minutes.unknown_partner': 'not_found',
  'minutes.nothing_to_say': 'unprocessable',
  'minutes.already_signed': 'conflict',
  'minutes.window_open': 'conflict',
  'minutes.differences_open': 'conflict',
  'minutes.days_unsigned': 'conflict',
  'minutes.out_of_date': 'conflict',
  'minutes.we_sign_first': 'conflict',
  'minutes.hash_differs': 'conflict',
  'minutes.not_signed': 'conflict',
  'minutes.month_signed': 'conflict',
  'minutes.reopen_not_asked': 'conflict',
  'minutes.same_person': 'forbidden',
});
