import type { Month } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import { findFill } from './queries.ts';

/** Audit action that ends a fill. A demo company without it was interrupted while it was being filled. */
export const fillAction = 'demo.filled';

/** From which the simulated outside world knows the same customers again. */
export interface DemoFill {
  /** The latest complete month when the demo was filled. */
  anchor: Month;
  /** Customers of the company. */
  size: number;
  firstMonth: Month;
}

/** Undefined for a company whose demo history is not complete. */
export async function findDemoFill(on: Queryable): Promise<DemoFill | undefined> {
  const detail = await findFill(on, fillAction);
  if (!detail) return undefined;
  const { anchor, size, firstMonth } = detail;
  if (typeof anchor !== 'string' || typeof size !== 'number' || typeof firstMonth !== 'string')
    return undefined;
  return { anchor, size, firstMonth };
}
