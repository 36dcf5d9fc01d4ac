import type { BusinessDate } from '../../core/dates.ts';
import { encodeBillQr } from '../../core/qr/collection-qr.ts';
import { decodeQr } from '../../core/qr/decode.ts';
import { addWorkingDays } from '../../core/working-days.ts';
import { qrAccountOf } from '../banks/accounts.ts';
import { bankOf, banks } from '../banks/roster.ts';
import { deliveredBy } from '../banks/transfers.ts';
import type { BankWorld } from '../banks/world.ts';
import { random } from '../random.ts';

interface Bill {
  id: string;
  period: string;
  total: string;
  paid: string;
  state: string;
}

/** A customer scans the code of each bill that is open and sends the money. Answers how many transfers were made. */
export async function scanAndPay(world: BankWorld, customerCode: string, on: BusinessDate): Promise<number> {
  const { rows } = await world.desk.ask<{ rows: Bill[] }>('GET', `/customers/${customerCode}/bills`);
  const open = rows.filter(({ state }) => state === 'open' || state === 'part_paid');
  for (const { id, period: month, total, paid } of open) {
    const amountVnd = BigInt(total) - BigInt(paid);
    payByQr(world, { number: BigInt(id), customerCode, amountVnd, month }, on);
  }
  return open.length;
}

/** A bill as it stands under the printed code. */
export interface Scanned {
  number: bigint;
  customerCode: string;
  amountVnd: bigint;
  month: string;
}

/**
 * One transfer from one of the 18 banks: it is on the company's account on the day on which that bank's transfers
 * arrive, with the text as that bank delivers it.
 */
export function payByQr(world: BankWorld, scanned: Scanned, on: BusinessDate): void {
  const account = qrAccountOf(world.accounts);
  const encoded = encodeBillQr({ bankBin: bankOf(account.bank).bin, account: account.number }, scanned);
  if (encoded.payload === undefined) throw new Error(`no code can be made of ${scanned.customerCode}`);
  const { purpose } = decodeQr(encoded.payload);
  const chance = random(world.companyCode, scanned.number.toString(), on, 'qr');
  const bank = chance.pick(banks);
  const bookedOn = bank.creditsAfter === 0 ? on : addWorkingDays(on, bank.creditsAfter, world.calendar);
  world.books.credit({
    account: account.number,
    bookedOn,
    amountVnd: scanned.amountVnd,
    reference: `FT${bank.bin.slice(-2)}${on.slice(2).replaceAll('-', '')}${chance.below(900_000) + 100_000}`,
    payer: 'KHACH HANG CHUYEN KHOAN',
    text: deliveredBy(bank, purpose ?? '', chance),
  });
}
