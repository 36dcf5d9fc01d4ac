import type { PublishedReport } from './figure.ts';

/** The report of January 2025: one ratio that holds, and two comparisons that leave open what they compare. */
export const haTinh: PublishedReport = {
  id: 'ha-tinh',
  title: { vi: 'PC Hà Tĩnh, đầu năm 2025', en: 'PC Hà Tĩnh, early 2025' },
  source: 'Báo Hà Tĩnh',
  figures: [
    {
      said: {
        vi: '91,64% khách hàng, trên hơn 479.300 khách hàng',
        en: '91.64% of more than 479,300 customers',
      },
      verdict: 'holds',
      why: {
        vi: 'Đếm theo KH có hóa đơn. Ở cỡ thật, 91,64% là khoảng 439.230 KH.',
        en: 'Counted over billed customers. At full size 91.64% is about 439,230 customers.',
      },
      ratios: [{ definition: 'official@1', of: 'customers', numerator: 2_291, denominator: 2_500 }],
    },
    {
      said: { vi: 'Năm 2024 cao hơn 12,6% so với năm 2023', en: '2024 was 12.6% higher than 2023' },
      verdict: 'open',
      why: {
        vi: 'Nếu 91,64% là kết quả năm 2024: +12,60 điểm % thì năm 2023 là 79,04%; cao gấp 1,126 lần thì năm 2023 là 81,39%. Bài báo không nói rõ.',
        en: 'If 91.64% is the result of 2024: +12.60 points means 79.04% in 2023; 1.126 times as high means 81.39%. The report does not say which.',
      },
      ratios: [
        {
          definition: 'official@1',
          of: 'customers',
          period: '2023-12',
          unit: 'PA99HA',
          part: { vi: 'năm 2023 nếu là điểm %', en: '2023 if points are meant' },
          numerator: 132,
          denominator: 167,
        },
        {
          definition: 'official@1',
          of: 'customers',
          period: '2023-12',
          unit: 'PA99HB',
          part: { vi: 'năm 2023 nếu là phần trăm', en: '2023 if per cent is meant' },
          numerator: 188,
          denominator: 231,
        },
      ],
    },
    {
      said: { vi: 'Vượt 5% so với kế hoạch được giao', en: '5% above the assigned plan' },
      verdict: 'open',
      why: {
        vi: '+5,00 điểm % thì kế hoạch là 86,64%; bằng 105,0% kế hoạch giao thì kế hoạch là 87,28%. Bài báo không nói rõ.',
        en: '+5.00 points means a plan of 86.64%; 105.0% of plan means a plan of 87.28%. The report does not say which.',
      },
      ratios: [
        { definition: 'official@1', of: 'customers', numerator: 2_291, denominator: 2_500, plan: 0.8664 },
        { definition: 'official@1', of: 'customers', numerator: 2_291, denominator: 2_500, plan: 0.8728 },
      ],
    },
    {
      said: { vi: 'Mục tiêu năm 2025: trên 96%', en: 'Target for 2025: above 96%' },
      verdict: 'stated',
      why: {
        vi: 'Còn thiếu khoảng 20.898 KH ở cỡ thật, 109 KH trong dữ liệu thu nhỏ.',
        en: 'About 20,898 customers are missing at full size, 109 in the scaled-down data.',
      },
      ratios: [
        { definition: 'official@1', of: 'customers', numerator: 2_291, denominator: 2_500, plan: 0.96 },
      ],
    },
    {
      said: { vi: '18 ngân hàng và tổ chức trung gian thu hộ', en: '18 banks and intermediaries collect' },
      verdict: 'holds',
      why: {
        vi: 'Đếm đối tác có thanh toán trong kỳ; có hợp đồng mà không thu được gì thì không đếm.',
        en: 'Counted are partners with payments in the month; a contract alone does not count.',
      },
      rows: [{ rows: 'partners_paying', numerator: 18, denominator: 18 }],
    },
  ],
};
