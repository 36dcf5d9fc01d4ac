import type { Message } from './errors.ts';

/** Errors of QR codes of bills and customers, and of slips with them. */
export const paymentCodeErrors = {
  'payment_codes.unknown_bill': { vi: 'Không có hóa đơn này', en: 'There is no such bill' },
  'payment_codes.already_paid': {
    vi: 'Hóa đơn đã thanh toán, không cần mã QR',
    en: 'The bill is already paid, it needs no code',
  },
  'payment_codes.not_payable': {
    vi: 'Hóa đơn lúc này không trả được bằng mã QR; xem lý do ở state',
    en: 'The bill cannot be paid by a code now; state says why',
  },
  'payment_codes.no_account': {
    vi: 'Công ty chưa khai báo tài khoản nhận tiền cho mã QR',
    en: 'No account is declared yet that QR codes name',
  },
  'payment_codes.too_wide': {
    vi: 'Chọn khách hàng, sổ, thôn, xã hoặc đơn vị để in phiếu',
    en: 'Choose a customer, book, village, commune or unit to print slips for',
  },
  'payment_codes.nothing_open': {
    vi: 'Không có hóa đơn nào cần phiếu',
    en: 'There is no bill that needs a slip',
  },
} satisfies Record<string, Message>;
