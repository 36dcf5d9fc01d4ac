import type { Channel } from '../../core/channels.ts';
import { ownCash, type PartnerKind, type PartnerProfile } from './profile.ts';

/**
 * Invented partners. The three wallets carry the names the reports speak of; banks, operators, the post and the
 * intermediary are made up. Every name says that it is simulated.
 */
const largeBank: readonly Channel[] = [
  'bank_app',
  'auto_debit_bank',
  'bank_counter',
  'payment_order',
  'bank_card',
  'cheque',
  'vietqr',
];
const smallBank: readonly Channel[] = ['bank_app', 'auto_debit_bank', 'payment_order', 'vietqr'];

const roster: Record<string, PartnerProfile> = {
  NONGTHON: bank('NONGTHON', 'Ngân hàng Nông Thôn Mới', largeBank, 5, 9),
  HONGLINH: bank('HONGLINH', 'Ngân hàng Hồng Lĩnh', largeBank, 6, 3),
  SONGLA: bank('SONGLA', 'Ngân hàng Sông La', largeBank, 5, 2),
  LAMGIANG: bank('LAMGIANG', 'Ngân hàng Lam Giang', largeBank, 4, 2),
  THIENCAM: bank('THIENCAM', 'Ngân hàng Thiên Cầm', smallBank, 3, 1),
  DEONGANG: bank('DEONGANG', 'Ngân hàng Đèo Ngang', smallBank, 2, 1),
  HOANHSON: bank('HOANHSON', 'Ngân hàng Hoành Sơn', smallBank, 2, 1),
  CUASOT: bank('CUASOT', 'Ngân hàng Cửa Sót', smallBank, 1, 0.5),
  NGANSAU: bank('NGANSAU', 'Ngân hàng Ngàn Sâu', smallBank, 1, 0.5),
  KYLA: bank('KYLA', 'Ngân hàng Kỳ La', smallBank, 1, 0.5),
  BENTHUY: bank('BENTHUY', 'Ngân hàng số Bến Thủy', ['bank_app', 'auto_debit_bank', 'vietqr'], 2, 1),
  MOMO: partner('MOMO', 'Ví MoMo', 'wallet', ['wallet', 'auto_debit_wallet'], 6, 3),
  ZALOPAY: partner('ZALOPAY', 'Ví ZaloPay', 'wallet', ['wallet', 'auto_debit_wallet'], 4, 2),
  VIETTELPAY: partner('VIETTELPAY', 'Ví ViettelPay', 'wallet', ['wallet', 'auto_debit_wallet'], 3, 8),
  MMSAOMAI: partner('MMSAOMAI', 'Mobile Money Sao Mai', 'mobile_money', ['mobile_money'], 2, 4),
  MMDONGXANH: partner('MMDONGXANH', 'Mobile Money Đồng Xanh', 'mobile_money', ['mobile_money'], 1, 2),
  BUUCUC: partner('BUUCUC', 'Bưu cục Thu Hộ', 'post', ['agent_cash'], 2, 6),
  THUHOVIET: partner(
    'THUHOVIET',
    'Trung gian Thu Hộ Việt',
    'intermediary',
    ['agent_cash', 'bank_card', 'vietqr'],
    3,
    4,
  ),
};

function bank(
  code: string,
  name: string,
  channels: readonly Channel[],
  town: number,
  country: number,
): PartnerProfile {
  return partner(code, name, 'bank', channels, town, country);
}

function partner(
  code: string,
  name: string,
  kind: PartnerKind,
  channels: readonly Channel[],
  town: number,
  country: number,
): PartnerProfile {
  return { code, name: `${name} (mô phỏng)`, kind, channels, town, country };
}

/** All 18. */
export const allPartners: readonly PartnerProfile[] = [...Object.values(roster), ownCash];

/** Some of them, by code. */
export function partnersNamed(...codes: string[]): PartnerProfile[] {
  return [...codes, ownCash.code].map((code) => {
    const found = allPartners.find((one) => one.code === code);
    if (!found) throw new Error(`no simulated partner ${code}`);
    return found;
  });
}
