import { bacMe } from './bac-me.ts';
import type { PublishedReport } from './figure.ts';
import { haGiang } from './ha-giang.ts';
import { haTinh } from './ha-tinh.ts';
import { ninhBinh } from './ninh-binh.ts';
import { quangNinh } from './quang-ninh.ts';

/** Five published reports, figure by figure. `test/scenarios` proves every count that stands in them. */
export const publishedReports: readonly PublishedReport[] = [haTinh, bacMe, haGiang, quangNinh, ninhBinh];
