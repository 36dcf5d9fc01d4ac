import type { Message } from './errors.ts';

/** Errors of frozen months and of documents that were issued. */
export const monthErrors = {
  'months.unknown_period': {
    vi: 'Kỳ này chưa có hóa đơn nào',
    en: 'There are no bills of this month',
  },
  'months.not_over': {
    vi: 'Kỳ chưa kết thúc nên chưa chốt được số liệu',
    en: 'The month has not ended, so its figures cannot be locked yet',
  },
  'months.already_frozen': {
    vi: 'Kỳ này đã chốt số liệu; muốn đổi phải công bố lại, cần người thứ hai duyệt',
    en: 'The figures of this month are locked; to change them, restate the month, which needs a second person',
  },
  'months.not_frozen': {
    vi: 'Kỳ này chưa chốt số liệu',
    en: 'The figures of this month are not locked',
  },
  'months.unknown_version': {
    vi: 'Kỳ này không có bản chốt đó',
    en: 'The month has no such version',
  },
  'months.not_under_definition': {
    vi: 'Bản chốt này không có số liệu theo cách tính đó',
    en: 'This version has no figures under that definition',
  },
  'months.restatement_open': {
    vi: 'Đã có một đề nghị công bố lại đang chờ duyệt',
    en: 'A restatement of this month is waiting for approval already',
  },
  'months.no_restatement': {
    vi: 'Không có đề nghị công bố lại nào đang chờ duyệt',
    en: 'No restatement of this month is waiting',
  },
  'months.same_person': {
    vi: 'Người đề nghị không được tự duyệt; cần người thứ hai',
    en: 'Who asks cannot approve; a second person is needed',
  },
  'documents.number_taken': {
    vi: 'Số văn bản này đã được dùng',
    en: 'This number has been given to a document already',
  },
  'documents.unknown': {
    vi: 'Không có văn bản này',
    en: 'There is no such document',
  },
} satisfies Record<string, Message>;
