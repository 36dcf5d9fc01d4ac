/** Rules of collection, and bills handed to one collector. */
export const settings = {
  title: 'Quy tắc thu tiền',
  lead: 'Hệ thống dựa vào các quy tắc này để nhận hoặc từ chối yêu cầu thanh toán của đối tác, và để biết việc nào cần hai người.',
  readOnly: 'Tài khoản này chỉ xem được. Quy tắc áp dụng cho cả công ty nên do cấp công ty sửa.',
  groups: {
    judging: 'Khoản nào được nhận',
    holding: 'Giữ chấm nợ',
    money: 'Tiền thừa và hoàn tiền',
  },
  rules: {
    oldestFirst: {
      name: 'Trả kỳ cũ trước',
      meaning:
        'Khách còn nợ nhiều kỳ: đối tác có được thu kỳ mới trong khi kỳ cũ hơn còn nợ hay không. Khi đối tác không chọn hóa đơn, tiền luôn trả kỳ cũ nhất trước.',
      on: 'Phải trả kỳ cũ nhất trước',
      off: 'Trả kỳ nào trước cũng được',
    },
    noGaps: {
      name: 'Các kỳ liền nhau',
      meaning:
        'Một lần thu nhiều hóa đơn: ở giữa có được bỏ cách kỳ còn nợ hay không. Nếu đã bắt buộc trả kỳ cũ nhất trước thì các kỳ luôn liền nhau.',
      on: 'Không được bỏ cách kỳ',
      off: 'Được bỏ cách kỳ',
    },
    partialPayments: {
      name: 'Trả một phần',
      meaning:
        'Số tiền ít hơn hóa đơn: nhận và để hóa đơn còn nợ phần còn lại, hay từ chối và báo đúng số phải trả.',
      on: 'Nhận, hóa đơn còn nợ phần còn lại',
      off: 'Từ chối, phải trả đủ hóa đơn',
    },
    holdMinutes: {
      name: 'Giữ chấm nợ lâu nhất',
      meaning:
        'Trong lúc khách đang trả ở một đối tác, hóa đơn được giữ cho đối tác đó, nơi khác chưa thu được. Hết giờ mà chưa trả, hóa đơn tự mở lại. Lượt đang giữ không đổi.',
      unit: 'phút (1 đến 1.440)',
    },
    refundLimit: {
      name: 'Mức cần người thứ hai duyệt',
      meaning:
        'Hoàn tiền trên mức này, cộng mọi lần hoàn của cùng một khoản, phải có người thứ hai duyệt. Xử lý lệch có động đến tiền cũng theo mức này. Hủy khoản của ta và lấy theo số đối tác thì số tiền nào cũng cần hai người.',
      unit: 'đ (0: mọi khoản đều cần)',
    },
    applyCredit: {
      name: 'Trừ tiền thừa vào hóa đơn sau',
      meaning:
        'Tiền thừa của khách có tự trả hóa đơn còn nợ cũ nhất hay không: mỗi sáng, và khi phát hành hóa đơn. Hóa đơn đang giữ chấm nợ, hóa đơn giao thu và tiền đang chờ hoàn được để yên.',
      on: 'Tự trừ',
      off: 'Để đó, nhân viên trừ từng khách',
    },
  },
  minutes: '{{minutes}} phút',
  changed: 'Sửa lần cuối: {{who}}, {{when}}',
  neverChanged: 'Chưa ai sửa, đang theo mức ban đầu.',
  problems: {
    badMinutes: 'Nhập số phút tròn từ 1 đến 1.440',
    badAmount: 'Nhập số đồng tròn, từ 0 trở lên',
    refused: 'Hệ thống không nhận giá trị này',
  },
  save: 'Lưu thay đổi',
  undo: 'Bỏ thay đổi',
  saved: 'Đã lưu quy tắc.',
  confirm: {
    title: 'Đổi cách nhận khoản thanh toán',
    now: 'Đang là: {{value}}',
    wanted: 'Đổi thành: {{value}}',
    effect: 'Áp dụng ngay cho mọi yêu cầu thanh toán từ lúc lưu, ở tất cả đối tác và đơn vị.',
    safe: 'Khoản đã ghi không đổi. Tiền đối tác báo là đã thu của khách thì luôn được ghi nhận, không bị từ chối vì các quy tắc này.',
    yes: 'Đổi quy tắc',
  },
};

export const handOver = {
  title: 'Giao thu',
  lead: 'Hóa đơn giao thu chỉ đối tác được giao thu được. Hóa đơn vãng lai thì mọi đối tác đều thu được.',
  walkIn: 'Vãng lai (mọi đối tác)',
  form: {
    title: 'Giao hoặc trả về vãng lai',
    text: 'Chỉ hóa đơn còn nợ được chuyển. Chưa có gì thay đổi cho đến khi xác nhận.',
    to: 'Giao cho',
    chooseTo: 'Chọn nơi nhận',
    from: 'Đang ở',
    anywhere: 'Bất kỳ đâu',
    unit: 'Đơn vị',
    allUnits: 'Mọi đơn vị được xem',
    book: 'Sổ GCS',
    allBooks: 'Mọi sổ',
    period: 'Kỳ',
    allPeriods: 'Mọi kỳ',
    startTo: 'Chọn nơi nhận để xem trước có bao nhiêu hóa đơn.',
    startFilter: 'Chọn thêm kỳ, đơn vị, sổ, hoặc đối tác đang giữ: không chuyển toàn bộ hóa đơn một lúc.',
  },
  preview: {
    give: 'Sẽ giao {{bills}} hóa đơn của {{customers}} KH, còn nợ {{open}}, cho {{partner}}.',
    back: 'Sẽ trả {{bills}} hóa đơn của {{customers}} KH, còn nợ {{open}}, về vãng lai.',
    nothing:
      'Không có hóa đơn nào cần chuyển: không có hóa đơn còn nợ khớp lựa chọn, hoặc tất cả đã ở nơi nhận.',
    held: '{{bills}} hóa đơn đang được đối tác khác giữ chấm nợ. Giao ngay bây giờ thì khách đang trả dở ở đó sẽ bị từ chối; có thể chờ ít phút.',
    places: 'Hóa đơn đang ở đâu',
    place: 'Đang ở',
    bills: 'Số hóa đơn',
    open: 'Còn nợ',
    after: 'Sau khi xác nhận',
    moves: 'Chuyển',
    stays: 'Đã ở nơi nhận',
    giveButton: 'Giao {{bills}} hóa đơn',
    backButton: 'Trả về {{bills}} hóa đơn',
  },
  confirm: {
    giveTitle: 'Giao thu cho {{partner}}',
    backTitle: 'Trả về vãng lai',
    giveEffect:
      'Từ lúc này chỉ {{partner}} thu được các hóa đơn đó. Đối tác khác tra cứu sẽ không thấy chúng.',
    backEffect: 'Từ lúc này mọi đối tác đều thu được các hóa đơn đó.',
    safe: 'Khoản đã thu không đổi. Có thể chuyển lại bất cứ lúc nào.',
    giveYes: 'Giao thu',
    backYes: 'Trả về vãng lai',
  },
  done: {
    give: 'Đã giao {{bills}} hóa đơn, còn nợ {{open}}, cho {{partner}}.',
    back: 'Đã trả {{bills}} hóa đơn, còn nợ {{open}}, về vãng lai.',
  },
  list: {
    title: 'Đang giao thu',
    text: 'Hóa đơn còn nợ đang giao riêng cho từng đối tác. Hóa đơn đã trả xong không tính ở đây.',
    none: 'Không có hóa đơn nào đang giao thu. Mọi hóa đơn còn nợ đều là vãng lai.',
    partner: 'Đối tác',
    units: 'Đơn vị',
    periods: 'Kỳ',
    bills: 'Số hóa đơn',
    open: 'Còn nợ',
    total: 'Tổng',
  },
  bills: {
    title: 'Hóa đơn giao cho {{partner}}',
    walkInTitle: 'Hóa đơn vãng lai',
    lead: 'Hóa đơn còn nợ đang giao riêng cho đối tác này.',
    walkInLead: 'Hóa đơn còn nợ chưa giao riêng cho ai.',
    sum: '{{bills}} hóa đơn, còn nợ {{open}}',
    take: 'Chuyển đi nơi khác',
    none: 'Không có hóa đơn còn nợ nào khớp lựa chọn.',
    customer: 'Khách hàng',
    unit: 'Đơn vị, sổ GCS',
    number: 'Số hóa đơn',
    period: 'Kỳ',
    due: 'Hạn',
    total: 'Tổng tiền',
    open: 'Còn nợ',
  },
};
