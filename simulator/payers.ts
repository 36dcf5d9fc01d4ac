import type { Month } from '../core/dates.ts';
import { isBilled } from './customers.ts';
import { habitIn, type Habit } from './habits.ts';
import type { Population } from './population.ts';
import { random } from './random.ts';

/** A customer who pays in a month, and how. */
export interface Payer {
  index: number;
  habit: Habit;
}

/**
 * Customers who pay in a month, in the order in which they come: by their day, loosened by up to six days, so that
 * standing orders, phones and cash mix. The fill takes the first part of the running month, live traffic goes on.
 */
export function payersInOrder(population: Population, month: Month): Payer[] {
  const payers: (Payer & { order: number })[] = [];
  for (let index = 0; index < population.size; index++) {
    if (!isBilled(population, index)) continue;
    const habit = habitIn(population, index, month);
    if (!habit) continue;
    const loose = random(population.profile.code, index, month, 'order').next() * 6;
    payers.push({ index, habit, order: habit.day + loose });
  }
  return payers.sort((a, b) => a.order - b.order || a.index - b.index);
}
