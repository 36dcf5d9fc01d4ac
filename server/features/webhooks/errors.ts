import { defineErrors } from '../../platform/errors.ts';

export const webhookError = defineErrors({
  'webhooks.bad_url': 'invalid',
  'webhooks.private_address': 'invalid',
  'webhooks.unknown_type': 'invalid',
  'webhooks.unknown_endpoint': 'not_found',
  'webhooks.too_many_endpoints': 'conflict',
  'webhooks.two_live_secrets': 'conflict',
  'webhooks.last_secret': 'conflict',
  'webhooks.unknown_delivery': 'not_found',
});
