import type { Counted } from './definition.ts';

/** What became of a published figure when it was counted again. */
export type Verdict =
  /** The product counts it from data of that shape. */
  | 'holds'
  /** It fits under one reading only; that reading is ours. */
  | 'reading'
  /** Two readings are possible, and the report does not say which. */
  | 'open'
  /** It contradicts another figure of the same report. */
  | 'impossible'
  /** A target or a fact, not a ratio. */
  | 'stated';

export interface Words {
  vi: string;
  en: string;
}

export interface PublishedFigure {
  said: Words;
  verdict: Verdict;
  why: Words;
  /** What the product counts from the scenario that the tests bring in, scaled down so that the ratio stays. */
  counted?: {
    definition: string;
    of: Counted;
    /** The unit of the scenario and what it stands for; absent for all of it. */
    unit?: string;
    part?: Words;
    numerator: number;
    denominator: number;
  };
}

export interface PublishedReport {
  id: 'ha-tinh' | 'bac-me' | 'ha-giang' | 'quang-ninh' | 'ninh-binh';
  title: Words;
  source: string;
  figures: readonly PublishedFigure[];
}

/** Five published reports, figure by figure. `test/scenarios` proves every count that stands here. */
export const publishedReports: readonly PublishedReport[] = [
  {
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
        counted: { definition: 'official', of: 'customers', numerator: 2_291, denominator: 2_500 },
      },
      {
        said: { vi: 'Năm 2024 cao hơn 12,6% so với năm 2023', en: '2024 was 12.6% higher than 2023' },
        verdict: 'open',
        why: {
          vi: 'Nếu 91,64% là kết quả năm 2024: +12,60 điểm % thì năm 2023 là 79,04%; cao gấp 1,126 lần thì năm 2023 là 81,39%. Bài báo không nói rõ.',
          en: 'If 91.64% is the result of 2024: +12.60 points means 79.04% in 2023; 1.126 times as high means 81.39%. The report does not say which.',
        },
      },
      {
        said: { vi: 'Vượt 5% so với kế hoạch được giao', en: '5% above the assigned plan' },
        verdict: 'open',
        why: {
          vi: '+5,00 điểm % thì kế hoạch là 86,64%; bằng 105,0% kế hoạch giao thì kế hoạch là 87,28%.',
          en: '+5.00 points means a plan of 86.64%; 105.0% of plan means a plan of 87.28%.',
        },
      },
      {
        said: { vi: 'Mục tiêu năm 2025: trên 96%', en: 'Target for 2025: above 96%' },
        verdict: 'stated',
        why: {
          vi: '91,64% bằng 95,5% kế hoạch giao, còn thiếu 4,36 điểm %: khoảng 20.898 KH ở cỡ thật, 109 KH trong dữ liệu thu nhỏ.',
          en: '91.64% is 95.5% of plan, 4.36 points short: about 20,898 customers at full size, 109 in the scaled-down data.',
        },
      },
      {
        said: { vi: '18 ngân hàng và tổ chức trung gian thu hộ', en: '18 banks and intermediaries collect' },
        verdict: 'stated',
        why: {
          vi: 'Trong dữ liệu thu nhỏ, 18 đối tác đều có thanh toán.',
          en: 'In the scaled-down data all 18 partners have payments.',
        },
      },
    ],
  },
  {
    id: 'bac-me',
    title: { vi: 'Điện lực Bắc Mê, 6 tháng đầu năm 2021', en: 'Điện lực Bắc Mê, first half of 2021' },
    source: 'Báo Hà Giang, 28/08/2021',
    figures: [
      {
        said: { vi: '82,27% số tiền, trên 29 tỷ đồng', en: '82.27% of money, more than 29 billion dong' },
        verdict: 'holds',
        why: {
          vi: 'Ngân hàng gần 26 tỷ và ví trên 3,1 tỷ cộng lại đúng bằng trên 29 tỷ.',
          en: 'Close to 26 billion through banks and 3.1 through wallets add up to the 29.',
        },
        counted: {
          definition: 'bac-me-2021',
          of: 'money',
          numerator: 822_700_000,
          denominator: 1_000_000_000,
        },
      },
      {
        said: { vi: 'Tiền: bằng 105,7% so với kế hoạch giao', en: 'Money: 105.7% of the assigned plan' },
        verdict: 'holds',
        why: {
          vi: 'Là phần đạt của kế hoạch, không phải điểm %: kế hoạch là 77,83%, vượt 4,44 điểm %.',
          en: 'A share of the plan, not points: the plan is 77.83%, exceeded by 4.44 points.',
        },
      },
      {
        said: { vi: 'Trên 12.300 KH, đạt 22,786%', en: 'More than 12,300 customers, 22.786%' },
        verdict: 'reading',
        why: {
          vi: '5.082 + 7.222 = 12.304 là lượt, không phải KH. Chia cho 22,786% ra khoảng 54.000 lượt hóa đơn trong 6 tháng, tức khoảng 9.000 KH. Đếm theo lượt là cách hiểu của chúng tôi.',
          en: '5,082 + 7,222 = 12,304 are times, not customers. Divided by 22.786% they make about 54,000 bill times in six months, so about 9,000 customers. Counting times is our reading.',
        },
        counted: { definition: 'bac-me-2021', of: 'customerBills', numerator: 247, denominator: 1_084 },
      },
      {
        said: { vi: 'KH: bằng 96,4% so với kế hoạch giao', en: 'Customers: 96.4% of the assigned plan' },
        verdict: 'reading',
        why: {
          vi: 'Nếu 22,786% là tỷ lệ đã đạt thì kế hoạch là 23,64%.',
          en: 'If 22.786% is what was reached, the plan is 23.64%.',
        },
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
      },
      {
        said: { vi: '100% xã, thị trấn trong năm 2021', en: '100% of communes in 2021' },
        verdict: 'stated',
        why: { vi: 'Là mục tiêu, chưa phải kết quả.', en: 'A goal, not a result.' },
      },
    ],
  },
  {
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
        why: { vi: 'Khoảng 14.080 KH.', en: 'About 14,080 customers.' },
        counted: {
          definition: 'official',
          of: 'customers',
          unit: 'PA99BQ',
          part: { vi: 'Bắc Quang', en: 'Bắc Quang' },
          numerator: 11,
          denominator: 25,
        },
      },
      {
        said: { vi: 'Toàn công ty: gần 41%', en: 'The company: almost 41%' },
        verdict: 'holds',
        why: {
          vi: 'Riêng tỷ lệ thì được: các đơn vị khác thấp hơn Bắc Quang.',
          en: 'The ratio alone is possible: the other units lie below Bắc Quang.',
        },
        counted: { definition: 'official', of: 'customers', numerator: 41, denominator: 100 },
      },
      {
        said: {
          vi: '… trên tổng số hơn 17.000 khách hàng',
          en: '… of a total of more than 17,000 customers',
        },
        verdict: 'impossible',
        why: {
          vi: 'Riêng Bắc Quang đã có trên 32.000 KH. 41% của 17.000 là 6.970 KH, ít hơn 14.080 KH của một mình Bắc Quang. Một đơn vị không thể lớn hơn công ty.',
          en: 'Bắc Quang alone has more than 32,000. 41% of 17,000 are 6,970 customers, fewer than the 14,080 of Bắc Quang by itself. A unit is not larger than its company.',
        },
      },
      {
        said: { vi: 'Phấn đấu hết năm 2021 đạt 45%', en: 'Target for the end of 2021: 45%' },
        verdict: 'stated',
        why: {
          vi: '41% bằng 91,1% kế hoạch giao, còn thiếu 4,00 điểm %.',
          en: '41% is 91.1% of plan, 4.00 points short.',
        },
      },
    ],
  },
  {
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
          vi: 'Hai chỉ tiêu khác nhau, mỗi chỉ tiêu có mẫu số riêng.',
          en: 'Two targets, each with a denominator of its own.',
        },
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
        counted: {
          definition: 'official',
          of: 'bills',
          unit: 'PA99QR',
          part: { vi: 'nông thôn', en: 'countryside' },
          numerator: 4,
          denominator: 50,
        },
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
        counted: { definition: 'official', of: 'customers', numerator: 454, denominator: 500 },
      },
      {
        said: {
          vi: 'Cáp quang đến 97/113 thôn, còn 16 thôn; phủ sóng cho 66 thôn',
          en: 'Fibre in 97 of 113 villages, 16 left; coverage for 66 villages',
        },
        verdict: 'stated',
        why: {
          vi: '113 trừ 97 đúng bằng 16. 66 thôn được phủ sóng là một con số khác, không nằm trong 113.',
          en: '113 less 97 is 16. The 66 villages of mobile coverage are another count, not a part of the 113.',
        },
      },
    ],
  },
  {
    id: 'ninh-binh',
    title: { vi: 'PC Ninh Bình, 2024', en: 'PC Ninh Bình, 2024' },
    source: 'PC Ninh Bình',
    figures: [
      {
        said: {
          vi: 'Xã Khánh Hải: 82,05%, không còn điểm thu',
          en: 'Khánh Hải commune: 82.05%, no counter left',
        },
        verdict: 'holds',
        why: {
          vi: 'Không còn điểm thu không có nghĩa là không còn tiền mặt: 7 trên 39 KH vẫn trả cho nhân viên đến nhà.',
          en: 'No counter does not mean no cash: 7 of 39 customers still pay staff who come to the house.',
        },
        counted: {
          definition: 'official',
          of: 'customers',
          unit: 'PA99KH',
          part: { vi: 'Khánh Hải', en: 'Khánh Hải' },
          numerator: 32,
          denominator: 39,
        },
      },
      {
        said: {
          vi: 'Khánh Hải nếu không kể tiền mặt đưa cho điểm thu hộ',
          en: 'Khánh Hải without cash handed to collection agents',
        },
        verdict: 'reading',
        why: {
          vi: 'Bài báo không nói. Trong dữ liệu thu nhỏ, 5 KH trả tiền mặt tại điểm thu hộ: cách tính chặt không đếm họ.',
          en: 'The report does not say. In the scaled-down data 5 customers pay cash at an agent, whom the strict definition does not count.',
        },
        counted: {
          definition: 'strict',
          of: 'customers',
          unit: 'PA99KH',
          part: { vi: 'Khánh Hải', en: 'Khánh Hải' },
          numerator: 27,
          denominator: 39,
        },
      },
      {
        said: { vi: 'Thành phố Ninh Bình không còn điểm thu', en: 'No counter left in the city' },
        verdict: 'stated',
        why: {
          vi: 'Trong dữ liệu thu nhỏ, thành phố không có đồng nào thu tại bàn thu.',
          en: 'In the scaled-down data no dong of the city comes through a counter.',
        },
      },
      {
        said: {
          vi: 'Toàn công ty 78,36%, gồm cả các dịch vụ điện',
          en: 'The company: 78.36%, other electricity services included',
        },
        verdict: 'reading',
        why: {
          vi: 'Bài báo không nói đếm gì; chúng tôi đếm hóa đơn, gồm cả hóa đơn dịch vụ.',
          en: 'The report does not say what is counted; we count bills, those for services included.',
        },
        counted: { definition: 'official', of: 'bills', numerator: 105, denominator: 134 },
      },
    ],
  },
];
