import { partnersNamed } from './partner-roster.ts';
import { communes, type CompanyProfile } from './profile.ts';

/**
 * PC Ninh Bình: 78.36 %; the pilot commune Khánh Hải (now part of Xã Yên Khánh) has no collection point any more and
 * stands at 82.05 %; no counter in the city either.
 */
export const ninhBinh: CompanyProfile = {
  code: 'PCNINHBINH',
  name: 'Công ty Điện lực Ninh Bình',
  province: 'tỉnh Ninh Bình',
  digit: 4,
  surnames: [
    ['Nguyễn', 30],
    ['Phạm', 14],
    ['Trần', 11],
    ['Đinh', 9],
    ['Lê', 8],
    ['Vũ', 7],
    ['Hoàng', 5],
    ['Bùi', 5],
    ['Tạ', 3],
    ['An', 2],
    ['Lã', 3],
    ['Tống', 3],
  ],
  villages: { urban: 'Tổ dân phố', rural: 'Xóm', remote: 'Thôn' },
  ethnicMinority: 0.06,
  ratio: 0.7836,
  gainPerMonth: 0.011,
  months: 3,
  target: { customers: 0.82, money: 0.92 },
  dialect: {
    separator: ',',
    byteOrderMark: true,
    lineEnd: '\r\n',
    dottedThousands: false,
    letters: 'NFD',
    dates: 'dd/MM/yyyy',
  },
  partners: partnersNamed(
    'NONGTHON',
    'HONGLINH',
    'SONGLA',
    'LAMGIANG',
    'HOANHSON',
    'KYLA',
    'MOMO',
    'ZALOPAY',
    'VIETTELPAY',
    'MMDONGXANH',
    'BUUCUC',
    'THUHOVIET',
  ),
  units: [
    {
      code: 'PNNB00',
      name: 'Đội quản lý điện lực khu vực Ninh Bình',
      customers: 480,
      leaning: 1.4,
      communes: communes(
        `
        14329 Phường Hoa Lư
        14359 Phường Nam Hoa Lư
        14566 Phường Đông Hoa Lư`,
        { 14329: { noCounter: true }, 14359: { noCounter: true }, 14566: { noCounter: true } },
      ),
    },
    {
      code: 'PNHL00',
      name: 'Đội quản lý điện lực khu vực Hoa Lư',
      customers: 230,
      leaning: 0.4,
      communes: communes(`
        14533 Phường Tây Hoa Lư
        14488 Xã Gia Vân`),
    },
    {
      code: 'PNTD00',
      name: 'Đội quản lý điện lực khu vực Tam Điệp',
      customers: 260,
      leaning: 0.7,
      communes: communes(`
        14362 Phường Tam Điệp
        14365 Phường Trung Sơn
        14371 Phường Yên Sơn`),
    },
    {
      code: 'PNYK00',
      name: 'Đội quản lý điện lực khu vực Yên Khánh',
      customers: 390,
      leaning: 0.2,
      communes: communes(
        `
        14560 Xã Yên Khánh
        14563 Xã Khánh Thiện
        14608 Xã Khánh Trung
        14611 Xã Khánh Nhạc
        14614 Xã Khánh Hội`,
        { 14560: { former: 'Khánh Hải', noCounter: true, ratio: 0.8205 } },
      ),
    },
    {
      code: 'PNYM00',
      name: 'Đội quản lý điện lực khu vực Yên Mô',
      customers: 280,
      leaning: 0,
      communes: communes(`
        14725 Phường Yên Thắng
        14701 Xã Yên Mô
        14728 Xã Yên Từ
        14743 Xã Yên Mạc
        14746 Xã Đồng Thái`),
    },
    {
      code: 'PNKS00',
      name: 'Đội quản lý điện lực khu vực Kim Sơn',
      customers: 390,
      leaning: -0.3,
      communes: communes(
        `
        14620 Xã Phát Diệm
        14623 Xã Bình Minh
        14638 Xã Kim Sơn
        14653 Xã Chất Bình
        14674 Xã Lai Thành
        14677 Xã Định Hóa
        14698 Xã Kim Đông`,
        { 14698: { settlement: 'remote' } },
      ),
    },
    {
      code: 'PNNQ00',
      name: 'Đội quản lý điện lực khu vực Nho Quan',
      customers: 320,
      leaning: -0.5,
      communes: communes(
        `
        14428 Xã Nho Quan
        14389 Xã Gia Lâm
        14401 Xã Gia Tường
        14404 Xã Cúc Phương
        14407 Xã Phú Sơn
        14452 Xã Quỳnh Lưu`,
        { 14404: { settlement: 'remote' } },
      ),
    },
    {
      code: 'PNGV00',
      name: 'Đội quản lý điện lực khu vực Gia Viễn',
      customers: 250,
      leaning: -0.1,
      communes: communes(`
        14464 Xã Gia Viễn
        14482 Xã Gia Hưng
        14494 Xã Gia Trấn
        14500 Xã Đại Hoàng
        14524 Xã Gia Phong`),
    },
  ],
};
