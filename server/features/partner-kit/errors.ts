import { defineErrors } from '../../platform/errors.ts';

export const kitError = defineErrors({
  'partner_kit.wrong_code': 'unauthorized',
  'partner_kit.not_signed_in': 'unauthorized',
  'partner_kit.other_site': 'forbidden',
  'partner_kit.unknown_developer': 'not_found',
  'partner_kit.unknown_request': 'not_found',
  'partner_kit.not_certified': 'forbidden',
});
