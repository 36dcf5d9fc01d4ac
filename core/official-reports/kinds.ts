/** The standing reports of a company, and what each of them is by itself. */
export const reportKinds = [
  'daily_flash',
  'weekly_league',
  'monthly_book',
  'province_report',
  'corporation_report',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What the clock makes: a standing report, or a saved pivot table. */
export const tableKind = 'pivot_table';
export const scheduledKinds = [...reportKinds, tableKind] as const;
export type ScheduledKind = (typeof scheduledKinds)[number];

interface KindRule {
  /** What it is called in lists. */
  name: string;
  /** Layout of a state document, or a compact inner paper. */
  layout: 'state' | 'plain';
  /** Tên loại văn bản on the paper. */
  type: string;
  /**
   * Abbreviation of the sort of paper in its number, before the company's (Decree 30/2020/NĐ-CP, annex III). Numbers run by
   * it and by year, so that reports to whomever share one series and two papers never bear the same number.
   */
  abbreviation: string;
  /** Without someone it is sent to, it is not issued. */
  needsAddressee: boolean;
  /** Says of each figure what it is made of, on its last pages. */
  hasAnnex: boolean;
  /** Beginning of the file's name. */
  file: string;
}

export const kindRules: Record<ReportKind, KindRule> = {
  daily_flash: {
    name: 'Tin nhanh hằng ngày',
    layout: 'plain',
    type: 'TIN NHANH',
    abbreviation: 'TN',
    needsAddressee: false,
    hasAnnex: false,
    file: 'tin-nhanh',
  },
  weekly_league: {
    name: 'Bảng xếp hạng đơn vị hằng tuần',
    layout: 'plain',
    type: 'BẢNG XẾP HẠNG',
    abbreviation: 'XH',
    needsAddressee: false,
    hasAnnex: false,
    file: 'xep-hang',
  },
  monthly_book: {
    name: 'Sổ chỉ tiêu tháng',
    layout: 'plain',
    type: 'SỔ CHỈ TIÊU',
    abbreviation: 'CT',
    needsAddressee: false,
    hasAnnex: true,
    file: 'so-chi-tieu',
  },
  province_report: {
    name: 'Báo cáo UBND tỉnh',
    layout: 'state',
    type: 'BÁO CÁO',
    abbreviation: 'BC',
    needsAddressee: true,
    hasAnnex: true,
    file: 'bao-cao-ubnd',
  },
  corporation_report: {
    name: 'Báo cáo Tổng công ty',
    layout: 'state',
    type: 'BÁO CÁO',
    abbreviation: 'BC',
    needsAddressee: true,
    hasAnnex: true,
    file: 'bao-cao-tct',
  },
};

/** `03/BC-PCHATINH`: below ten with a nought before it; without a number its place is left open. */
export function paperNumber(kind: ReportKind, number: number | null, companyMark: string): string {
  const place = number === null ? '…' : String(number).padStart(2, '0');
  return `${place}/${kindRules[kind].abbreviation}-${companyMark}`;
}
