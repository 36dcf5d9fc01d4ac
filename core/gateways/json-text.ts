/**
 * JSON as signatures need it: a number keeps the spelling it was sent with. `50000`, `50000.0` and `5e4` are one number and
 * three signed texts, and an order code above 2^53 must not lose its last digits on the way to the check.
 */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonValue = string | boolean | null | NumberText | JsonValue[] | { [name: string]: JsonValue };
export type JsonObject = { [name: string]: JsonValue };

type Reviver = (name: string, value: unknown, context: { source?: string }) => unknown;

/** The value of a JSON text, or undefined where it is none (or nested deeper than the stack is). Of equal names the last counts. */
export function parseJson(text: string): JsonValue | undefined {
  const keepSpelling: Reviver = (_name, value, { source }) =>
    typeof value === 'number' ? new NumberText(source ?? String(value)) : value;
  try {
    return JSON.parse(text, keepSpelling as (name: string, value: unknown) => unknown) as JsonValue;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText)
  );
}

/** How deep names are put in order: not at all, in this object alone, in objects inside objects, or inside lists too. */
export type KeyOrder = 'as_sent' | 'outer' | 'objects' | 'everywhere';

const orderInside: Record<KeyOrder, KeyOrder> = {
  as_sent: 'as_sent',
  outer: 'as_sent',
  objects: 'objects',
  everywhere: 'everywhere',
};

/** Compact JSON as `JSON.stringify` writes it, numbers in their own spelling, names by UTF-16 code unit where ordered. */
export function writeJson(value: JsonValue, order: KeyOrder): string {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) {
    const inside = order === 'everywhere' ? order : 'as_sent';
    return `[${value.map((item) => writeJson(item, inside)).join(',')}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const names = order === 'as_sent' ? Object.keys(value) : Object.keys(value).sort();
  const parts = names.map((name) => `${JSON.stringify(name)}:${writeJson(value[name]!, orderInside[order])}`);
  return `{${parts.join(',')}}`;
}
