import { kpiDefinitions } from '../kpi-definitions.ts';
import type { Definition } from './definition.ts';

const { official, strict } = kpiDefinitions;

/** What most ratios have in common, and a definition has where nothing else is said: one month, every bill, held against what was billed. */
export const usualDefinition = {
  cashChannels: official.cashChannels,
  tenderDecides: official.tenderDecides,
  denominator: 'billed',
  leavesOut: [],
  services: true,
  span: 'month',
  billsOfMonth: 'all',
  validFrom: null,
  source: '',
} as const;
const usual = { ...usualDefinition, version: 1 };

/** The definitions that every company starts with: two of the product, and those that published reports counted by. */
export const shippedDefinitions: readonly Definition[] = [
  { ...usual, ...official, counts: ['customers', 'bills', 'money'] },
  { ...usual, ...strict, counts: ['customers', 'bills', 'money'] },
  {
    ...usual,
    name: 'evnnpc-2018',
    counts: ['customers'],
    denominator: 'all_customers',
    leavesOut: ['disadvantaged_communes', 'zero_consumption'],
    services: false,
    source:
      'EVNNPC, 10/2018: 46,12% khách hàng, không kể xã khó khăn và khách hàng không có sản lượng (plo.vn 800965)',
  },
  {
    ...usual,
    name: 'phu-luong-2020',
    counts: ['customers', 'money'],
    source:
      'Điện lực Phú Lương, 09/2020: 17.124/29.138 khách hàng có hóa đơn trong tháng = 58,76%; 25,685/31,644 tỷ đồng (pcthainguyen.npc.com.vn 7567)',
  },
  {
    ...usual,
    name: 'hai-phong-2021',
    counts: ['bills'],
    source: 'PC Hải Phòng, 09/2021: 295.425/505.301 hóa đơn = 58,5% (tapchitaichinh.vn)',
  },
  {
    ...usual,
    name: 'ha-tinh-all',
    counts: ['customers'],
    denominator: 'all_customers',
    source: 'PC Hà Tĩnh: 69,38% trên tổng số khách hàng (baohatinh.vn post245956)',
  },
  {
    ...usual,
    name: 'bac-me-2021',
    counts: ['customerBills', 'money'],
    span: 'half',
    source:
      'Điện lực Bắc Mê, 6 tháng đầu năm 2021: 22,786% lượt khách hàng, 82,27% số tiền (Báo Hà Giang, 28/08/2021; đếm theo lượt là cách hiểu của chúng tôi)',
  },
];
