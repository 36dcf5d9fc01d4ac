import { defineErrors } from '../../platform/errors.ts';

export const settlementError = defineErrors({
  'settlement.unknown_partner': 'not_found',
  'settlement.unknown_window': 'not_found',
  'settlement.before_cut_off': 'conflict',
  'settlement.not_possible': 'conflict',
  'settlement.settled_is_final': 'conflict',
  'settlement.difference_left': 'conflict',
  'settlement.more_than_difference': 'conflict',
  'settlement.nothing_to_offset': 'conflict',
  'settlement.unknown_receipt': 'not_found',
  'settlement.already_assigned': 'conflict',
  'settlement.already_carried': 'conflict',
  'settlement.already_undone': 'conflict',
  'settlement.prefund_used': 'conflict',
  'settlement.not_prefunded': 'conflict',
  'settlement.bad_cut_off': 'invalid',
  'settlement.bad_fee_rule': 'invalid',
  'settlement.terms_in_the_past': 'conflict',
  'settlement.unknown_day': 'not_found',
  'settlement.range_too_long': 'invalid',
});
