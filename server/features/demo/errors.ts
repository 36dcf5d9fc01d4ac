import { defineErrors } from '../../platform/errors.ts';

export const demoError = defineErrors({
  'clock.not_movable': 'conflict',
  'clock.nothing_due': 'conflict',
});
