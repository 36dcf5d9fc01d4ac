import { assignmentErrors } from './assignment-errors.ts';
import { bankFileErrors } from './bank-file-errors.ts';
import { clearingErrors } from './clearing-errors.ts';
import { contactErrors } from './contact-errors.ts';
import { consoleErrors } from './console-errors.ts';
import { creditErrors } from './credit-errors.ts';
import { gatewayErrors } from './gateway-errors.ts';
import { importErrors } from './import-errors.ts';
import { mandateErrors } from './mandate-errors.ts';
import { minutesErrors } from './minutes-errors.ts';
import { monthErrors } from './month-errors.ts';
import { officialReportErrors } from './official-report-errors.ts';
import { ledgerErrors } from './ledger-errors.ts';
import { payPointErrors } from './pay-point-errors.ts';
import { paymentOrderErrors } from './payment-order-errors.ts';
import { outreachErrors } from './outreach-errors.ts';
import { partnerErrors } from './partner-errors.ts';
import { partnerKitErrors } from './partner-kit-errors.ts';
import { paymentCodeErrors } from './payment-code-errors.ts';
import { pivotErrors } from './pivot-errors.ts';
import { qrErrors } from './qr-errors.ts';
import { reconciliationErrors } from './reconciliation-errors.ts';
import { servicesErrors } from './services-errors.ts';
import { settlementErrors } from './settlement-errors.ts';
import { walletDebitErrors } from './wallet-debit-errors.ts';
import { webhookErrors } from './webhook-errors.ts';
import { tillErrors } from './till-errors.ts';
import { tariffErrors } from './tariff-errors.ts';
import { targetErrors } from './target-errors.ts';

/** What an error code means, in both languages. A code stands here once and in one feature's `errors.ts`. */
export interface Message {
  vi: string;
  en: string;
}

const platformErrors = {
  'request.invalid': {
    vi: 'Yêu cầu sai định dạng; xem từng trường trong errors',
    en: 'The request is malformed; see each field in errors',
  },
  'request.unknown_field': {
    vi: 'Yêu cầu có trường không được khai báo',
    en: 'The request has a field that is not declared',
  },
  'request.not_json': { vi: 'Nội dung không phải JSON hợp lệ', en: 'The body is not valid JSON' },
  'request.too_large': { vi: 'Nội dung vượt quá kích thước cho phép', en: 'The body is larger than allowed' },
  'request.media_type': { vi: 'Kiểu nội dung không được hỗ trợ', en: 'The content type is not supported' },
  'request.not_found': { vi: 'Không có địa chỉ này', en: 'There is nothing at this address' },
  'request.rate_limited': {
    vi: 'Quá nhiều yêu cầu; thử lại sau thời gian ghi ở Retry-After',
    en: 'Too many requests; try again after Retry-After',
  },
  'database.unavailable': {
    vi: 'Cơ sở dữ liệu tạm thời không trả lời; chưa có gì được ghi, thử lại sau ít giây',
    en: 'The database does not answer at the moment; nothing was written, try again in a few seconds',
  },
  'database.outcome_unknown': {
    vi: 'Mất kết nối khi đang ghi: chưa rõ đã ghi hay chưa. Xem lại trước khi làm lại',
    en: 'The connection was lost while writing: it may or may not have been written. Look before you repeat it',
  },
  'internal.fault': {
    vi: 'Hệ thống đang lỗi; mã yêu cầu giúp tra cứu',
    en: 'The system has a fault; the request id helps to trace it',
  },
} satisfies Record<string, Message>;

export const errorMessages = {
  ...platformErrors,
  ...assignmentErrors,
  ...contactErrors,
  ...payPointErrors,
  ...bankFileErrors,
  ...clearingErrors,
  ...consoleErrors,
  ...gatewayErrors,
  ...importErrors,
  ...mandateErrors,
  ...walletDebitErrors,
  ...minutesErrors,
  ...officialReportErrors,
  ...monthErrors,
  ...outreachErrors,
  ...partnerErrors,
  ...partnerKitErrors,
  ...paymentCodeErrors,
  ...pivotErrors,
  ...qrErrors,
  ...reconciliationErrors,
  ...creditErrors,
  ...ledgerErrors,
  ...paymentOrderErrors,
  ...servicesErrors,
  ...settlementErrors,
  ...webhookErrors,
  ...tillErrors,
  ...tariffErrors,
  ...targetErrors,
};
export type ErrorCode = keyof typeof errorMessages;
