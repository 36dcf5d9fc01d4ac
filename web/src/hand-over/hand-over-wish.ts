import type { HandOverWish } from '../api/collecting-queries.ts';

/** Stands for nobody alone (vãng lai) in the address, where a partner's code could stand; codes have no dash. */
export const walkIn = 'walk-in';

export interface HandOverSearch {
  to?: string | undefined;
  from?: string | undefined;
  unit?: string | undefined;
  book?: string | undefined;
  period?: string | undefined;
}

/** What the address asks for; what it still lacks. */
export function readWish(search: HandOverSearch): HandOverWish | 'startTo' | 'startFilter' {
  const { to, from, unit, book, period } = search;
  if (!to) return 'startTo';
  if (!unit && !book && !period && (!from || from === walkIn)) return 'startFilter';
  return {
    partner: to === walkIn ? null : to,
    ...(unit && { unit }),
    ...(book && { book }),
    ...(period && { period }),
    ...(from && { from: from === walkIn ? null : from }),
  };
}
