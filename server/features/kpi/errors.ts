import { defineErrors } from '../../platform/errors.ts';

export const kpiError = defineErrors({
  'kpi.unknown_period': 'invalid',
  'kpi.unknown_commune': 'invalid',
  'kpi.unknown_definition': 'not_found',
  'kpi.definition_not_begun': 'invalid',
  'kpi.not_counted': 'invalid',
  'kpi.unsound_definition': 'invalid',
  'kpi.definition_is_built_in': 'conflict',
});
