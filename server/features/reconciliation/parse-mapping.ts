import { Errors } from 'typebox/value';
import type { Mapping } from '../../../core/reconciliation/mapping.ts';
import { MappingSchema } from './mapping-schemas.ts';

/** Reads a mapping as text; says in words what is wrong with it. */
export function parseMapping(text: string): { mapping: Mapping } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const [first] = Errors(MappingSchema, value);
  if (first) return { problem: `${first.instancePath || '/'} ${first.message}` };
  return { mapping: value as Mapping };
}
