import type { Role } from '../staff/index.ts';

/** People of the demo; fictional. Everybody has the same password, and the first page shows it. */
export interface DemoSignIn {
  login: string;
  displayName: string;
  role: Role;
  companyCode: string;
  /** The unit they belong to; null for the whole company. */
  unitCode: string | null;
}

export const demoPassword = 'tiendien-demo';

export const demoSignIns: readonly DemoSignIn[] = [
  {
    login: 'truongphong.ht',
    displayName: 'Phan Minh Anh',
    role: 'business_head',
    companyCode: 'PCHATINH',
    unitCode: null,
  },
  {
    login: 'donvi.hk',
    displayName: 'Đậu Thị Sính',
    role: 'unit_staff',
    companyCode: 'PCHATINH',
    unitCode: 'PA16HK',
  },
  {
    login: 'ketoan.ht',
    displayName: 'Võ Đức Toàn',
    role: 'accountant',
    companyCode: 'PCHATINH',
    unitCode: null,
  },
  {
    login: 'vanhanh.ht',
    displayName: 'Lê Quang Huy',
    role: 'operator',
    companyCode: 'PCHATINH',
    unitCode: null,
  },
  {
    login: 'thungan.ht',
    displayName: 'Hồ Thị Lành',
    role: 'cashier',
    companyCode: 'PCHATINH',
    unitCode: null,
  },
  {
    login: 'truongphong.hg',
    displayName: 'Nông Thị Mai',
    role: 'business_head',
    companyCode: 'PCHAGIANG',
    unitCode: null,
  },
  {
    login: 'ketoan.hg',
    displayName: 'Lù Thị Hoa',
    role: 'accountant',
    companyCode: 'PCHAGIANG',
    unitCode: null,
  },
  {
    login: 'truongphong.qn',
    displayName: 'Vũ Hải Long',
    role: 'business_head',
    companyCode: 'PCQUANGNINH',
    unitCode: null,
  },
  {
    login: 'ketoan.qn',
    displayName: 'Phạm Quốc Việt',
    role: 'accountant',
    companyCode: 'PCQUANGNINH',
    unitCode: null,
  },
  {
    login: 'truongphong.nb',
    displayName: 'Đinh Thu Hà',
    role: 'business_head',
    companyCode: 'PCNINHBINH',
    unitCode: null,
  },
  {
    login: 'ketoan.nb',
    displayName: 'Bùi Ngọc Lan',
    role: 'accountant',
    companyCode: 'PCNINHBINH',
    unitCode: null,
  },
  { login: 'xem.ht', displayName: 'Trần Bích Vân', role: 'viewer', companyCode: 'PCHATINH', unitCode: null },
];
