import type { Random } from './random.ts';

/**
 * How banks deliver the text of an incoming transfer: what they put in front and behind, how much they keep, what they
 * do to letters and spaces. Seen in public samples of statements and transfer notices; names and numbers are made up.
 */
export interface TextHabit {
  /** Short name as in the list of Napas members. */
  bank: string;
  /** Characters that are kept of the whole. */
  limit: number;
  dress(text: string, parts: TransferParts): string;
  /** What happens to the dressed text. */
  treated?: readonly Treatment[];
}

export interface TransferParts {
  payer: string;
  payerAccount: string;
  payerBank: string;
  /** Digits of a trace, a session, a bank's own number. */
  digits: (length: number) => string;
}

type Treatment =
  'capitals' | 'no_spaces' | 'wrapped' | 'wrapped_in_words' | 'no_marks' | 'signs_to_spaces' | 'twice';

export const textHabits: readonly TextHabit[] = [
  {
    bank: 'Vietcombank',
    limit: 210,
    dress: (text, { digits, payer, payerAccount, payerBank }) =>
      `MBVCB.${digits(10)}.${digits(6)}.${text}.CT tu ${payerAccount} ${payer} toi ${digits(10)} CONG TY DIEN LUC tai ${payerBank}`,
  },
  {
    bank: 'VietinBank',
    limit: 210,
    dress: (text, { digits }) => `CT DEN:${digits(12)} ${text}`,
    treated: ['capitals'],
  },
  {
    bank: 'BIDV',
    limit: 180,
    dress: (text, { digits, payerAccount, payerBank }) =>
      `TKThe :${payerAccount}, tai ${payerBank}. ${text} -CTLNHIDI${digits(15)}-1/1-CRE-002`,
  },
  {
    bank: 'BIDV (REM)',
    limit: 140,
    dress: (text, { digits, payerAccount }) =>
      `REM TKThe${payerAccount}.${text}-${digits(6)}-${digits(2)}:${digits(2)}:${digits(2)}`,
    treated: ['signs_to_spaces'],
  },
  {
    bank: 'Agribank',
    limit: 120,
    dress: (text, { digits }) => `IBFT ${digits(6)} ${text}`,
    treated: ['capitals'],
  },
  {
    bank: 'Techcombank',
    limit: 200,
    dress: (text, { digits, payer }) => `${payer} ${text} FT${digits(14)} Ma GD ACSP/${digits(8)}`,
    treated: ['wrapped'],
  },
  { bank: 'MB', limit: 160, dress: (text, { digits }) => `CUSTOMER ${text}. Ma giao dich Trace${digits(6)}` },
  {
    bank: 'ACB',
    limit: 160,
    dress: (text, { digits }) =>
      `${text} GD ${digits(6)}-${digits(6)} ${digits(2)}:${digits(2)}:${digits(2)}`,
  },
  {
    bank: 'Sacombank',
    limit: 140,
    dress: (text, { digits }) => `IBFT.${digits(9)}.${text}`,
    treated: ['capitals'],
  },
  {
    bank: 'VPBank',
    limit: 150,
    dress: (text, { payerAccount, digits }) => `NHAN TU ${payerAccount} TRACE ${digits(6)} ND ${text}`,
  },
  { bank: 'TPBank', limit: 140, dress: (text, { payer }) => `${payer} ${text} (by TPBank ChatPay)` },
  { bank: 'VIB', limit: 120, dress: (text) => `${text}/VIB`, treated: ['no_marks', 'capitals'] },
  {
    bank: 'SHB',
    limit: 100,
    dress: (text, { digits }) => `SHB${digits(8)};${text}`,
    treated: ['signs_to_spaces'],
  },
  { bank: 'HDBank', limit: 140, dress: (text, { digits }) => `${digits(12)}-${text}`, treated: ['capitals'] },
  { bank: 'MSB', limit: 110, dress: (text, { payer }) => `${payer}-${text}`, treated: ['twice'] },
  { bank: 'OCB', limit: 140, dress: (text, { digits }) => `OCBOMNI${digits(10)}${text}` },
  {
    bank: 'LPBank',
    limit: 140,
    dress: (text, { digits }) => `LV24H ${digits(8)} ${text}`,
    treated: ['wrapped'],
  },
  {
    bank: 'SeABank',
    limit: 90,
    dress: (text, { digits }) => `${text}${digits(6)}SEABANK`,
    treated: ['no_spaces'],
  },
  {
    bank: 'Eximbank',
    limit: 140,
    dress: (text, { digits, payerBank }) => `[${payerBank}] ${text} #${digits(9)}`,
  },
  { bank: 'ABBank', limit: 140, dress: (text) => `Thu ho tien dien: ${text}`, treated: ['wrapped_in_words'] },
  { bank: 'SCB', limit: 120, dress: (text, { digits }) => `${digits(6)}_${text}_${digits(4)}` },
  { bank: 'Nam A Bank', limit: 120, dress: (text) => `NAB-${text}`, treated: ['no_marks'] },
  {
    bank: 'PVcomBank',
    limit: 140,
    dress: (text, { digits }) => `/REF/${digits(10)}/ND/${text}`,
    treated: ['capitals'],
  },
  { bank: 'KienlongBank', limit: 120, dress: (text) => `${text}`, treated: ['no_spaces', 'capitals'] },
  // What the narrow fields of older systems keep of a long text.
  {
    bank: 'Co-opBank',
    limit: 50,
    dress: (text, { digits }) => `COOP${digits(6)} ${text}`,
    treated: ['capitals'],
  },
  { bank: 'SaigonBank', limit: 40, dress: (text) => text, treated: ['no_marks'] },
  {
    bank: 'SePay',
    limit: 210,
    dress: (text, { digits }) => `BankAPINotify CT DEN:${digits(10)} ND:${text} SD:${digits(8)}`,
  },
];

/** The text as it stands in the payee's statement. */
export function deliverText(habit: TextHabit, text: string, random: Random): string {
  const dressed = habit.dress(text, makeParts(random));
  const delivered = (habit.treated ?? []).reduce(
    (done, treatment) => treatments[treatment](done, random),
    dressed,
  );
  return delivered.slice(0, habit.limit);
}

const treatments: Record<Treatment, (text: string, random: Random) => string> = {
  capitals: (text) => text.toUpperCase(),
  no_spaces: (text) => text.replaceAll(' ', ''),
  no_marks: (text) =>
    text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D'),
  signs_to_spaces: (text) => text.replaceAll(/[^A-Za-z0-9 ]/g, ' '),
  twice: (text) => `${text} ${text}`,
  // Columns of a printed statement: a line ends at a space, which is lost or becomes the end of the line.
  wrapped: (text, random) =>
    text.replaceAll(/(.{20,30}) /g, (_, line: string) => line + random.pick(['\n', '\n', ''])),
  wrapped_in_words: (text) => text.replaceAll(/.{65}/g, '$&\n'),
};

const families = ['NGUYEN', 'TRAN', 'LE', 'PHAM', 'HOANG', 'DANG', 'BUI', 'PHAN', 'VO', 'NGO'];
const givenNames = [
  'VAN AN',
  'THI HOA',
  'QUOC KHANH',
  'MINH THU',
  'HUU QUYNH',
  'KIM PHUNG',
  'DUC HUY',
  'NHU QUANG',
];
const senders = ['VCB', 'Techcombank', 'BIDV', 'MB', 'ACB', 'Tienphongbank', 'MSCBVNVX', 'Agribank'];

function makeParts(random: Random): TransferParts {
  const digits = (length: number): string => Array.from({ length }, () => random.below(10)).join('');
  return {
    payer: `${random.pick(families)} ${random.pick(givenNames)}`,
    payerAccount: digits(random.pick([9, 10, 12, 13, 14])),
    payerBank: random.pick(senders),
    digits,
  };
}
