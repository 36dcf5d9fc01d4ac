export { closePartnerDay, shareSettlementGate } from './close-day.ts';
export { getPartnerByCode } from './get-partner.ts';
export { guardPartnerRoutes, type ClaimedRequest, type PartnerContext } from './guard.ts';
export { findKey, forgetKeys, issueKey, revokeKey, type IssuedKey, type LiveKey } from './keys.ts';
export { forgetOldNonces } from './nonces.ts';
export {
  listKeys,
  setSuspended,
  updateLimits,
  updateSettling,
  upsertPartner,
  type ListedKey,
  type PartnerKind,
  type PartnerRow,
} from './queries.ts';
