import type { Fix } from '../../../core/reconciliation/lanes.ts';
import type { Difference } from '../api/accounting-types.ts';

/** What may be done with a difference, the suggestion first; the place is the number of its key. */
export function fixesOf({ fixes, suggestion }: Pick<Difference, 'fixes' | 'suggestion'>): Fix[] {
  if (fixes.length === 0) return [];
  return [suggestion, ...fixes.filter((fix) => fix !== suggestion)];
}
