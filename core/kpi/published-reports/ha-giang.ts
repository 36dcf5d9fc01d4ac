import type { PublishedReport } from './figure.ts';

/** The report of October 2021, whose company is smaller than one of its units. */
export const haGiang: PublishedReport = {
  id: 'ha-giang',
  title: {
    vi: 'PC Hà Giang và Điện lực Bắc Quang, 10/2021',
    en: 'PC Hà Giang and Điện lực Bắc Quang, October 2021',
  },
  source: 'Báo Thanh tra, 16/10/2021',
  figures: [
    {
      said: { vi: 'Bắc Quang: 44%, trên 32.000 KH', en: 'Bắc Quang: 44% of more than 32,000 customers' },
      verdict: 'holds',
      why: { vi: 'Ở cỡ thật là khoảng 14.080 KH.', en: 'About 14,080 customers at full size.' },
      ratios: [
        {
          definition: 'official@1',
          of: 'customers',
          unit: 'PA99BQ',
          part: { vi: 'Bắc Quang', en: 'Bắc Quang' },
          numerator: 11,
          denominator: 25,
        },
      ],
    },
    {
      said: { vi: 'Toàn công ty: gần 41%', en: 'The company: almost 41%' },
      verdict: 'holds',
      why: {
        vi: 'Riêng tỷ lệ thì được: các đơn vị khác thấp hơn Bắc Quang.',
        en: 'The ratio alone is possible: the other units lie below Bắc Quang.',
      },
      ratios: [{ definition: 'official@1', of: 'customers', numerator: 41, denominator: 100 }],
    },
    {
      said: { vi: '… trên tổng số hơn 17.000 khách hàng', en: '… of a total of more than 17,000 customers' },
      verdict: 'impossible',
      why: {
        vi: 'Riêng Bắc Quang đã có trên 32.000 KH. 41% của 17.000 là 6.970 KH, ít hơn 14.080 KH của một mình Bắc Quang. Một đơn vị không thể lớn hơn công ty.',
        en: 'Bắc Quang alone has more than 32,000. 41% of 17,000 are 6,970 customers, fewer than the 14,080 of Bắc Quang by itself. A unit is not larger than its company.',
      },
    },
    {
      said: {
        vi: '17.000 nếu là số KH đã trả không tiền mặt',
        en: '17,000 if they are those who pay without cash',
      },
      verdict: 'reading',
      why: {
        vi: 'Bài báo không viết thế. Khi đó cả công ty có khoảng 41.463 KH, và ngoài Bắc Quang chỉ còn 9.463 KH cho mọi huyện khác: khó tin, nên chúng tôi không dùng.',
        en: 'The report does not say so. The company would have about 41,463 customers, and all other districts together only 9,463: hard to believe, so we do not use it.',
      },
    },
    {
      said: { vi: 'Phấn đấu hết năm 2021 đạt 45%', en: 'Target for the end of 2021: 45%' },
      verdict: 'stated',
      why: {
        vi: 'Trong dữ liệu thu nhỏ còn thiếu 4 KH.',
        en: 'In the scaled-down data 4 customers are missing.',
      },
      ratios: [{ definition: 'official@1', of: 'customers', numerator: 41, denominator: 100, plan: 0.45 }],
    },
    {
      said: { vi: 'Tặng 100 phần quà cho khách hàng tiêu biểu', en: '100 gifts for exemplary customers' },
      verdict: 'stated',
      why: { vi: 'Là một việc đã làm, không phải tỷ lệ.', en: 'A deed, not a ratio.' },
    },
  ],
};
