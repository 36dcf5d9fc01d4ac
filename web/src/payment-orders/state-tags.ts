import type { Cheque, OrderLine, PaymentOrder } from '../api/payment-order-queries.ts';
import type { Tone } from '../ui/tag.tsx';

export const orderStates = ['draft', 'issued', 'part_paid', 'paid', 'expired', 'cancelled'] as const;
export const toneOfOrder: Record<PaymentOrder['state'], Tone> = {
  draft: 'idle',
  issued: 'busy',
  part_paid: 'warn',
  paid: 'good',
  expired: 'past',
  cancelled: 'past',
};

export const chequeStates = ['received', 'deposited', 'cleared', 'bounced', 'withdrawn'] as const;
export const toneOfCheque: Record<Cheque['state'], Tone> = {
  received: 'idle',
  deposited: 'busy',
  cleared: 'good',
  bounced: 'bad',
  withdrawn: 'past',
};

export const toneOfLine: Record<OrderLine['state'], Tone> = {
  open: 'idle',
  part_paid: 'warn',
  paid: 'good',
  cancelled: 'past',
  written_off: 'past',
};
