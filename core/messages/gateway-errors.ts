import type { Message } from './errors.ts';

/** Errors of checking and making payment gateways' signatures. */
export const gatewayErrors = {
  'gateways.unreadable_line': {
    vi: 'Dòng này không phải một đối tượng JSON đúng mẫu',
    en: 'This line is not a JSON object of the expected form',
  },
  'gateways.unknown_provider': { vi: 'Không có cổng thanh toán này', en: 'There is no such payment gateway' },
  'gateways.unknown_kind': {
    vi: 'Cổng thanh toán này không ký loại thông điệp này',
    en: 'This gateway signs no message of this kind',
  },
  'gateways.unknown_variant': {
    vi: 'Cổng thanh toán này không có cách ký này',
    en: 'This gateway has no such way of signing',
  },
  'gateways.secret_malformed': {
    vi: 'Khóa bí mật thiếu hoặc sai dạng',
    en: 'The secret is missing or malformed',
  },
} satisfies Record<string, Message>;
