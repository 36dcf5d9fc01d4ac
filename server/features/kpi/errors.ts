import { defineErrors } from '../../platform/errors.ts';

export const kpiError = defineErrors({ 'kpi.unknown_period': 'invalid' });
