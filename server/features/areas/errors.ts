import { defineErrors } from '../../platform/errors.ts';

export const areaError = defineErrors({
  'areas.unknown': 'not_found',
  'areas.unknown_village': 'not_found',
  'areas.empty_validity': 'invalid',
});
