import { defineErrors } from '../../platform/errors.ts';

export const monthError = defineErrors({
  'months.unknown_period': 'not_found',
  'months.not_over': 'conflict',
  'months.already_frozen': 'conflict',
  'months.not_frozen': 'conflict',
  'months.unknown_version': 'not_found',
  'months.not_under_definition': 'not_found',
  'months.restatement_open': 'conflict',
  'months.no_restatement': 'conflict',
  'months.same_person': 'forbidden',
  'documents.number_taken': 'conflict',
  'documents.unknown': 'not_found',
});
