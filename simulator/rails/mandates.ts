import { random } from '../random.ts';
import type { BankHabit } from '../banks/habit.ts';
import type { BankWorld } from '../banks/world.ts';

/** A customer who has signed with a bank. */
export interface Signed {
  code: string;
  name: string;
}

/** What the company found in a list. */
export interface ListTaken {
  registered: number;
  rejected: number;
}

/**
 * Hands in the bank's list of those who have signed there since the last one; `slips` has a wrong digit, another name
 * and an account of letters in it.
 */
export async function bringMandates(
  { desk, companyCode }: BankWorld,
  bank: BankHabit,
  customers: readonly Signed[],
  { signedOn, slips = [] }: { signedOn: string; slips?: readonly Signed[] },
): Promise<ListTaken> {
  const account = ({ code }: Signed): string => {
    const chance = random(companyCode, bank.code, code, 'account');
    return `${bank.bin.slice(-2)}${String(chance.below(1_000_000_000)).padStart(9, '0')}`;
  };
  const [digit, other, letters] = slips;
  const rows = [
    ...customers.map((one) => [one.code, one.name, account(one)]),
    ...(digit
      ? [[`${digit.code.slice(0, -1)}${(Number(digit.code.at(-1)) + 1) % 10}`, digit.name, account(digit)]]
      : []),
    ...(other ? [[other.code, 'Nguyễn Thị Không Đúng', account(other)]] : []),
    ...(letters ? [[letters.code, letters.name, '??']] : []),
  ];
  const text = [
    'Mã khách hàng;Tên khách hàng;Số tài khoản;Chủ tài khoản;Ngày ký',
    ...rows.map(([code = '', name = '', number = '']) => [code, name, number, name, signedOn].join(';')),
    '',
  ].join('\r\n');
  const query = new URLSearchParams({
    partner: bank.code,
    fileName: `dang-ky-${bank.code.toLowerCase()}.csv`,
  });
  return desk.upload<ListTaken>(`/mandates/lists?${query.toString()}`, Buffer.from(`\ufeff${text}`));
}

/** Papers taken down in the field: some only written, some signed, some sent to the bank. */
export async function takeDownMandates(
  { desk }: BankWorld,
  bank: BankHabit,
  customers: readonly Signed[],
  signedOn: string,
): Promise<void> {
  for (const [at, { code, name }] of customers.entries()) {
    const { id } = await desk.ask<{ id: string }>('POST', '/mandates', {
      customerCode: code,
      partner: bank.code,
      account: `${bank.bin.slice(-2)}${code.slice(-7)}00`,
      holder: name,
      mode: at % 4 === 0 ? 'fixed_day' : 'on_bill',
      ...(at % 4 === 0 && { fixedDay: 10 }),
      ...(at % 3 === 0 && { limit: '2000000' }),
    });
    if (at % 3 === 0) continue;
    const consent = { signedOn, by: 'Đậu Thị Sính', paper: `UQ-${code.slice(-5)}` };
    await desk.ask('POST', `/mandates/${id}/sign`, { consent });
    if (at % 3 === 2) await desk.ask('POST', `/mandates/${id}/send`, {});
  }
}
