import type { Tone } from '../ui/tag.tsx';

export const billTones: Record<string, Tone> = {
  unreleased: 'idle',
  open: 'idle',
  part_paid: 'warn',
  paid: 'good',
  cancelled: 'past',
  written_off: 'past',
};
