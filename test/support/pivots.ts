import { parseAddress, type Address, type Pivot } from '../../core/pivots/pivot.ts';

/** The table of an address that is known to be sound. */
export function pivotOf(address: Address): Pivot {
  const pivot = parseAddress(address);
  if ('fault' in pivot) throw new Error(`${pivot.fault} ${pivot.text}`);
  return pivot;
}
