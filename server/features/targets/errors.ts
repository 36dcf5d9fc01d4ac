import { defineErrors } from '../../platform/errors.ts';

export const targetError = defineErrors({
  'targets.out_of_range': 'invalid',
  'targets.unknown_plan': 'not_found',
  'targets.unknown_row': 'not_found',
  'targets.unknown_owner': 'invalid',
  'targets.unknown_measure': 'invalid',
  'targets.not_counted': 'unprocessable',
  'targets.two_definitions': 'unprocessable',
  'targets.no_figures': 'unprocessable',
  'targets.above_all': 'unprocessable',
  'targets.plan_moved_on': 'conflict',
  'targets.handed_over': 'conflict',
  'targets.sums_differ': 'conflict',
  'targets.number_taken': 'conflict',
  'targets.not_handed_over': 'conflict',
});
