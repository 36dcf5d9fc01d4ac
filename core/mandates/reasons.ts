import { searchKey } from '../text.ts';

/**
 * What to do about a debit that failed. `retry`: by the retry calendar. `stop`: the mandate is suspended, nothing will
 * come from this account. `look`: a person must look.
 */
export type DebitRemedy = 'retry' | 'stop' | 'look';

interface DebitReason {
  remedy: DebitRemedy;
  vi: string;
  en: string;
  /** What banks write instead of the code, without marks. */
  words?: readonly string[];
}

/**
 * ISO 20022 external status reason codes that answer a direct debit (External Code Sets, `ExternalStatusReason1Code` and
 * `ExternalReturnReason1Code`), and three of our own.
 */
export const debitReasons = {
  AM04: {
    remedy: 'retry',
    vi: 'Tài khoản không đủ số dư',
    en: 'Not enough money on the account',
    words: ['khong du so du', 'so du khong du', 'khong du tien', 'thieu so du', 'insufficient'],
  },
  AC01: {
    remedy: 'stop',
    vi: 'Số tài khoản không đúng',
    en: 'The account number is wrong',
    words: ['sai so tai khoan', 'tai khoan khong ton tai', 'tai khoan khong hop le', 'invalid account'],
  },
  AC04: {
    remedy: 'stop',
    vi: 'Tài khoản đã đóng',
    en: 'The account is closed',
    words: ['tai khoan da dong', 'tai khoan dong', 'tat toan', 'account closed'],
  },
  AC06: {
    remedy: 'stop',
    vi: 'Tài khoản bị phong tỏa',
    en: 'The account is blocked',
    words: ['phong toa', 'tam khoa', 'bi khoa', 'blocked'],
  },
  AG01: {
    remedy: 'stop',
    vi: 'Loại tài khoản này không được trích nợ',
    en: 'This kind of account may not be debited',
  },
  MD01: {
    remedy: 'stop',
    vi: 'Ngân hàng không có ủy quyền trích nợ này',
    en: 'The bank has no such mandate',
    words: ['chua dang ky', 'khong co uy quyen', 'khong dang ky', 'no mandate'],
  },
  MD07: { remedy: 'stop', vi: 'Chủ tài khoản đã mất', en: 'The account holder has died' },
  MS02: {
    remedy: 'look',
    vi: 'Khách hàng từ chối',
    en: 'Refused by the customer',
    words: ['khach hang tu choi'],
  },
  MS03: { remedy: 'retry', vi: 'Ngân hàng không nêu lý do', en: 'The bank gives no reason' },
  SL01: {
    remedy: 'stop',
    vi: 'Khách hàng đã hủy dịch vụ tại ngân hàng',
    en: 'The customer ended the arrangement at the bank',
    words: ['huy dich vu', 'huy dang ky', 'ngung dich vu'],
  },
  AM02: {
    remedy: 'look',
    vi: 'Vượt hạn mức cho phép',
    en: 'Above the permitted amount',
    words: ['vuot han muc', 'qua han muc'],
  },
  AM05: {
    remedy: 'look',
    vi: 'Ngân hàng cho là trùng',
    en: 'Taken for a duplicate by the bank',
    words: ['trung lap', 'giao dich trung', 'duplicate'],
  },
  AM09: { remedy: 'look', vi: 'Số tiền không đúng thỏa thuận', en: 'Not the agreed amount' },
  BE01: {
    remedy: 'stop',
    vi: 'Tên chủ tài khoản không khớp',
    en: 'The holder has another name',
    words: ['sai ten', 'ten khong khop', 'khong khop ten'],
  },
  RC01: { remedy: 'look', vi: 'Sai mã ngân hàng', en: 'Wrong bank code' },
  FF01: { remedy: 'look', vi: 'Tệp sai định dạng', en: 'The file is malformed' },
  ED05: {
    remedy: 'retry',
    vi: 'Lỗi hệ thống khi thanh toán',
    en: 'Settlement failed',
    words: ['loi he thong', 'he thong ban', 'timeout', 'system error'],
  },
  TM01: { remedy: 'retry', vi: 'Gửi sau giờ nhận của ngân hàng', en: 'Received after the cut-off' },
  /** Ours: the bank refused the whole file. */
  FILE: { remedy: 'retry', vi: 'Ngân hàng từ chối cả tệp', en: 'The bank refused the whole file' },
  /** Ours: given up by a person because the bank never answered. */
  NONE: { remedy: 'retry', vi: 'Ngân hàng không trả kết quả', en: 'The bank never answered' },
  /** Ours, and of ISO 20022 where a text says more. */
  NARR: { remedy: 'look', vi: 'Lý do khác', en: 'Another reason' },
} as const satisfies Record<string, DebitReason>;
export type DebitReasonCode = keyof typeof debitReasons;

const all: Readonly<Record<string, DebitReason>> = debitReasons;

/** The reason that a bank's code or words stand for; what it means by neither is looked at by a person. */
export function debitReasonOf(code: string, text = ''): DebitReasonCode {
  const known = code.trim().toUpperCase();
  if (Object.hasOwn(debitReasons, known) && known !== 'NARR') return known as DebitReasonCode;
  const said = searchKey(`${code} ${text}`);
  const found = Object.entries(all).find(([, { words }]) => words?.some((word) => said.includes(word)));
  return (found?.[0] ?? 'NARR') as DebitReasonCode;
}

/** Codes with a remedy. */
export function reasonsWith(remedy: DebitRemedy): DebitReasonCode[] {
  return (Object.keys(debitReasons) as DebitReasonCode[]).filter(
    (code) => debitReasons[code].remedy === remedy,
  );
}

export function describeReason(code: string): { vi: string; en: string } {
  const reason = all[code] ?? debitReasons.NARR;
  return { vi: reason.vi, en: reason.en };
}

/** What a bank's word for one debit means for us; `waiting` where the end is not known yet. */
export function verdictOf(status: string): 'taken' | 'failed' | 'waiting' | undefined {
  const word = status.trim().toUpperCase();
  if (['ACSC', 'ACCC'].includes(word)) return 'taken';
  if (['RJCT', 'CANC'].includes(word)) return 'failed';
  // ISO 20022: accepted in some respect, in process, pending, received.
  if (['ACTC', 'ACCP', 'ACSP', 'ACWC', 'ACWP', 'PDNG', 'RCVD', 'PART'].includes(word)) return 'waiting';
  const said = searchKey(status);
  if (['khong', 'that bai', 'loi', 'tu choi', 'fail'].some((part) => said.startsWith(part))) return 'failed';
  if (['thanh cong', 'da thu', 'da trich', 'success', 'ok'].some((part) => said.startsWith(part)))
    return 'taken';
  if (['00', '0'].includes(said)) return 'taken';
  if (['cho', 'dang', 'pending'].some((part) => said.startsWith(part))) return 'waiting';
  return undefined;
}
