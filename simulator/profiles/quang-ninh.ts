import { partnersNamed } from './partner-roster.ts';
import { communes, type CompanyProfile } from './profile.ts';

/** PC Quảng Ninh: nearly everybody in the towns, while more than 90 % of rural payments are still cash. */
export const quangNinh: CompanyProfile = {
  code: 'PCQUANGNINH',
  name: 'Công ty Điện lực Quảng Ninh',
  province: 'tỉnh Quảng Ninh',
  digit: 3,
  surnames: [
    ['Nguyễn', 32],
    ['Trần', 12],
    ['Phạm', 10],
    ['Lê', 8],
    ['Vũ', 9],
    ['Hoàng', 6],
    ['Đỗ', 5],
    ['Bùi', 5],
    ['Đinh', 3],
    ['Lưu', 2],
    ['Chìu', 2],
    ['Tằng', 2],
    ['Ngô', 3],
  ],
  villages: { urban: 'Khu', rural: 'Thôn', remote: 'Bản' },
  ethnicMinority: 0.45,
  toldVillages: { count: 113, withoutFibre: 16 },
  ratio: 0.806,
  ruralRatio: 0.088,
  gainPerMonth: 0.006,
  months: 3,
  target: { customers: 0.986, money: 0.98 },
  dialect: {
    separator: '\t',
    byteOrderMark: false,
    lineEnd: '\r\n',
    dottedThousands: false,
    letters: 'NFC',
    dates: 'yyyy-MM-dd',
  },
  partners: partnersNamed(
    'NONGTHON',
    'HONGLINH',
    'SONGLA',
    'LAMGIANG',
    'THIENCAM',
    'DEONGANG',
    'BENTHUY',
    'MOMO',
    'ZALOPAY',
    'VIETTELPAY',
    'MMSAOMAI',
    'BUUCUC',
    'THUHOVIET',
  ),
  units: [
    {
      code: 'PA03HL',
      name: 'Đội quản lý điện lực khu vực Hạ Long',
      customers: 620,
      leaning: 0.8,
      communes: communes(
        `
        06685 Phường Hồng Gai
        06652 Phường Hà Tu
        06658 Phường Cao Xanh
        06676 Phường Hà Lầm
        06688 Phường Hạ Long
        07030 Phường Hoành Bồ
        07054 Xã Quảng La
        07060 Xã Thống Nhất`,
        { '06685': { noCounter: true, weight: 4 } },
      ),
    },
    {
      code: 'PA03BY',
      name: 'Đội quản lý điện lực khu vực Bãi Cháy',
      customers: 330,
      leaning: 0.9,
      communes: communes(`
        06673 Phường Bãi Cháy
        06661 Phường Việt Hưng
        06706 Phường Tuần Châu`),
    },
    {
      code: 'PA03CP',
      name: 'Đội quản lý điện lực khu vực Cẩm Phả',
      customers: 480,
      leaning: 0.5,
      communes: communes(`
        06793 Phường Cẩm Phả
        06760 Phường Mông Dương
        06778 Phường Quang Hanh
        06781 Phường Cửa Ông
        06799 Xã Hải Hòa
        06994 Đặc khu Vân Đồn`),
    },
    {
      code: 'PA03UB',
      name: 'Đội quản lý điện lực khu vực Uông Bí',
      customers: 510,
      leaning: 0.3,
      communes: communes(`
        06811 Phường Uông Bí
        06820 Phường Vàng Danh
        06832 Phường Yên Tử
        07132 Phường Quảng Yên
        07147 Phường Hiệp Hòa
        07168 Phường Hà An`),
    },
    {
      code: 'PA03DT',
      name: 'Đội quản lý điện lực khu vực Đông Triều',
      customers: 350,
      leaning: 0.2,
      communes: communes(`
        07093 Phường Đông Triều
        07069 Phường Mạo Khê
        07081 Phường Bình Khê
        07090 Phường An Sinh
        07114 Phường Hoàng Quế`),
    },
    {
      code: 'PA03MC',
      name: 'Đội quản lý điện lực khu vực Móng Cái',
      customers: 260,
      leaning: 0,
      communes: communes(
        `
        06712 Phường Móng Cái 1
        06709 Phường Móng Cái 2
        06736 Phường Móng Cái 3
        06724 Xã Hải Sơn
        06733 Xã Hải Ninh
        06757 Xã Vĩnh Thực`,
        { '06757': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA03TY',
      name: 'Đội quản lý điện lực khu vực Tiên Yên',
      customers: 210,
      leaning: -0.2,
      communes: communes(
        `
        06862 Xã Tiên Yên
        06874 Xã Điền Xá
        06877 Xã Đông Ngũ
        06838 Xã Bình Liêu
        06841 Xã Hoành Mô
        06978 Xã Ba Chẽ`,
        { '06841': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA03HH',
      name: 'Đội quản lý điện lực khu vực Hải Hà',
      customers: 120,
      leaning: -0.1,
      communes: communes(
        `
        06922 Xã Quảng Hà
        06931 Xã Quảng Đức
        06946 Xã Đường Hoa
        06967 Xã Cái Chiên`,
        { '06967': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA03DH',
      name: 'Đội quản lý điện lực khu vực Đầm Hà',
      customers: 80,
      leaning: -0.1,
      communes: communes(`
        06895 Xã Đầm Hà
        06913 Xã Quảng Tân`),
    },
    {
      code: 'PA03CT',
      name: 'Đội quản lý điện lực khu vực Cô Tô',
      customers: 40,
      leaning: -0.3,
      communes: communes(`
        07192 Đặc khu Cô Tô`),
    },
  ],
};
