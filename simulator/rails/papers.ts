import { addDays, type BusinessDate } from '../../core/dates.ts';
import { addWorkingDays } from '../../core/working-days.ts';
import { qrAccountOf } from '../banks/accounts.ts';
import { bankOf, banks } from '../banks/roster.ts';
import { deliveredBy } from '../banks/transfers.ts';
import type { BankWorld } from '../banks/world.ts';
import { random } from '../random.ts';

/** What stands on papers about the account that takes transfers: payment orders and cheques name it in words. */
export async function nameAccount({ desk, accounts }: BankWorld, holder: string): Promise<void> {
  const { bank, number } = qrAccountOf(accounts);
  const { name: bankName, bin: bankBin } = bankOf(bank);
  const words = { holder, bankName, branch: 'Chi nhánh tỉnh', bankBin };
  await desk.ask('PUT', `/payment-orders/accounts/${number}`, words);
}

/** A firm that pays for several meters at once. */
export interface Firm {
  name: string;
  codes: readonly string[];
}

/**
 * The company issues a payment order for all that the codes owe; the firm's bank sends the sum, with the order's text as
 * that bank delivers it. False where there was nothing to pay.
 */
export async function payByOrder(
  world: BankWorld,
  { name, codes }: Firm,
  on: BusinessDate,
): Promise<boolean> {
  const { desk, accounts } = world;
  const { number: account } = qrAccountOf(accounts);
  const offer = await desk.ask<{ open: string }>('POST', '/payment-orders/bills', { codes });
  if (offer.open === '0') return false;
  const order = { codes, account, payerName: name, expiresOn: addDays(on, 30) };
  const { id } = await desk.ask<{ id: string }>('POST', '/payment-orders', order);
  await desk.ask('POST', `/payment-orders/${id}/issue`, {});
  const issued = await desk.ask<{ order: { open: string }; text: string }>('GET', `/payment-orders/${id}`);
  const chance = random(world.companyCode, 'order', codes.join());
  const bank = chance.pick(banks.filter(({ texts }) => texts !== 'SHB' && texts !== 'SeABank'));
  world.books.credit({
    account,
    bookedOn: bank.creditsAfter === 0 ? on : addWorkingDays(on, bank.creditsAfter, world.calendar),
    amountVnd: BigInt(issued.order.open),
    reference: `UC${on.slice(2).replaceAll('-', '')}${chance.below(900_000) + 100_000}`,
    payer: 'CTY CHUYEN KHOAN',
    text: deliveredBy(bank, issued.text, chance),
  });
  return true;
}

/** A cheque as it lies on the counter. */
export interface PaperCheque {
  drawer: string;
  code: string;
}

/** Days until a drawee has paid. */
const clearingDays = 1;

/** Cheques are taken in and paid in on one slip; the bank credits them together, or all but one that it refuses. */
export async function bringCheques(
  world: BankWorld,
  cheques: readonly PaperCheque[],
  { on, bounces }: { on: BusinessDate; bounces: boolean },
): Promise<void> {
  const { desk, accounts, books, calendar } = world;
  const { number: account } = qrAccountOf(accounts);
  const taken: { id: string; amountVnd: bigint }[] = [];
  for (const { drawer, code } of cheques) {
    const { open } = await desk.ask<{ open: string }>('POST', '/payment-orders/bills', { codes: [code] });
    const amountVnd = BigInt(open);
    if (amountVnd === 0n) continue;
    const chance = random(world.companyCode, 'cheque', code, on);
    const { id } = await desk.ask<{ id: string }>('POST', '/cheques', {
      number: `AB${chance.below(9_000_000) + 1_000_000}`,
      drawer,
      drawerAccount: `118${chance.below(900_000_000) + 100_000_000}`,
      draweeBank: chance.pick(banks).name,
      amount: String(amountVnd),
      wordsAgree: true,
      issuedOn: addDays(on, -2),
      certified: false,
      codes: [code],
      account,
    });
    taken.push({ id, amountVnd });
  }
  if (taken.length === 0) return;
  const slip = await desk.ask<{ reference: string }>('POST', '/cheque-slips', {
    account,
    cheques: taken.map(({ id }) => id),
  });
  const refused = bounces ? taken.pop() : undefined;
  if (refused) {
    const why = { reason: 'insufficient_funds', note: 'Ngân hàng trả lại, có giấy báo' };
    await desk.ask('POST', `/cheques/${refused.id}/bounce`, why);
  }
  if (taken.length === 0) return;
  books.credit({
    account,
    bookedOn: addWorkingDays(on, clearingDays, calendar),
    amountVnd: taken.reduce((sum, { amountVnd }) => sum + amountVnd, 0n),
    reference: `SEC${on.slice(2).replaceAll('-', '')}${slip.reference.slice(-6)}`,
    payer: '',
    text: `THU HO SEC THEO BANG KE ${slip.reference}`,
  });
}
