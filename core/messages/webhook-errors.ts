import type { Message } from './errors.ts';

/** Errors around webhooks, and faults of a partner's endpoint. */
export const webhookErrors = {
  'webhooks.bad_url': {
    vi: 'Địa chỉ nhận webhook phải là https://, không kèm tên đăng nhập',
    en: 'The address of a webhook must be https:// without a user name',
  },
  'webhooks.private_address': {
    vi: 'Địa chỉ nhận webhook nằm trong mạng nội bộ; chỉ gửi tới địa chỉ công khai',
    en: 'The address of the webhook lies in a private network; only public addresses are called',
  },
  'webhooks.unknown_type': { vi: 'Không có loại sự kiện này', en: 'There is no such type of event' },
  'webhooks.unknown_endpoint': {
    vi: 'Đối tác không có địa chỉ nhận webhook này',
    en: 'The partner has no such webhook endpoint',
  },
  'webhooks.too_many_endpoints': {
    vi: 'Mỗi đối tác có tối đa 10 địa chỉ nhận webhook',
    en: 'A partner has at most 10 webhook endpoints',
  },
  'webhooks.two_live_secrets': {
    vi: 'Đã có hai khóa ký đang dùng; bỏ một khóa trước',
    en: 'There are two live secrets already; retire one first',
  },
  'webhooks.last_secret': {
    vi: 'Đây là khóa ký duy nhất; tạo khóa mới trước khi bỏ',
    en: 'This is the only secret; make a new one before you retire it',
  },
  'webhooks.unknown_delivery': {
    vi: 'Không có lượt gửi webhook này',
    en: 'There is no such webhook delivery',
  },
} satisfies Record<string, Message>;
