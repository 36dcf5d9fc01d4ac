import type { PublishedReport } from './figure.ts';

/** The report of 2024: ratios without a counter, which is not without cash. */
export const ninhBinh: PublishedReport = {
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
      ratios: [
        {
          definition: 'official@1',
          of: 'customers',
          unit: 'PA99KH',
          part: { vi: 'Khánh Hải', en: 'Khánh Hải' },
          numerator: 32,
          denominator: 39,
        },
      ],
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
      ratios: [
        {
          definition: 'strict@1',
          of: 'customers',
          unit: 'PA99KH',
          part: { vi: 'Khánh Hải', en: 'Khánh Hải' },
          numerator: 27,
          denominator: 39,
        },
      ],
    },
    {
      said: {
        vi: 'Khánh Hải và thành phố Ninh Bình không còn điểm thu',
        en: 'No counter left in Khánh Hải and in the city',
      },
      verdict: 'holds',
      why: {
        vi: 'Đếm từ danh mục điểm thu: 2 trên 3 xã của dữ liệu thu nhỏ không còn bàn thu nào mở, và không đồng nào của hai nơi ấy thu tại bàn thu.',
        en: 'Counted from the register of pay points: 2 of 3 communes of the scaled-down data have no open counter, and no dong of theirs comes through one.',
      },
      rows: [{ rows: 'communes_without_counter', numerator: 2, denominator: 3 }],
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
      ratios: [{ definition: 'official@1', of: 'bills', numerator: 105, denominator: 134 }],
    },
    {
      said: {
        vi: 'Bỏ bàn thu từ tháng 9/2024, báo trước từ tháng 6/2024',
        en: 'Counters closed from September 2024, announced from June 2024',
      },
      verdict: 'stated',
      why: {
        vi: 'Kế hoạch, chưa phải kết quả: báo trước ba tháng. Điểm thu có ngày mở, ngày đóng, nên xem lại được tháng nào còn bao nhiêu.',
        en: 'A plan, not a result: three months of notice. Points have a day of opening and of closing, so that every month shows how many there were.',
      },
    },
  ],
};
