import { sumVnd } from '../../../core/money.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { listCredits, prepareGuesses, type CreditRow, type Suggestion } from '../statements/index.ts';
import { assignToWindow, depositPrefund, type MoneyActor } from './assign-receipt.ts';
import { getLocked } from './move-window.ts';
import { differenceOf } from './present.ts';

const page = 200;

/**
 * Lays credits on windows where nothing is left to guess: the credit names one partner, and its amount is exactly that
 * of the days it names, of one waiting window (the oldest of them), or of the only run of consecutive ones. What a prefunded partner sends is
 * its prefund. Everything else waits for a person, with suggestions. Returns the number recognised.
 */
export async function recogniseCredits(db: Db, by: MoneyActor): Promise<number> {
  let recognised = 0;
  let guess = await prepareGuesses(db, by.businessOn);
  // Partners whose windows are no longer as they were read.
  const moved = new Set<bigint>();
  for (let after: { bookedOn: string; id: bigint } | undefined; ;) {
    const credits = await listCredits(db, { state: 'unidentified', after }, page);
    for (const credit of credits) {
      if (credit.assigned_vnd !== 0n) continue;
      const { partner } = guess(credit);
      if (partner && moved.has(partner.id)) {
        guess = await prepareGuesses(db, by.businessOn);
        moved.clear();
      }
      const sure = certain(guess(credit).suggestions);
      if (!sure || !(await take(db, credit, sure, by))) continue;
      recognised++;
      moved.add(sure.partner.id);
    }
    const last = credits.at(-1);
    if (credits.length < page || !last) return recognised;
    after = { bookedOn: last.booked_on, id: last.id };
  }
}

/** Days that the text names, else the oldest window of the amount, else the run, where there is only one to choose. */
function certain(suggestions: readonly Suggestion[]): Suggestion | undefined {
  const ours = suggestions.filter(({ recognised }) => recognised);
  const named = ours.filter((suggestion) => suggestion.named);
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const [first, second] = ours;
  return first?.rule === 'exact_windows' && second ? undefined : first;
}

/** False when somebody else was quicker with the credit or one of the windows. */
async function take(
  db: Db,
  credit: CreditRow,
  { partner, rule, windows }: Suggestion,
  by: MoneyActor,
): Promise<boolean> {
  try {
    return await transaction(db, async (tx) => {
      if (rule === 'prefund_deposit') {
        const deposit = { creditId: credit.id, amountVnd: credit.amount_vnd, rule };
        await depositPrefund(db, tx, { ...deposit, partnerId: partner.id, partnerCode: partner.code }, by);
        return true;
      }
      const parts = [];
      for (const { id } of windows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        const window = await getLocked(tx, id);
        parts.push({ windowId: id, state: window.state, amountVnd: differenceOf(window) ?? 0n });
      }
      const stillFits =
        parts.every(({ state, amountVnd }) => state !== 'settled' && amountVnd > 0n) &&
        sumVnd(parts.map(({ amountVnd }) => amountVnd)) === credit.amount_vnd;
      if (!stillFits) return false;
      for (const { windowId, amountVnd } of parts) {
        await assignToWindow(db, tx, { windowId, creditId: credit.id, amountVnd, rule }, by);
      }
      return true;
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'statements.overassigned') return false;
    throw error;
  }
}
