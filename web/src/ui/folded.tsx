import type { ReactNode } from 'react';
import { usePhone } from './use-media.ts';

/** A part that would take many screens of a phone, folded there until it is asked for; open on a desk and on paper. */
export function FoldedOnPhone({ summary, children }: { summary: string; children: ReactNode }) {
  if (!usePhone()) return children;
  return (
    <details className="td-data-table">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
