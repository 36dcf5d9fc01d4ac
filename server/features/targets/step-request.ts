import { Type } from 'typebox';
import type { StaffContext } from '../staff/index.ts';
import type { Actor, Seen } from './take-step.ts';

export const IdParams = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) });

export function seenOf(params: { id: string }, body: { version: number }): Seen {
  return { planId: BigInt(params.id), version: body.version };
}

export function actorOf({ login, scope, businessDate, requestId }: StaffContext): Actor {
  return { login, scope, businessDate, requestId };
}
