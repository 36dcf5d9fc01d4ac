import { defineErrors } from '../../platform/errors.ts';

export const companyError = defineErrors({
  'companies.unknown': 'not_found',
  'companies.bad_code': 'invalid',
  'companies.code_taken': 'conflict',
  'companies.unknown_unit': 'not_found',
  'companies.wrong_kind': 'conflict',
  'companies.wrong_parent': 'unprocessable',
  'companies.unit_circle': 'unprocessable',
  'companies.root_stays': 'unprocessable',
  'companies.unit_not_there_yet': 'unprocessable',
  'companies.change_overlaps': 'conflict',
});
