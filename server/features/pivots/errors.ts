import { defineErrors } from '../../platform/errors.ts';

export const pivotError = defineErrors({
  'pivots.unreadable': 'invalid',
  'pivots.too_many_cells': 'unprocessable',
  'pivots.unknown_report': 'not_found',
  'pivots.not_the_owner': 'forbidden',
  'pivots.name_taken': 'conflict',
});
