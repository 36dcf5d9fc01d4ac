import type { Month } from '../core/dates.ts';
import { openPartners, type Notebook, type PartnerWorld } from './partners.ts';
import { payersInOrder, type Payer } from './payers.ts';
import type { Population } from './population.ts';

/** The customers of one company as they come to pay in the running month. */
export interface Field {
  population: Population;
  month: Month;
  partners: PartnerWorld;
  waiting: Payer[];
  /** Position of the next customer in `waiting`. */
  next: number;
}

export async function openField(
  population: Population,
  month: Month,
  { baseUrl, notebook }: { baseUrl: string; notebook: Notebook },
): Promise<Field> {
  const partners = openPartners(population, baseUrl, notebook);
  const waiting = payersInOrder(population, month);
  return { population, month, partners, waiting, next: await findFirstWaiting(waiting, partners) };
}

/** They come in a fixed order, so the first who has not paid yet is found by halving. */
async function findFirstWaiting(waiting: readonly Payer[], partners: PartnerWorld): Promise<number> {
  let low = 0;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const payer = waiting[middle];
    if (payer && (await partners.owesNothing(payer.index, payer.habit))) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function peopleLeft(field: Field): number {
  return field.waiting.length - field.next;
}

/** A way of paying beside the partners. False: the payer goes to his partner. */
export type TakesPayer = (payer: Payer) => Promise<boolean>;

/** Sends the next customer who owes something to pay, as a rule to his partner. False when nobody is left. */
export async function letOnePay(field: Field, takes?: TakesPayer): Promise<boolean> {
  for (;;) {
    const payer = field.waiting[field.next];
    if (!payer) return false;
    field.next += 1;
    if (await takes?.(payer)) return true;
    if ((await field.partners.visit(payer.index, payer.habit)) !== 'nothing_open') return true;
  }
}
