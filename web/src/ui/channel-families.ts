import type { Channel } from '../../../core/channels.ts';
import type { ChannelFamily } from '../theme.ts';

/** Which family of the fixed chart order and colours a channel belongs to. */
export const familyOfChannel: Record<Channel, ChannelFamily> = {
  bank_app: 'bank',
  bank_counter: 'bank',
  bank_card: 'bank',
  vietqr: 'bank',
  auto_debit_bank: 'auto_debit',
  auto_debit_wallet: 'auto_debit',
  wallet: 'wallet',
  mobile_money: 'mobile_money',
  payment_order: 'order',
  cheque: 'order',
  agent_cash: 'agent_cash',
  staff_cash: 'staff_cash',
  counter_cash: 'counter_cash',
};

export const channelFamilies: readonly ChannelFamily[] = [
  'bank',
  'auto_debit',
  'wallet',
  'mobile_money',
  'order',
  'agent_cash',
  'staff_cash',
  'counter_cash',
];
