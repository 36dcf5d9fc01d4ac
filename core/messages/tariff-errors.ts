import type { Message } from './errors.ts';

export const tariffErrors = {
  'tariffs.unknown_group': {
    vi: 'Không có nhóm khách hàng này trong biểu giá; các nhóm có trong groups',
    en: 'The price list has no such group; the groups there are stand in groups',
  },
  'tariffs.no_price': {
    vi: 'Biểu giá của nhóm này chưa có giá cho ngày đầu của kỳ',
    en: 'The price list of this group has no price for the first day of the period',
  },
  'tariffs.bad_period': {
    vi: 'Kỳ phải có ít nhất một ngày và không dài quá 400 ngày; ngày cuối không tính',
    en: 'The period has at least one day and at most 400; its last date is not counted',
  },
  'tariffs.year_out_of_range': {
    vi: 'Biểu giá chỉ tính cho ngày từ năm 1900 đến 2199',
    en: 'Prices are answered for days from 1900 to 2199',
  },
  'tariffs.bad_energy': {
    vi: 'Điện năng là số kWh không âm, nhiều nhất 6 chữ số thập phân',
    en: 'Energy is a number of kWh, not negative, with at most 6 decimals',
  },
  'tariffs.bad_households': {
    vi: 'Số hộ là số dương, nhiều nhất 6 chữ số thập phân',
    en: 'Households are a number above zero with at most 6 decimals',
  },
} satisfies Record<string, Message>;
