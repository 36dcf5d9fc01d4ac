import { defineErrors } from '../../platform/errors.ts';

export const tariffError = defineErrors({
  'tariffs.unknown_group': 'invalid',
  'tariffs.no_price': 'invalid',
  'tariffs.bad_period': 'invalid',
  'tariffs.year_out_of_range': 'invalid',
  'tariffs.bad_energy': 'invalid',
  'tariffs.bad_households': 'invalid',
});
