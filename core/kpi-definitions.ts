import type { Channel, Tender } from './channels.ts';
import { channels } from './channels.ts';

/**
 * Cashless ratios, versioned. For a period P (the bills of P that are not cancelled and above zero):
 * - customers: those whose bills of P are all cashless / those with at least one such bill
 * - bills: those fully paid with every allocation cashless / all
 * - money: dong allocated through a cashless channel / dong billed
 */
export type DefinitionName = 'official' | 'strict';

/** Which payments count as cashless. */
export interface CashRule {
  /** Channels that never count as cashless. */
  cashChannels: readonly Channel[];
  /** Channels that count only when the partner reports that the tender was an account. */
  tenderDecides: readonly Channel[];
}

export interface KpiDefinition extends CashRule {
  name: DefinitionName;
  version: number;
}

export const kpiDefinitions: Record<DefinitionName, KpiDefinition> = {
  /** As power companies report it: everything that the company's own hands did not take in cash. */
  official: { name: 'official', version: 1, cashChannels: ['staff_cash', 'counter_cash'], tenderDecides: [] },
  /** Electronic in the narrow sense: no cash at an agent's point, nor at a bank counter unless told otherwise. */
  strict: {
    name: 'strict',
    version: 1,
    cashChannels: ['staff_cash', 'counter_cash', 'agent_cash'],
    tenderDecides: ['bank_counter'],
  },
};

export function isCashless(definition: CashRule, channel: Channel, tender: Tender | null): boolean {
  if (definition.cashChannels.includes(channel)) return false;
  if (definition.tenderDecides.includes(channel)) return tender === 'account';
  return true;
}

/** Channels in which cash changes hands, shown by name beside every ratio, under either definition. */
export const cashChannels: readonly Channel[] = channels.filter((channel) => channel.endsWith('_cash'));
