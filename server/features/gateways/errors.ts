import { defineErrors } from '../../platform/errors.ts';

export const gatewayError = defineErrors({
  'gateways.unreadable_line': 'invalid',
  'gateways.unknown_provider': 'invalid',
  'gateways.unknown_kind': 'invalid',
  'gateways.unknown_variant': 'invalid',
  'gateways.secret_malformed': 'invalid',
});
