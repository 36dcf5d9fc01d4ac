import { allPartners } from './partner-roster.ts';
import { communes, type CompanyProfile } from './profile.ts';

/**
 * PC Hà Tĩnh: 91.64 % of customers without cash, 12.6 points above the same month a year before, on the way to 96 %;
 * 18 banks and intermediaries. 479,300 customers in life, a hundredth of them by default.
 */
export const haTinh: CompanyProfile = {
  code: 'PCHATINH',
  name: 'Công ty Điện lực Hà Tĩnh',
  province: 'tỉnh Hà Tĩnh',
  digit: 1,
  surnames: [
    ['Nguyễn', 30],
    ['Trần', 14],
    ['Lê', 12],
    ['Phan', 8],
    ['Võ', 6],
    ['Đậu', 4],
    ['Hoàng', 5],
    ['Bùi', 4],
    ['Đặng', 4],
    ['Dương', 3],
    ['Hồ', 3],
    ['Biện', 2],
    ['Thái', 2],
    ['Ngô', 2],
    ['Trương', 2],
  ],
  villages: { urban: 'Tổ dân phố', rural: 'Thôn', remote: 'Thôn' },
  ethnicMinority: 0.02,
  ratio: 0.9164,
  gainPerMonth: 0.0105,
  months: 13,
  target: { customers: 0.96, money: 0.98 },
  dialect: {
    separator: ',',
    byteOrderMark: false,
    lineEnd: '\n',
    dottedThousands: false,
    letters: 'NFC',
    dates: 'dd/MM/yyyy',
  },
  partners: allPartners,
  units: [
    {
      code: 'PA16HT',
      name: 'Đội quản lý điện lực khu vực Hà Tĩnh',
      customers: 912,
      leaning: 2.1,
      communes: communes(
        `
        18073 Phường Thành Sen
        18100 Phường Trần Phú
        18652 Phường Hà Huy Tập
        18604 Xã Thạch Khê
        18619 Xã Đồng Tiến
        18628 Xã Thạch Lạc
        18685 Xã Cẩm Bình`,
        { 18073: { weight: 6, noCounter: true }, 18100: { weight: 4, noCounter: true } },
      ),
    },
    {
      code: 'PA16CX',
      name: 'Đội quản lý điện lực khu vực Cẩm Xuyên',
      customers: 540,
      leaning: 0.5,
      communes: communes(
        `
        18673 Xã Cẩm Xuyên
        18676 Xã Thiên Cầm
        18682 Xã Yên Hòa
        18736 Xã Cẩm Hưng
        18739 Xã Cẩm Duệ
        18742 Xã Cẩm Trung
        18748 Xã Cẩm Lạc`,
        { 18673: { weight: 2, settlement: 'urban' } },
      ),
    },
    {
      code: 'PA16CL',
      name: 'Đội quản lý điện lực khu vực Can Lộc',
      customers: 497,
      leaning: 0.3,
      communes: communes(
        `
        18406 Xã Can Lộc
        18418 Xã Tùng Lộc
        18436 Xã Trường Lưu
        18466 Xã Gia Hanh
        18481 Xã Xuân Lộc
        18484 Xã Đồng Lộc`,
        { 18406: { weight: 2, settlement: 'urban' } },
      ),
    },
    {
      code: 'PA16TH',
      name: 'Đội quản lý điện lực khu vực Thạch Hà',
      customers: 472,
      leaning: 0.4,
      communes: communes(
        `
        18562 Xã Thạch Hà
        18586 Xã Đông Kinh
        18601 Xã Việt Xuyên
        18634 Xã Toàn Lưu
        18667 Xã Thạch Xuân`,
        { 18562: { weight: 2, settlement: 'urban' } },
      ),
    },
    {
      code: 'PA16LH',
      name: 'Đội quản lý điện lực khu vực Lộc Hà',
      customers: 318,
      leaning: 0.1,
      communes: communes(`
        18409 Xã Hồng Lộc
        18568 Xã Lộc Hà
        18583 Xã Mai Phụ`),
    },
    {
      code: 'PA16KA',
      name: 'Đội quản lý điện lực khu vực Kỳ Anh',
      customers: 704,
      leaning: 0.2,
      communes: communes(
        `
        18754 Phường Sông Trí
        18781 Phường Hải Ninh
        18823 Phường Vũng Áng
        18832 Phường Hoành Sơn
        18766 Xã Kỳ Xuân
        18775 Xã Kỳ Anh
        18787 Xã Kỳ Văn
        18790 Xã Kỳ Khang
        18814 Xã Kỳ Hoa
        18838 Xã Kỳ Lạc
        18844 Xã Kỳ Thượng`,
        { 18844: { settlement: 'remote' }, 18838: { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA16HK',
      name: 'Đội quản lý điện lực khu vực Hương Khê',
      customers: 389,
      leaning: -0.9,
      communes: communes(
        `
        18496 Xã Hương Khê
        18502 Xã Hà Linh
        18523 Xã Hương Bình
        18532 Xã Hương Phố
        18544 Xã Hương Xuân
        18547 Xã Phúc Trạch
        18550 Xã Hương Đô`,
        { 18523: { settlement: 'remote' }, 18502: { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA16DT',
      name: 'Đội quản lý điện lực khu vực Đức Thọ',
      customers: 448,
      leaning: 0,
      communes: communes(
        `
        18229 Xã Đức Thọ
        18244 Xã Đức Minh
        18262 Xã Đức Quang
        18277 Xã Đức Thịnh
        18304 Xã Đức Đồng
        18133 Xã Hương Sơn
        18160 Xã Sơn Hồng
        18163 Xã Sơn Tiến
        18172 Xã Sơn Tây
        18184 Xã Sơn Giang
        18196 Xã Sơn Kim 1
        18199 Xã Sơn Kim 2
        18202 Xã Tứ Mỹ
        18223 Xã Kim Hoa`,
        { 18199: { settlement: 'remote' }, 18160: { settlement: 'remote' } },
      ),
    },
    {
      code: 'PA16NX',
      name: 'Đội quản lý điện lực khu vực Nghi Xuân',
      customers: 421,
      leaning: 0.2,
      communes: communes(`
        18352 Xã Nghi Xuân
        18364 Xã Đan Hải
        18373 Xã Tiên Điền
        18394 Xã Cổ Đạm
        18115 Phường Bắc Hồng Lĩnh
        18118 Phường Nam Hồng Lĩnh`),
    },
    {
      code: 'PA16VQ',
      name: 'Đội quản lý điện lực khu vực Vũ Quang',
      customers: 92,
      leaning: -1.3,
      communes: communes(
        `
        18313 Xã Vũ Quang
        18322 Xã Mai Hoa
        18328 Xã Thượng Đức`,
        { 18328: { settlement: 'remote' } },
      ),
    },
  ],
};
