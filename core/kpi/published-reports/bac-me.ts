import type { PublishedReport } from './figure.ts';

/** The half-year report of 2021, whose customers are times and whose classes overlap. */
export const bacMe: PublishedReport = {
  id: 'bac-me',
  title: { vi: 'Điện lực Bắc Mê, 6 tháng đầu năm 2021', en: 'Điện lực Bắc Mê, first half of 2021' },
  source: 'Báo Hà Giang, 28/08/2021',
  figures: [
    {
      said: { vi: '82,27% số tiền, trên 29 tỷ đồng', en: '82.27% of money, more than 29 billion dong' },
      verdict: 'holds',
      why: {
        vi: 'Ngân hàng gần 26 tỷ và ví trên 3,1 tỷ cộng lại đúng bằng trên 29 tỷ; vậy tổng phát hành khoảng 35,4 tỷ.',
        en: 'Close to 26 billion through banks and 3.1 through wallets add up to the 29; so about 35.4 billion were billed.',
      },
      ratios: [
        { definition: 'bac-me-2021@1', of: 'money', numerator: 822_700_000, denominator: 1_000_000_000 },
      ],
    },
    {
      said: { vi: 'Tiền: bằng 105,7% so với kế hoạch giao', en: 'Money: 105.7% of the assigned plan' },
      verdict: 'holds',
      why: {
        vi: 'Là phần đạt của kế hoạch, không phải điểm %: kế hoạch là 77,83%.',
        en: 'A share of the plan, not points: the plan is 77.83%.',
      },
      ratios: [
        {
          definition: 'bac-me-2021@1',
          of: 'money',
          numerator: 822_700_000,
          denominator: 1_000_000_000,
          plan: 0.7783,
        },
      ],
    },
    {
      said: { vi: 'Trên 12.300 KH, đạt 22,786%', en: 'More than 12,300 customers, 22.786%' },
      verdict: 'reading',
      why: {
        vi: '5.082 + 7.222 = 12.304 là lượt, không phải KH. Chia cho 22,786% ra khoảng 54.000 lượt hóa đơn trong 6 tháng, tức khoảng 9.000 KH. Đếm theo lượt là cách hiểu của chúng tôi.',
        en: '5,082 + 7,222 = 12,304 are times, not customers. Divided by 22.786% they make about 54,000 bill times in six months, so about 9,000 customers. Counting times is our reading.',
      },
      ratios: [{ definition: 'bac-me-2021@1', of: 'customerBills', numerator: 247, denominator: 1_084 }],
    },
    {
      said: { vi: 'KH: bằng 96,4% so với kế hoạch giao', en: 'Customers: 96.4% of the assigned plan' },
      verdict: 'reading',
      why: {
        vi: 'Nếu 22,786% là tỷ lệ đã đạt thì kế hoạch là 23,64%.',
        en: 'If 22.786% is what was reached, the plan is 23.64%.',
      },
      ratios: [
        {
          definition: 'bac-me-2021@1',
          of: 'customerBills',
          numerator: 247,
          denominator: 1_084,
          plan: 0.2364,
        },
      ],
    },
    {
      said: { vi: 'Ngân hàng: 5.082 lượt, gần 26 tỷ đồng', en: 'Banks: 5,082 times, close to 26 billion' },
      verdict: 'holds',
      why: {
        vi: 'Mỗi lượt trung bình 5,1 triệu đồng: ngân hàng thu của các KH lớn.',
        en: '5.1 million dong each on average: banks bring the large customers.',
      },
      rows: [
        { rows: 'times_by_bank', numerator: 102, denominator: 247 },
        { rows: 'money_by_bank', numerator: 735060000, denominator: 822700000 },
      ],
    },
    {
      said: {
        vi: 'Ví điện tử: 7.222 lượt, trên 3,1 tỷ đồng',
        en: 'Wallets: 7,222 times, more than 3.1 billion',
      },
      verdict: 'holds',
      why: {
        vi: 'Mỗi lượt trung bình 0,43 triệu đồng. Vì vậy % tiền cao mà % lượt thấp.',
        en: '0.43 million dong each on average. That is why the share of money is high and that of times low.',
      },
      rows: [
        { rows: 'times_by_wallet', numerator: 145, denominator: 247 },
        { rows: 'money_by_wallet', numerator: 87640000, denominator: 822700000 },
      ],
    },
    {
      said: {
        vi: 'Tổ chức trung gian khác (Viettel): 6.895 lượt, trên 2,9 tỷ đồng',
        en: 'Other intermediaries (Viettel): 6,895 times, more than 2.9 billion',
      },
      verdict: 'impossible',
      why: {
        vi: 'Không thể là nhóm thứ ba: cộng thêm thì thành 19.199 lượt và 32 tỷ, trái với 12.300 và 29 tỷ. Đó là một phần của ví điện tử.',
        en: 'It cannot be a third class: added, there would be 19,199 times and 32 billion, not 12,300 and 29. It is a part of the wallets.',
      },
      rows: [{ rows: 'times_by_viettel', numerator: 138, denominator: 145 }],
    },
    {
      said: { vi: '100% xã, thị trấn trong năm 2021', en: '100% of communes in 2021' },
      verdict: 'stated',
      why: { vi: 'Là mục tiêu, chưa phải kết quả.', en: 'A goal, not a result.' },
    },
    {
      said: {
        vi: 'Zalo chưa đạt kế hoạch; KH đổi số điện thoại thường xuyên',
        en: 'Zalo below plan; customers change their numbers often',
      },
      verdict: 'stated',
      why: {
        vi: 'Bài báo không cho con số. Hệ thống giữ số đã xác minh và đăng ký Zalo theo từng KH, có ngày, nên giao và đếm được chỉ tiêu này.',
        en: 'The report gives no figure. The system keeps verified numbers and Zalo registrations per customer, with their days, so that the target can be set and counted.',
      },
    },
    {
      said: {
        vi: '229 km đường dây 35 kV, trên 175 km đường dây 0,4 kV, 120 trạm biến áp',
        en: '229 km of 35 kV lines, more than 175 km of 0.4 kV lines, 120 transformers',
      },
      verdict: 'stated',
      why: {
        vi: 'Số liệu lưới điện, không phải số liệu thu tiền: hệ thống không giữ.',
        en: 'Figures of the grid, not of collection: the system does not keep them.',
      },
    },
  ],
};
