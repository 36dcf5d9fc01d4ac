import { defineErrors } from '../../platform/errors.ts';

export const demoError = defineErrors({
  'clock.not_movable': 'conflict',
  'clock.nothing_due': 'conflict',
  'demo.no_world': 'unavailable',
  'demo.unknown_switch': 'not_found',
});
