import type { PublishedReport } from './figure.ts';

/** The targets for 2025, beside a countryside that pays in cash. */
export const quangNinh: PublishedReport = {
  id: 'quang-ninh',
  title: { vi: 'PC Quảng Ninh, mục tiêu đến năm 2025', en: 'PC Quảng Ninh, targets up to 2025' },
  source: 'PC Quảng Ninh',
  figures: [
    {
      said: {
        vi: 'Tối thiểu 98,6% khách hàng, từ 98% số tiền',
        en: 'At least 98.6% of customers and 98% of money',
      },
      verdict: 'stated',
      why: {
        vi: 'Hai chỉ tiêu khác nhau, mỗi chỉ tiêu có mẫu số riêng; bảng điều hành giữ cả hai.',
        en: 'Two targets, each with a denominator of its own; the board keeps both.',
      },
      ratios: [
        { definition: 'official@1', of: 'customers', numerator: 454, denominator: 500, plan: 0.986 },
        { definition: 'official@1', of: 'money', numerator: 45_400_000, denominator: 50_000_000, plan: 0.98 },
      ],
    },
    {
      said: {
        vi: 'Nông thôn: hơn 90% giao dịch vẫn là tiền mặt',
        en: 'Countryside: more than 90% of transactions in cash',
      },
      verdict: 'holds',
      why: {
        vi: 'Trong dữ liệu thu nhỏ, 46 trên 50 hóa đơn nông thôn trả bằng tiền mặt (92%).',
        en: 'In the scaled-down data 46 of 50 rural bills are paid in cash (92%).',
      },
      ratios: [
        {
          definition: 'official@1',
          of: 'bills',
          unit: 'PA99QR',
          part: { vi: 'nông thôn', en: 'countryside' },
          numerator: 4,
          denominator: 50,
        },
      ],
    },
    {
      said: {
        vi: 'Cả hai cùng lúc: 98,6% KH và nông thôn 90% tiền mặt',
        en: 'Both at once: 98.6% of customers and 90% cash in the countryside',
      },
      verdict: 'impossible',
      why: {
        vi: 'Chừng nào nông thôn còn 90% tiền mặt, muốn đạt 98,6% thì nông thôn chỉ được chiếm dưới 1,56% số KH. Với một phần mười KH ở nông thôn, dù thành thị đạt 100%, cả công ty chỉ đạt 90,8%.',
        en: 'While the countryside pays 90% in cash, 98.6% is possible only if fewer than 1.56% of customers live there. With a tenth of them there, even a town at 100% leaves the company at 90.8%.',
      },
      ratios: [{ definition: 'official@1', of: 'customers', numerator: 454, denominator: 500 }],
    },
    {
      said: {
        vi: 'Cáp quang đến 97/113 thôn, bản; 16 thôn còn lại xong trong quý I/2023',
        en: 'Fibre in 97 of 113 villages; the other 16 in the first quarter of 2023',
      },
      verdict: 'holds',
      why: {
        vi: '113 trừ 97 đúng bằng 16. Đếm từ danh mục thôn, bản.',
        en: '113 less 97 is 16. Counted from the register of villages.',
      },
      rows: [{ rows: 'villages_with_fibre', numerator: 97, denominator: 113 }],
    },
    {
      said: {
        vi: '54 trạm BTS phủ sóng di động cho 66 thôn',
        en: '54 base stations bring mobile coverage to 66 villages',
      },
      verdict: 'reading',
      why: {
        vi: 'Bài báo không nói 66 thôn này có nằm trong 113 thôn kia hay không; trong dữ liệu thu nhỏ chúng nằm trong đó. Số trạm thì hệ thống không giữ.',
        en: 'The report does not say whether these 66 are among the 113; in the scaled-down data they are. Stations are not kept by the system.',
      },
      rows: [{ rows: 'villages_with_mobile', numerator: 66, denominator: 113 }],
    },
    {
      said: {
        vi: '1.235.000 tài khoản Mobile Money toàn tỉnh đến năm 2025',
        en: '1,235,000 Mobile Money accounts in the province by 2025',
      },
      verdict: 'stated',
      why: {
        vi: 'Mục tiêu của tỉnh, đếm tài khoản của mọi người dân; công ty chỉ biết KH của mình trả bằng Mobile Money, và giao được chỉ tiêu ấy.',
        en: 'A goal of the province that counts accounts of everyone; the company knows only who pays its bills by Mobile Money, and can set a target for that.',
      },
    },
  ],
};
