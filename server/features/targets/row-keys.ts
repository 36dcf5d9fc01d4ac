/** A unit's place in a plan. */
export function unitKey(id: bigint): string {
  return `u${id}`;
}

export function staffKey(id: bigint): string {
  return `s${id}`;
}

/** What a unit has beside those below it. */
export function restKey(id: bigint): string {
  return `r${id}`;
}
