import { defineErrors } from '../../platform/errors.ts';

export const gatewayError = defineErrors({
  'gateways.unreadable_line': 'invalid',
  'gateways.unknown_provider': 'invalid',
  'gateways.unknown_kind': 'invalid',
  'gateways.unknown_variant': 'invalid',
  'gateways.secret_malformed': 'invalid',
  'gateways.unknown_account': 'not_found',
  'gateways.bad_account': 'unprocessable',
  'gateways.disabled': 'conflict',
  'gateways.not_for_orders': 'unprocessable',
  'gateways.down': 'unavailable',
  'gateways.request_conflict': 'conflict',
  'gateways.unknown_order': 'not_found',
  'gateways.not_paid': 'conflict',
  'gateways.no_refund': 'unprocessable',
  'gateways.refund_not_wished': 'conflict',
  'gateways.same_person': 'forbidden',
});
