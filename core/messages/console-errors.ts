import type { Message } from './errors.ts';

/** Errors of the staff console: sign-in, rights, organisation, areas, targets, demo. */
export const consoleErrors = {
  'staff.not_signed_in': {
    vi: 'Chưa đăng nhập hoặc phiên đã hết hạn',
    en: 'Not signed in, or the session has ended',
  },
  'staff.wrong_sign_in': {
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng',
    en: 'The login or the password is wrong',
  },
  'staff.too_many_attempts': {
    vi: 'Thử sai quá nhiều lần; đợi rồi thử lại',
    en: 'Too many failed attempts; wait and try again',
  },
  'staff.csrf': {
    vi: 'Thiếu hoặc sai mã chống giả mạo (x-csrf-token)',
    en: 'The anti-forgery token (x-csrf-token) is missing or wrong',
  },
  'staff.no_permission': { vi: 'Tài khoản này chưa được làm việc này', en: 'This account may not do this' },
  'staff.outside_scope': {
    vi: 'Đơn vị này nằm ngoài phạm vi của tài khoản',
    en: 'This unit is outside the scope of the account',
  },
  'companies.unknown': { vi: 'Không có công ty với mã này', en: 'There is no company with this code' },
  'companies.unknown_unit': { vi: 'Không có đơn vị với mã này', en: 'There is no unit with this code' },
  'companies.bad_code': {
    vi: 'Mã công ty gồm 2 đến 30 chữ hoa không dấu và chữ số, kèm tên công ty',
    en: 'A company code is 2 to 30 capital letters and digits, and the company needs a name',
  },
  'companies.code_taken': {
    vi: 'Mã này trùng với một công ty đã có',
    en: 'This code collides with a company that exists',
  },
  'companies.wrong_kind': {
    vi: 'Mã này đã dùng cho một cấp khác (đơn vị, tổ, sổ)',
    en: 'This code is in use for another kind (unit, team, book)',
  },
  'companies.wrong_parent': {
    vi: 'Đơn vị không thể trực thuộc cấp này',
    en: 'A unit cannot stand below this one',
  },
  'companies.unit_circle': {
    vi: 'Đơn vị không thể trực thuộc chính nó hoặc cấp dưới của nó',
    en: 'A unit cannot stand below itself or one of its own',
  },
  'companies.root_stays': {
    vi: 'Công ty đứng đầu cây tổ chức, không chuyển được',
    en: 'The company stands on top and cannot be moved',
  },
  'companies.unit_not_there_yet': {
    vi: 'Đơn vị chưa có hiệu lực vào ngày này',
    en: 'The unit does not stand yet on this day',
  },
  'companies.change_overlaps': {
    vi: 'Đã có một thay đổi khác từ một ngày sau đó; sửa thay đổi ấy trước',
    en: 'Another change is planned for a later day; settle that one first',
  },
  'areas.unknown': { vi: 'Không có địa bàn với mã này', en: 'There is no area with this code' },
  'areas.unknown_village': { vi: 'Không có thôn, bản, tổ dân phố này', en: 'There is no such village' },
  'areas.empty_validity': {
    vi: 'Ngày kết thúc phải sau ngày bắt đầu',
    en: 'The last day must lie after the first',
  },
  'customers.unknown': { vi: 'Không có khách hàng với mã này', en: 'There is no customer with this code' },
  'kpi.unknown_commune': {
    vi: 'Không có xã, phường với mã này trong danh mục hiện nay',
    en: 'There is no present commune with this code',
  },
  'kpi.unknown_period': {
    vi: 'Kỳ phải có dạng YYYY-MM, từ năm 1900 đến 2199',
    en: 'The period must look like YYYY-MM, of a year from 1900 to 2199',
  },
  'kpi.unknown_definition': {
    vi: 'Không có cách tính này; các cách tính đang có được liệt kê kèm theo',
    en: 'There is no such definition; those that there are stand in `known`',
  },
  'kpi.not_counted': {
    vi: 'Cách tính này không đếm thứ được hỏi',
    en: 'This definition does not count what was asked for',
  },
  'kpi.unsound_definition': {
    vi: 'Cách tính này không đếm được gì',
    en: 'A definition like this counts nothing sensible',
  },
  'kpi.definition_not_begun': {
    vi: 'Cách tính này chỉ áp dụng từ một kỳ sau kỳ được hỏi',
    en: 'This definition counts only from a month after the one asked for',
  },
  'kpi.definition_is_built_in': {
    vi: 'Cách tính chính thức và chặt không thay được; hãy đặt tên khác',
    en: 'The official and the strict definition are not replaced; choose another name',
  },
  'demo.no_world': {
    vi: 'Thế giới mô phỏng không chạy hoặc không trả lời; nó chạy cùng npm start',
    en: 'The simulated world does not run, or does not answer; npm start runs it',
  },
  'demo.unknown_switch': {
    vi: 'Không có công tắc này ở bên mô phỏng đó',
    en: 'That simulated party has no such switch',
  },
  'clock.not_movable': {
    vi: 'Đồng hồ nghiệp vụ chỉ dời được ở bản trình diễn',
    en: 'The business clock can be moved in a demo only',
  },
  'clock.nothing_due': { vi: 'Không còn hạn thanh toán nào phía trước', en: 'There is no due date ahead' },
} satisfies Record<string, Message>;
