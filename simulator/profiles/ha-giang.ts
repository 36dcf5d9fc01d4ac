import { partnersNamed } from './partner-roster.ts';
import { communes, type CompanyProfile } from './profile.ts';

/**
 * PC Hà Giang: about 41 % of customers, Bắc Quang 44 %; in Bắc Mê 22.79 % of the customers bring 82.27 % of the
 * money. Mostly villages of ethnic minorities in the mountains.
 */
export const haGiang: CompanyProfile = {
  code: 'PCHAGIANG',
  name: 'Công ty Điện lực Hà Giang',
  province: 'tỉnh Tuyên Quang',
  digit: 2,
  surnames: [
    ['Vàng', 10],
    ['Giàng', 8],
    ['Sùng', 8],
    ['Hoàng', 12],
    ['Nông', 9],
    ['Triệu', 7],
    ['Lý', 7],
    ['Nguyễn', 14],
    ['Phàn', 5],
    ['Lù', 4],
    ['Thào', 4],
    ['Ma', 5],
    ['Bàn', 3],
    ['Đặng', 4],
  ],
  villages: { urban: 'Tổ', rural: 'Thôn', remote: 'Bản' },
  ethnicMinority: 0.82,
  ratio: 0.41,
  gainPerMonth: 0.012,
  months: 3,
  target: { customers: 0.45, money: 0.7 },
  dialect: {
    separator: ';',
    byteOrderMark: true,
    lineEnd: '\r\n',
    dottedThousands: true,
    letters: 'NFC',
    dates: 'dd/MM/yyyy',
  },
  partners: partnersNamed(
    'NONGTHON',
    'LAMGIANG',
    'SONGLA',
    'HONGLINH',
    'MOMO',
    'ZALOPAY',
    'VIETTELPAY',
    'MMSAOMAI',
    'BUUCUC',
  ),
  units: [
    {
      code: 'PA20HG',
      name: 'Đội quản lý điện lực khu vực Hà Giang',
      customers: 360,
      leaning: 2.2,
      communes: communes(`
        00691 Phường Hà Giang 2
        00694 Phường Hà Giang 1
        00700 Xã Ngọc Đường`),
    },
    {
      code: 'PA20BQ',
      name: 'Đội quản lý điện lực khu vực Bắc Quang',
      customers: 375,
      leaning: 0.3,
      ratio: 0.44,
      communes: communes(
        `
        01153 Xã Bắc Quang
        01156 Xã Vĩnh Tuy
        01165 Xã Đồng Tâm
        01171 Xã Tân Quang
        01180 Xã Bằng Hành
        01192 Xã Liên Hiệp
        01201 Xã Hùng An
        01216 Xã Đồng Yên`,
        { '01153': { weight: 3, settlement: 'urban' } },
      ),
    },
    {
      code: 'PA20BM',
      name: 'Đội quản lý điện lực khu vực Bắc Mê',
      customers: 215,
      leaning: -0.8,
      ratio: 0.2279,
      moneyRatio: 0.8227,
      communes: communes(
        `
        00991 Xã Bắc Mê
        00982 Xã Minh Sơn
        00985 Xã Giáp Trung
        00994 Xã Minh Ngọc
        01006 Xã Yên Cường
        01012 Xã Đường Hồng`,
        { '00985': { settlement: 'remote' }, '01012': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA20VX',
      name: 'Đội quản lý điện lực khu vực Vị Xuyên',
      customers: 330,
      leaning: 0.4,
      communes: communes(
        `
        00913 Xã Vị Xuyên
        00706 Xã Phú Linh
        00919 Xã Minh Tân
        00922 Xã Thuận Hòa
        00928 Xã Thanh Thủy
        00937 Xã Lao Chải
        00967 Xã Việt Lâm
        00976 Xã Bạch Ngọc`,
        { '00937': { settlement: 'remote' }, '00913': { weight: 2, settlement: 'urban' } },
      ),
    },
    {
      code: 'PA20QB',
      name: 'Đội quản lý điện lực khu vực Quang Bình',
      customers: 190,
      leaning: 0,
      communes: communes(`
        01237 Xã Quang Bình
        01225 Xã Tiên Nguyên
        01243 Xã Tân Trịnh
        01246 Xã Bằng Lang
        01255 Xã Xuân Giang`),
    },
    {
      code: 'PA20HS',
      name: 'Đội quản lý điện lực khu vực Hoàng Su Phì',
      customers: 180,
      leaning: -0.2,
      communes: communes(
        `
        01021 Xã Hoàng Su Phì
        01024 Xã Bản Máy
        01033 Xã Thàng Tín
        01075 Xã Nậm Dịch
        01084 Xã Hồ Thầu`,
        { '01024': { settlement: 'remote' }, '01033': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA20XM',
      name: 'Đội quản lý điện lực khu vực Xín Mần',
      customers: 180,
      leaning: -0.3,
      communes: communes(
        `
        01108 Xã Xín Mần
        01096 Xã Pà Vầy Sủ
        01117 Xã Trung Thịnh
        01141 Xã Nấm Dẩn`,
        { '01096': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA20YM',
      name: 'Đội quản lý điện lực khu vực Yên Minh',
      customers: 230,
      leaning: -0.2,
      communes: communes(
        `
        00820 Xã Yên Minh
        00847 Xã Mậu Duệ
        00865 Xã Đường Thượng
        00871 Xã Du Già
        00874 Xã Quản Bạ
        00901 Xã Lùng Tám`,
        { '00865': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA20DV',
      name: 'Đội quản lý điện lực khu vực Đồng Văn',
      customers: 170,
      leaning: -0.1,
      communes: communes(
        `
        00721 Xã Đồng Văn
        00715 Xã Lũng Cú
        00733 Xã Sà Phìn
        00745 Xã Phó Bảng`,
        { '00733': { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA20MV',
      name: 'Đội quản lý điện lực khu vực Mèo Vạc',
      customers: 170,
      leaning: -0.4,
      communes: communes(
        `
        00769 Xã Mèo Vạc
        00778 Xã Sơn Vĩ
        00802 Xã Khâu Vai
        00808 Xã Tát Ngà`,
        { '00778': { settlement: 'remote' }, '00802': { settlement: 'remote' } },
      ),
    },
  ],
};
