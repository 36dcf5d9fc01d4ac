/** How one partner writes its end-of-day file. */
export interface FileDialect {
  kind: 'csv' | 'xlsx';
  /** Headings in the order of the columns; a heading of no field is filled with something of the partner's own. */
  columns: readonly (readonly [field: DialectField, heading: string])[];
  separator: ',' | ';' | '\t';
  lineEnd: '\n' | '\r\n';
  encoding: 'utf-8' | 'utf-8-mark' | 'utf-16le-mark';
  amounts: 'plain' | 'dots' | 'commas' | 'decimals';
  times: 'dd/MM/yyyy HH:mm:ss' | 'yyyy-MM-dd HH:mm:ss' | 'yyyyMMddHHmmss' | 'iso' | 'dd/MM/yyyy';
  /** Words of the column of states; a partner without that column writes what it took back below zero. */
  states: Record<'paid' | 'reversed' | 'pending', string>;
  /** First cell of the line with count and sum; without it the file just ends. */
  trailer?: string;
  /** Lines above the header. */
  titles: readonly string[];
  fileName: (day: string) => string;
}

export type DialectField = 'number' | 'reference' | 'customerCode' | 'amount' | 'at' | 'state' | 'channel';

const vietnamese = { paid: 'Thành công', reversed: 'Đã hủy', pending: 'Đang xử lý' };
const english = { paid: 'SUCCESS', reversed: 'REVERSED', pending: 'PENDING' };
const codes = { paid: '00', reversed: 'R', pending: '68' };

const plain: FileDialect = {
  kind: 'csv',
  columns: [
    ['reference', 'MA_GD'],
    ['customerCode', 'MA_KHANG'],
    ['amount', 'SO_TIEN'],
    ['at', 'NGAY_GD'],
    ['state', 'TRANG_THAI'],
  ],
  separator: ',',
  lineEnd: '\n',
  encoding: 'utf-8',
  amounts: 'plain',
  times: 'dd/MM/yyyy HH:mm:ss',
  states: vietnamese,
  titles: [],
  fileName: (day) => `DOISOAT_${day.replaceAll('-', '')}.csv`,
};

const spoken: FileDialect = {
  ...plain,
  columns: [
    ['number', 'STT'],
    ['reference', 'Mã giao dịch'],
    ['customerCode', 'Mã khách hàng'],
    ['amount', 'Số tiền'],
    ['at', 'Thời gian giao dịch'],
    ['channel', 'Kênh'],
    ['state', 'Trạng thái'],
  ],
  separator: ';',
  lineEnd: '\r\n',
  encoding: 'utf-8-mark',
  amounts: 'dots',
  trailer: 'TỔNG CỘNG',
  fileName: (day) => `BangKeGiaoDich_${day}.csv`,
};

const foreign: FileDialect = {
  ...plain,
  columns: [
    ['reference', 'Transaction ID'],
    ['at', 'Transaction Time'],
    ['customerCode', 'Customer Code'],
    ['amount', 'Amount'],
    ['state', 'Status'],
  ],
  times: 'iso',
  states: english,
  fileName: (day) => `settlement-${day}.csv`,
};

const terse: FileDialect = {
  ...plain,
  columns: [
    ['at', 'txn_time'],
    ['reference', 'txn_ref'],
    ['customerCode', 'cust_id'],
    ['amount', 'amt'],
    ['state', 'result'],
  ],
  separator: '\t',
  times: 'yyyyMMddHHmmss',
  states: codes,
  fileName: (day) => `recon_${day.replaceAll('-', '')}.txt`,
};

const dialects: Record<string, FileDialect> = {
  NONGTHON: { ...spoken, titles: ['NGÂN HÀNG NÔNG THÔN MỚI', 'BẢNG KÊ THU TIỀN ĐIỆN'] },
  HONGLINH: { ...plain, trailer: 'TONG' },
  SONGLA: { ...spoken, kind: 'xlsx', fileName: (day) => `Sông La ${day}.xlsx` },
  LAMGIANG: { ...foreign, amounts: 'decimals', trailer: 'TOTAL' },
  THIENCAM: { ...plain, separator: ';', amounts: 'dots' },
  DEONGANG: { ...plain, times: 'dd/MM/yyyy', lineEnd: '\r\n', trailer: 'TONG' },
  HOANHSON: { ...spoken, separator: '\t', trailer: 'CỘNG' },
  CUASOT: { ...terse, separator: ';', trailer: 'TRAILER' },
  NGANSAU: { ...plain, encoding: 'utf-8-mark', times: 'yyyy-MM-dd HH:mm:ss' },
  KYLA: { ...spoken, encoding: 'utf-16le-mark', separator: '\t' },
  BENTHUY: { ...foreign, states: { ...english, paid: 'COMPLETED' } },
  MOMO: { ...foreign, amounts: 'commas', trailer: 'TOTAL' },
  ZALOPAY: { ...terse },
  VIETTELPAY: { ...spoken, amounts: 'commas', lineEnd: '\n' },
  MMSAOMAI: { ...foreign, separator: ';', times: 'yyyy-MM-dd HH:mm:ss' },
  MMDONGXANH: { ...plain, columns: plain.columns.filter(([field]) => field !== 'state') },
  BUUCUC: { ...spoken, kind: 'xlsx', amounts: 'plain', fileName: (day) => `BuuCuc-${day}.xlsx` },
  THUHOVIET: { ...terse, separator: ',', trailer: 'TC', times: 'iso' },
};

export function dialectOf(partner: string): FileDialect {
  const dialect = dialects[partner];
  if (!dialect) throw new Error(`${partner} writes no files`);
  return dialect;
}
