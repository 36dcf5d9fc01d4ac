import type { Message } from './errors.ts';

/** Errors of auto-debit: mandates, runs, results. */
export const mandateErrors = {
  'mandates.unknown_customer': {
    vi: 'Không có khách hàng với mã này',
    en: 'There is no customer with this code',
  },
  'mandates.unknown_partner': {
    vi: 'Không có ngân hàng hoặc ví nào với mã này',
    en: 'There is no bank or wallet with this code',
  },
  'mandates.unknown_mandate': { vi: 'Không có ủy quyền trích nợ này', en: 'There is no such mandate' },
  'mandates.bad_account': {
    vi: 'Số tài khoản chỉ gồm chữ và số, từ 5 đến 34 ký tự',
    en: 'An account has 5 to 34 letters and digits',
  },
  'mandates.name_missing': { vi: 'Thiếu tên chủ tài khoản', en: 'The name of the account holder is missing' },
  'mandates.fixed_day_needed': {
    vi: 'Trích vào ngày cố định phải ghi ngày (1 đến 31); trích khi có hóa đơn thì không',
    en: 'A fixed day of the month (1 to 31) goes with the mode fixed_day, and only with it',
  },
  'mandates.consent_needed': {
    vi: 'Cần người nhận giấy và số giấy hoặc ảnh giấy ủy quyền',
    en: 'Say before whom it was signed, and the number or photograph of the paper',
  },
  'mandates.act_not_possible': {
    vi: 'Ủy quyền đang ở trạng thái không làm được việc này',
    en: 'This is not possible in the state the mandate is in',
  },
  'mandates.one_active': {
    vi: 'Khách hàng đang có ủy quyền hiệu lực khác; hãy dừng nó, hoặc lập ủy quyền mới thay cho nó',
    en: 'The customer has another active mandate; stop it, or make a new one that replaces it',
  },
  'mandates.signed_in_future': { vi: 'Ngày ký ở tương lai', en: 'The day of signing lies in the future' },
  'mandates.expired': { vi: 'Ủy quyền đã hết hạn', en: 'The mandate has expired' },
  'mandates.no_terms': {
    vi: 'Ngân hàng chưa có điều kiện trích nợ (định dạng tệp, tài khoản thu)',
    en: 'The bank has no terms for debits yet (file format, our account)',
  },
  'mandates.bad_columns': {
    vi: 'Tệp CSV cần cột mã tham chiếu, tài khoản và số tiền, mỗi tiêu đề một lần',
    en: 'A CSV needs the columns reference, account and amount, and each heading once',
  },
  'mandates.not_a_run_day': {
    vi: 'Hôm nay không phải ngày gửi tệp của ngân hàng này',
    en: 'This bank takes no file today',
  },
  'mandates.unknown_batch': { vi: 'Không có đợt trích nợ này', en: 'There is no such debit run' },
  'mandates.batch_not_ready': {
    vi: 'Đợt trích nợ chưa lập xong tệp',
    en: 'The file of this run is not made yet',
  },
  'mandates.file_changed': {
    vi: 'Tệp lập lại khác mã băm đã lưu; không giao tệp này',
    en: 'The file made again differs from the hash kept; it is not handed out',
  },
  'mandates.unknown_result': { vi: 'Không có tệp kết quả này', en: 'There is no such result file' },
  'mandates.result_unreadable': {
    vi: 'Tệp kết quả có dòng không đọc được; không có gì được ghi',
    en: 'The result has lines that cannot be read; nothing was written',
  },
  'mandates.too_large': { vi: 'Tệp lớn hơn mức cho phép', en: 'The file is larger than allowed' },
  'mandates.notice_needs_days': {
    vi: 'Bắt buộc báo trước thì phải báo trước ít nhất một ngày làm việc',
    en: 'Where notice is required it is given at least one working day before',
  },
  'mandates.no_notices': { vi: 'Không có thông báo nào chờ gửi', en: 'No notice is waiting to be sent' },
  'mandates.unknown_sheet': {
    vi: 'Không có lượt gửi thông báo này',
    en: 'There is no such sheet of notices',
  },
  'mandates.photo_kind': {
    vi: 'Ảnh giấy ủy quyền phải là JPEG, PNG, WebP hoặc PDF',
    en: 'The photograph of the paper is a JPEG, PNG, WebP or PDF',
  },
  'mandates.no_photo': {
    vi: 'Không giữ ảnh của ủy quyền này (ảnh lớn hơn 1 MB chỉ giữ mã băm)',
    en: 'No photograph of this mandate is kept (of one larger than 1 MB only the hash is)',
  },
  'mandates.unknown_return': { vi: 'Không có khoản bị trả lại này', en: 'There is no such returned debit' },
  'mandates.return_decided': {
    vi: 'Khoản bị trả lại này không còn ở bước đó',
    en: 'This returned debit is past that step',
  },
  'mandates.second_person': {
    vi: 'Cần người khác duyệt: người đề nghị không tự duyệt',
    en: 'Another person must approve: nobody approves what they asked for',
  },
  'mandates.wallet_run': {
    vi: 'Đợt trích từ ví không có tệp; từng khoản được gửi và hỏi lại ví cho tới khi có kết quả cuối cùng',
    en: 'A run of a wallet has no file; each debit is sent and asked about until its outcome is final',
  },
} satisfies Record<string, Message>;
