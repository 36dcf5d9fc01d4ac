import { defineErrors } from '../../platform/errors.ts';

export const partnerError = defineErrors({
  'partners.unknown': 'not_found',
  'partners.suspended': 'forbidden',
  'partners.two_live_keys': 'conflict',
  'partners.unknown_key': 'unauthorized',
  'signature.missing': 'unauthorized',
  'signature.mismatch': 'unauthorized',
  'signature.digest': 'unauthorized',
  'signature.expired': 'unauthorized',
  'request.replayed': 'conflict',
  'request.rate_limited': 'limit',
});
