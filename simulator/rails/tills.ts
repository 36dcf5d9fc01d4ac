import { denominations } from '../../core/cash-count.ts';
import type { BusinessDate } from '../../core/dates.ts';
import type { Desk } from '../accountant.ts';
import { accountOf } from '../banks/accounts.ts';
import type { BankWorld } from '../banks/world.ts';

/** A till, and the desk of the person who stands at it. */
export interface TillHand {
  till: string;
  desk: Desk;
}

/** A session as that person knows it: what lies in the drawer, float and all. */
export interface Drawer {
  session: string;
  cashVnd: bigint;
}

export async function openDrawer({ till, desk }: TillHand, floatVnd: bigint): Promise<Drawer> {
  const path = `/tills/${till}/sessions`;
  const opened = await desk.ask<{ session: { id: string } }>('POST', path, { float: String(floatVnd) });
  return { session: opened.session.id, cashVnd: floatVnd };
}

/** A customer pays all that is open, to the dong. False where there was nothing to pay. */
export async function takeInCash({ desk }: TillHand, drawer: Drawer, customerCode: string): Promise<boolean> {
  const path = `/tills/desk/${customerCode}`;
  const { open, bills } = await desk.ask<{ open: string; bills: { id: string }[] }>('GET', path);
  if (open === '0') return false;
  await desk.ask('POST', `/tills/sessions/${drawer.session}/cash`, {
    requestKey: `${drawer.session}-${customerCode}`,
    customerCode,
    bills: bills.map(({ id }) => id),
    amount: open,
    given: open,
  });
  drawer.cashVnd += BigInt(open);
  return true;
}

/** The drawer is counted, and the session is over; `shortVnd` has gone astray. */
export async function countDrawer({ desk }: TillHand, drawer: Drawer, shortVnd = 0n): Promise<void> {
  let small = drawer.cashVnd - shortVnd;
  const notes: Record<string, number> = {};
  for (const note of denominations) {
    notes[note] = Number(small / BigInt(note));
    small %= BigInt(note);
  }
  await desk.ask('POST', `/tills/sessions/${drawer.session}/closing`, { notes, small: String(small) });
}

/** The cash of whole sessions is paid in at the main bank, which writes the number of the slip into its credit. */
export async function payIn(
  { books, accounts }: Pick<BankWorld, 'books' | 'accounts'>,
  { till, desk }: TillHand,
  { sessions, bookedOn }: { sessions: readonly string[]; bookedOn: BusinessDate },
): Promise<void> {
  const { number: account } = accountOf(accounts, null);
  const { remittance } = await desk.ask<{ remittance: { number: string; amount: string } }>(
    'POST',
    '/remittances',
    { till, sessions, bankAccount: account },
  );
  const { number, amount } = remittance;
  books.credit({
    account,
    bookedOn,
    amountVnd: BigInt(amount),
    reference: `TM${number.slice(2)}`,
    payer: '',
    text: `NOP TIEN MAT ${number} ${till}`,
  });
}
