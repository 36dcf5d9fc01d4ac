export { closePartnerDay, shareSettlementGate } from './close-day.ts';
export { getPartnerByCode } from './get-partner.ts';
export { guardPartnerRoutes, type PartnerContext } from './guard.ts';
export { forgetKeys, issueKey, revokeKey, type IssuedKey } from './keys.ts';
export { forgetOldNonces } from './nonces.ts';
export {
  setSuspended,
  updateLimits,
  updateSettling,
  upsertPartner,
  type PartnerKind,
  type PartnerRow,
} from './queries.ts';
