import {
  IconAlertTriangle,
  IconCash,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHistory,
  IconLoader2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

export type Tone = 'good' | 'bad' | 'warn' | 'idle' | 'busy' | 'past' | 'cash';

const icons = {
  good: IconCircleCheck,
  bad: IconCircleX,
  warn: IconAlertTriangle,
  idle: IconCircleDashed,
  busy: IconLoader2,
  past: IconHistory,
  cash: IconCash,
};

/** A state, told by icon and word before colour. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className={`td-tag td-tag-${tone}`}>
      <Icon size={15} stroke={1.9} aria-hidden />
      {children}
    </span>
  );
}
