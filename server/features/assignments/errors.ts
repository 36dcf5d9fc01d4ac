import { defineErrors } from '../../platform/errors.ts';

export const assignmentError = defineErrors({
  'assignments.unknown_staff': 'not_found',
  'assignments.unknown_book': 'not_found',
  'assignments.unknown_place': 'not_found',
  'assignments.unknown_rule': 'not_found',
  'assignments.conflict': 'conflict',
  'assignments.empty_time': 'invalid',
});
