import type {
  BankHabit,
  CamtDialect,
  DebitHabit,
  MtDialect,
  StatementDialect,
  TableDialect,
} from './habit.ts';

/**
 * 18 invented banks. The first eleven collect for the power companies of the demo, the others are where customers have
 * their accounts. No two write alike.
 */
const camt = (message: CamtDialect['message'], version: CamtDialect['version']): CamtDialect => ({
  kind: 'camt',
  message,
  version,
  encoding: 'UTF-8',
});
const mt = (information: MtDialect['information'], envelope = false): MtDialect => ({
  kind: 'mt940',
  envelope,
  information,
});

const vietnamese: TableDialect = {
  kind: 'table',
  form: 'csv',
  columns: [
    ['number', 'STT'],
    ['bookedOn', 'Ngày giao dịch'],
    ['reference', 'Số tham chiếu'],
    ['debit', 'Phát sinh nợ'],
    ['credit', 'Phát sinh có'],
    ['balance', 'Số dư'],
    ['text', 'Nội dung'],
    ['payer', 'Đơn vị chuyển'],
  ],
  separator: ';',
  lineEnd: '\r\n',
  encoding: 'utf-8-mark',
  amounts: 'dots',
  dates: 'dd/MM/yyyy',
  labels: 'vi',
  newestFirst: false,
};
const english: TableDialect = {
  ...vietnamese,
  columns: [
    ['bookedOn', 'Transaction Date'],
    ['valueOn', 'Value Date'],
    ['reference', 'Reference No'],
    ['text', 'Description'],
    ['debit', 'Debit'],
    ['credit', 'Credit'],
    ['balance', 'Balance'],
  ],
  separator: ',',
  lineEnd: '\n',
  encoding: 'utf-8',
  amounts: 'plain',
  dates: 'yyyy-MM-dd',
  labels: 'en',
};
const oneColumn: TableDialect = {
  ...vietnamese,
  columns: [
    ['bookedOn', 'Ngày hạch toán / Posting date'],
    ['reference', 'Số bút toán / Ref'],
    ['signed', 'Số tiền / Amount'],
    ['balance', 'Số dư / Balance'],
    ['text', 'Diễn giải / Remarks'],
    ['account', 'Số tài khoản / Account'],
  ],
  labels: 'none',
};
const directed: TableDialect = {
  ...vietnamese,
  columns: [
    ['account', 'TAI_KHOAN'],
    ['bookedOn', 'NGAY_GD'],
    ['direction', 'NO_CO'],
    ['amount', 'SO_TIEN'],
    ['reference', 'MA_GD'],
    ['text', 'NOI_DUNG'],
  ],
  encoding: 'utf-8',
  amounts: 'plain',
  labels: 'none',
};

const plain: DebitHabit = {
  takes: 'pain.008.001.02',
  answers: 'pain.002.001.03',
  files: 1,
  after: 0,
  twice: false,
  failing: 5,
};
const byTable: DebitHabit = { ...plain, takes: 'csv', answers: 'csv' };

type Own = Partial<Omit<BankHabit, 'code' | 'name' | 'bin' | 'texts' | 'statement'>>;

let numbered = 0;
function bank(code: string, name: string, texts: string, statement: StatementDialect, own: Own): BankHabit {
  const bin = String(970_980 + numbered++);
  const usual = { creditsAfter: 0, batches: false, debits: plain } as const;
  return { code, name: `${name} (mô phỏng)`, bin, texts, statement, ...usual, ...own };
}

export const banks: readonly BankHabit[] = [
  bank('NONGTHON', 'Ngân hàng Nông Thôn Mới', 'Agribank', camt('053', '02'), {
    debits: { ...plain, files: 2, failing: 7 },
  }),
  bank('HONGLINH', 'Ngân hàng Hồng Lĩnh', 'BIDV', mt('plain', true), {
    batches: true,
    debits: { ...plain, takes: 'pain.008.001.08', answers: 'pain.002.001.10', after: 1 },
  }),
  bank(
    'SONGLA',
    'Ngân hàng Sông La',
    'Vietcombank',
    { ...vietnamese, form: 'xlsx', amounts: 'plain' },
    {
      debits: { ...byTable, twice: true },
    },
  ),
  bank('LAMGIANG', 'Ngân hàng Lam Giang', 'VietinBank', camt('053', '08'), {
    batches: true,
    debits: { ...plain, answers: 'camt.054.001.08' },
  }),
  bank('THIENCAM', 'Ngân hàng Thiên Cầm', 'Techcombank', english, { debits: { ...byTable, after: 2 } }),
  bank('DEONGANG', 'Ngân hàng Đèo Ngang', 'MB', mt('subfields'), { creditsAfter: 1 }),
  bank('HOANHSON', 'Ngân hàng Hoành Sơn', 'ACB', vietnamese, {
    batches: true,
    debits: { ...plain, twice: true },
  }),
  bank('CUASOT', 'Ngân hàng Cửa Sót', 'Sacombank', { ...camt('053', '04'), encoding: 'windows-1258' }, {}),
  bank('NGANSAU', 'Ngân hàng Ngàn Sâu', 'VPBank', { ...oneColumn, newestFirst: true }, { creditsAfter: 1 }),
  bank(
    'KYLA',
    'Ngân hàng Kỳ La',
    'TPBank',
    { ...directed, separator: '\t', encoding: 'utf-16le-mark' },
    {
      debits: { ...byTable, files: 3 },
    },
  ),
  bank(
    'BENTHUY',
    'Ngân hàng số Bến Thủy',
    'VIB',
    { ...camt('053', '08'), prefix: 'ns2' },
    {
      debits: { ...plain, takes: 'pain.008.001.08', answers: 'pain.002.001.10', failing: 3 },
    },
  ),
  bank('HUONGTICH', 'Ngân hàng Hương Tích', 'SHB', mt('words', true), { creditsAfter: 1 }),
  bank(
    'TAMSOA',
    'Ngân hàng Tam Soa',
    'HDBank',
    { ...camt('053', '02'), encoding: 'UTF-16' },
    {
      debits: { ...plain, answers: 'camt.054.001.02' },
    },
  ),
  bank('KEGO', 'Ngân hàng Kẻ Gỗ', 'MSB', { ...english, amounts: 'commas', dates: 'dd/MM/yyyy HH:mm:ss' }, {}),
  bank('RAOCAI', 'Ngân hàng Rào Cái', 'OCB', camt('054', '08'), {}),
  bank(
    'VUMON',
    'Ngân hàng Vũ Môn',
    'LPBank',
    { ...oneColumn, separator: ',', amounts: 'commas' },
    {
      creditsAfter: 1,
    },
  ),
  bank('XUANTHANH', 'Ngân hàng Xuân Thành', 'SeABank', { ...directed, form: 'xlsx' }, { debits: byTable }),
  bank('LACTHIEN', 'Ngân hàng Lạc Thiện', 'Eximbank', { ...camt('054', '02'), prefix: 'c' }, {}),
];

const byCode = new Map(banks.map((one) => [one.code, one]));

/** A bank of the roster; throws for a code that nobody has. */
export function bankOf(code: string): BankHabit {
  const found = byCode.get(code);
  if (!found) throw new Error(`no simulated bank ${code}`);
  return found;
}
