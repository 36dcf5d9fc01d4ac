import { deliverText, textHabits } from '../bank-texts.ts';
import type { Random } from '../random.ts';
import type { BankHabit } from './habit.ts';

/** The text of a transfer as it arrives from a customer of this bank. */
export function deliveredBy(bank: BankHabit, text: string, chance: Random): string {
  const habit = textHabits.find((one) => one.bank === bank.texts);
  if (!habit) throw new Error(`${bank.code} delivers no texts like ${bank.texts}`);
  return deliverText(habit, text, chance);
}
