import { searchKey } from '../text.ts';

/** What a partner's file tells of a payment. */
export const fields = [
  'reference',
  'customerCode',
  'amount',
  'occurredAt',
  'status',
  'bill',
  'ourId',
] as const;
export type Field = (typeof fields)[number];
export const requiredFields = ['reference', 'customerCode', 'amount'] as const satisfies readonly Field[];

export type AmountFormat = 'auto' | 'plain' | 'dots' | 'commas' | 'decimals';
export type DateTimeFormat =
  'auto' | 'dd/MM/yyyy HH:mm:ss' | 'MM/dd/yyyy HH:mm:ss' | 'yyyyMMddHHmmss' | 'iso';
export type Encoding = 'auto' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258';
export type LineStatus = 'paid' | 'reversed' | 'pending';

/** How a partner's file says it: the header of each column, and how values are written. */
export interface Mapping {
  columns: { reference: string; customerCode: string; amount: string } & Partial<Record<Field, string>>;
  formats?: { amount?: AmountFormat; dateTime?: DateTimeFormat; encoding?: Encoding };
  statusValues?: Record<string, LineStatus | 'ignore'>;
  trailer?: { marker: string; count?: number; sum?: number };
  skipRows?: number;
}

/** A header or a value without case, marks, and the ways of parting its words: `Mã GD`, `MA_GD` and `ma-gd` are one. */
export function nameKey(text: string): string {
  return searchKey(text).replaceAll(/[^a-z0-9]+/g, '');
}

/** Names under which partners are known to send a field; the earlier ones win where a file has several. */
const synonyms: Record<Field, readonly string[]> = {
  reference: [
    'ma_gd',
    'ma_giao_dich',
    'ma_gdich',
    'magiaodich',
    'so_gd',
    'so_giao_dich',
    'ma_tham_chieu',
    'so_tham_chieu',
    'ma_gd_doi_tac',
    'ma_giao_dich_doi_tac',
    'ma_gd_ngan_hang',
    'so_ct',
    'so_chung_tu',
    'so_but_toan',
    'trace',
    'so_trace',
    'reference',
    'ref',
    'ref_no',
    'reference_no',
    'reference_number',
    'transaction_id',
    'transaction_no',
    'transaction_code',
    'trans_id',
    'transid',
    'trans_no',
    'txn_id',
    'txn_ref',
    'txnid',
    'partner_reference',
    'partner_ref',
    'partner_transaction_id',
    'bank_reference',
    'bank_ref',
    'order_id',
    'request_id',
    'trace_no',
    'fti',
    'id_gd',
    'id_giao_dich',
    'magd',
    'ma_gdich_dtac',
    'id',
  ],
  customerCode: [
    'ma_khang',
    'ma_kh',
    'ma_khach_hang',
    'makh',
    'makhang',
    'ma_khach_hang_dien',
    'ma_pe',
    'customer_code',
    'customer_id',
    'customer_no',
    'customer',
    'cust_code',
    'cust_id',
    'cust_no',
    'client_code',
    'bill_code',
    'contract_no',
    'ma_hop_dong',
    'ma_thanh_toan',
    'ma_danh_bo',
  ],
  amount: [
    'so_tien',
    'so_tien_gd',
    'so_tien_giao_dich',
    'so_tien_thanh_toan',
    'so_tien_tt',
    'sotien',
    'tien_tt',
    'tien_thanh_toan',
    'tong_tien',
    'thanh_tien',
    'gia_tri',
    'gia_tri_gd',
    'so_tien_vnd',
    'amount',
    'amount_vnd',
    'amt',
    'trans_amount',
    'transaction_amount',
    'txn_amount',
    'paid_amount',
    'payment_amount',
    'total_amount',
    'value',
  ],
  occurredAt: [
    'thoi_gian',
    'thoi_gian_gd',
    'thoi_gian_giao_dich',
    'thoi_gian_tt',
    'thoi_gian_thanh_toan',
    'ngay_gio',
    'ngay_gio_gd',
    'ngay_gio_giao_dich',
    'ngay_gd',
    'ngay_giao_dich',
    'ngay_gdich',
    'ngay_tt',
    'ngay_thanh_toan',
    'ngay_ttoan',
    'tg_giao_dich',
    'paid_at',
    'occurred_at',
    'transaction_time',
    'transaction_date',
    'trans_time',
    'trans_date',
    'txn_time',
    'txn_date',
    'pay_date',
    'pay_time',
    'payment_time',
    'payment_date',
    'datetime',
    'date_time',
    'created_at',
    'time',
    'date',
    'ngay',
  ],
  status: [
    'trang_thai',
    'trang_thai_gd',
    'trang_thai_giao_dich',
    'tinh_trang',
    'tthai',
    'ket_qua',
    'status',
    'state',
    'trans_status',
    'transaction_status',
    'txn_status',
    'payment_status',
    'result',
    'response_code',
    'ma_ket_qua',
    'loai_gd',
    'loai_giao_dich',
    'type',
    'trans_type',
    'transaction_type',
  ],
  bill: [
    'id_hdon',
    'id_hoa_don',
    'ma_hoa_don',
    'ma_hdon',
    'so_hoa_don',
    'so_hd',
    'hoa_don',
    'ma_hd',
    'bill',
    'bill_id',
    'bill_no',
    'bill_number',
    'invoice',
    'invoice_id',
    'invoice_no',
    'invoice_number',
  ],
  ourId: [
    'payment_id',
    'paymentid',
    'our_id',
    'ma_gd_dien_luc',
    'ma_giao_dich_dien_luc',
    'ma_gd_cty_dien_luc',
    'ma_thanh_toan_dien_luc',
    'id_thanh_toan',
    'biller_reference',
    'biller_ref',
    'biller_transaction_id',
    'evn_id',
    'ma_gd_evn',
  ],
};
const synonymKeys = Object.fromEntries(
  fields.map((field) => [field, synonyms[field].map(nameKey)] as const),
) as Record<Field, string[]>;

/** Where each field stands in a row; -1 where the file does not have it. */
export type FieldPlaces = Readonly<Record<Field, number>>;

export interface RecognisedHeader {
  places: FieldPlaces;
  missing: Field[];
  /** Fields for which the same column was named. */
  twice: Field[];
}

/** Finds the columns of a header: those the mapping names, or without one those that are known by name. */
export function recogniseHeader(cells: readonly string[], mapping: Mapping | undefined): RecognisedHeader {
  const keys = cells.map(nameKey);
  const taken = new Set<number>();
  const twice: Field[] = [];
  const places = Object.fromEntries(fields.map((field) => [field, -1])) as Record<Field, number>;
  for (const field of fields) {
    const names = mapping ? [nameKey(mapping.columns[field] ?? '')] : synonymKeys[field];
    const place = findPlace(keys, names.filter(Boolean), mapping ? new Set() : taken);
    if (place === -1) continue;
    if (taken.has(place)) twice.push(field);
    taken.add(place);
    places[field] = place;
  }
  const needed: readonly Field[] = mapping
    ? fields.filter((field) => mapping.columns[field] !== undefined)
    : requiredFields;
  return { places, twice, missing: needed.filter((field) => places[field] === -1) };
}

function findPlace(keys: readonly string[], names: readonly string[], taken: ReadonlySet<number>): number {
  for (const name of names) {
    const place = keys.findIndex((key, index) => key === name && !taken.has(index));
    if (place !== -1) return place;
  }
  return -1;
}

/** True for a row that names enough of the required fields to be the header. */
export function isHeader(cells: readonly string[], mapping: Mapping | undefined): boolean {
  const { places } = recogniseHeader(cells, mapping);
  return requiredFields.filter((field) => places[field] !== -1).length >= 2;
}

/** The mapping that says in words what was recognised. */
export function describeMapping(cells: readonly string[], places: FieldPlaces): Mapping {
  const columns = Object.fromEntries(
    fields.filter((field) => places[field] !== -1).map((field) => [field, cells[places[field]]!.trim()]),
  );
  return { columns: columns as Mapping['columns'] };
}

/** The header in one normal form, by which a stored mapping is recognised. */
export function headerKey(columns: Mapping['columns']): string {
  return fields.map((field) => nameKey(columns[field] ?? '')).join('|');
}

const known: Record<LineStatus | 'ignore', readonly string[]> = {
  paid: [
    '',
    '00',
    '0',
    '1',
    '200',
    'ok',
    'tc',
    'thanh cong',
    'da thanh toan',
    'da thu',
    'hoan thanh',
    'hoan tat',
    'thu',
    'thanh toan',
    'success',
    'successful',
    'succeeded',
    'paid',
    'complete',
    'completed',
    'done',
    'approved',
    'settled',
    'payment',
    'credit',
    'pay',
    's',
    'gach no',
    'da gach no',
    'cham no',
    'da cham no',
  ],
  reversed: [
    'huy',
    'da huy',
    'hoan',
    'hoan tien',
    'da hoan',
    'da hoan tien',
    'dao',
    'da dao',
    'huy giao dich',
    'huy cham no',
    'huy gach no',
    'reversed',
    'reversal',
    'refund',
    'refunded',
    'cancelled',
    'canceled',
    'cancel',
    'void',
    'voided',
    'reverse',
    'chargeback',
    'r',
  ],
  pending: [
    'cho',
    'cho xu ly',
    'dang xu ly',
    'treo',
    'nghi ngo',
    'giao dich treo',
    'timeout',
    'pending',
    'processing',
    'in progress',
    'suspect',
    'suspected',
    'unknown',
    'waiting',
    'p',
    '68',
    'chua ro',
  ],
  ignore: ['that bai', 'khong thanh cong', 'loi', 'failed', 'fail', 'error', 'declined', 'rejected', 'f'],
};
const statusByKey = new Map(
  Object.entries(known).flatMap(([status, values]) =>
    values.map((value) => [nameKey(value), status as LineStatus | 'ignore'] as const),
  ),
);

/** What a value of the status column means: as the mapping says, else as is commonly known. */
export function readStatus(text: string, mapping: Mapping | undefined): LineStatus | 'ignore' | undefined {
  const key = nameKey(text);
  for (const [value, status] of Object.entries(mapping?.statusValues ?? {})) {
    if (nameKey(value) === key) return status;
  }
  return statusByKey.get(key);
}
