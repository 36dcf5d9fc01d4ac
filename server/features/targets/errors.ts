import { defineErrors } from '../../platform/errors.ts';

export const targetError = defineErrors({ 'targets.out_of_range': 'invalid' });
