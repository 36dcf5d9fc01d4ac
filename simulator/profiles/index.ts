import { haGiang } from './ha-giang.ts';
import { haTinh } from './ha-tinh.ts';
import { ninhBinh } from './ninh-binh.ts';
import type { CompanyProfile } from './profile.ts';
import { quangNinh } from './quang-ninh.ts';

export type {
  CommuneProfile,
  CompanyProfile,
  Dialect,
  PartnerProfile,
  Settlement,
  UnitProfile,
} from './profile.ts';

/** The four companies of the demo, the fullest first. */
export const companyProfiles: readonly CompanyProfile[] = [haTinh, haGiang, quangNinh, ninhBinh];
