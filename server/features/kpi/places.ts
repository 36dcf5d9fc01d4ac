import { sql, type RawBuilder } from 'kysely';
import type { CursorPage } from './customer-pages.ts';

/** A unit's part of a commune, and how many of what a list asks for are there; from stored sums. */
export interface Place {
  org_unit_id: bigint;
  commune_code: string;
  found: number;
}

/** A list by place goes unit by unit, commune by commune, customer by customer; this names the last one given. */
export const spotPattern = '^[0-9]{1,18}~[^~]{0,20}~[0-9]{1,18}$';

export const writeSpot = (row: { org_unit_id: bigint; commune_code: string; id: bigint }): string =>
  `${row.org_unit_id}~${row.commune_code}~${row.id}`;

export const totalOf = (places: readonly Place[]): number =>
  places.reduce((sum, { found }) => sum + found, 0);

/**
 * The places that the next page needs, as a SQL relation `place (unit, commune, after, turn)`: those behind the spot, until
 * they hold enough, so that neither a full company nor an almost empty one is gone through.
 */
export function placesOfPage(places: readonly Place[], { after, limit }: CursorPage): RawBuilder<unknown> {
  const [unit, commune, customer] = after?.split('~') ?? ['0', '', '0'];
  const from: Place = { org_unit_id: BigInt(unit ?? 0), commune_code: commune ?? '', found: 0 };
  const left = places.filter((place) => comparePlaces(place, from) >= 0).sort(comparePlaces);
  let held = 0;
  const enough = left.findIndex((place, index) => {
    // Of the first place some may have been given already.
    held += index === 0 ? 0 : place.found;
    return held >= limit;
  });
  const next = enough === -1 ? left : left.slice(0, enough + 1);
  const afters = next.map((place) => (comparePlaces(place, from) === 0 ? BigInt(customer ?? 0) : 0n));
  return sql`unnest(${next.map(({ org_unit_id }) => org_unit_id)}::bigint[],
    ${next.map(({ commune_code }) => commune_code)}::text[], ${afters}::bigint[])
    with ordinality place (unit, commune, after, turn)`;
}

function comparePlaces(a: Place, b: Place): number {
  if (a.org_unit_id !== b.org_unit_id) return a.org_unit_id < b.org_unit_id ? -1 : 1;
  return a.commune_code === b.commune_code ? 0 : a.commune_code < b.commune_code ? -1 : 1;
}
