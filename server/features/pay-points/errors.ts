import { defineErrors } from '../../platform/errors.ts';

export const payPointError = defineErrors({
  'pay_points.unknown_partner': 'not_found',
  'pay_points.unknown_place': 'not_found',
  'pay_points.partner_missing': 'unprocessable',
  'pay_points.closed_before_opened': 'unprocessable',
});
