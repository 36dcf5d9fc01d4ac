import { defineErrors } from '../../platform/errors.ts';

export const clearingError = defineErrors({
  'clearing.gate_is_so': 'conflict',
  'clearing.gate_needs_reason': 'unprocessable',
  'clearing.opens_in_the_past': 'unprocessable',
  'clearing.bad_url': 'invalid',
  'clearing.nothing_new': 'conflict',
  'clearing.unknown_file': 'not_found',
  'clearing.bad_answer_file': 'unprocessable',
});
