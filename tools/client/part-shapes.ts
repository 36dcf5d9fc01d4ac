import type { Declaration, Schema } from './document.ts';
import { childrenOf, shapeKey } from './shared-shapes.ts';
import { othersOf } from './type-text.ts';

/** Of what is smaller than this a type reads as well with every field written out. */
const fewestFields = 5;

interface Row {
  schema: Schema;
  fields: ReadonlySet<string>;
}

/**
 * An object that has every field of another one and more becomes that one and what it adds (`allOf`): a detail is the row
 * of its list and more. Of several the largest is taken.
 */
export function partByRows(declarations: readonly Declaration[]): Declaration[] {
  const rows = new Map<string, Row>();
  for (const { schema } of declarations) if (schema) collect(schema, rows);
  const bySize = [...rows.values()].sort((a, b) => b.fields.size - a.fields.size);
  return declarations.map((declaration) =>
    declaration.schema ? { ...declaration, schema: parted(declaration.schema, bySize) } : declaration,
  );
}

function collect(schema: Schema, rows: Map<string, Row>): void {
  const fields = fieldsOf(schema);
  if (fields.size >= fewestFields) rows.set(shapeKey(schema), { schema, fields });
  for (const { child } of childrenOf(schema)) collect(child, rows);
}

/** Each field of a closed object as one text, comments included; none of anything else. */
function fieldsOf(schema: Schema): ReadonlySet<string> {
  if (schema['type'] !== 'object' || othersOf(schema)) return new Set();
  return new Set(propertiesOf(schema).map(([name]) => shapeKey(withOnly(schema, [name]))));
}

function propertiesOf(schema: Schema): [string, Schema][] {
  return Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
}

function withOnly(schema: Schema, names: readonly string[]): Schema {
  const required = (schema['required'] ?? []) as string[];
  return {
    type: 'object',
    properties: Object.fromEntries(propertiesOf(schema).filter(([name]) => names.includes(name))),
    required: required.filter((name) => names.includes(name)),
  };
}

function parted(schema: Schema, rows: readonly Row[]): Schema {
  const fields = fieldsOf(schema);
  const row = rows.find((one) => one.fields.size < fields.size && one.fields.isSubsetOf(fields));
  if (!row) return withParts(schema, rows);
  const known = new Set(propertiesOf(row.schema).map(([name]) => name));
  const added = propertiesOf(schema).flatMap(([name]) => (known.has(name) ? [] : [name]));
  const { description } = schema;
  return {
    ...(description !== undefined && { description }),
    allOf: [parted(row.schema, rows), withParts(withOnly(schema, added), rows)],
  };
}

/** The same schema with the ones inside it parted. */
function withParts(schema: Schema, rows: readonly Row[]): Schema {
  const part = (child: unknown): Schema => parted(child as Schema, rows);
  const made = { ...schema };
  for (const union of ['anyOf', 'oneOf', 'allOf'])
    if (Array.isArray(schema[union])) made[union] = schema[union].map(part);
  if (schema['items']) made['items'] = part(schema['items']);
  if (schema['properties'])
    made['properties'] = Object.fromEntries(propertiesOf(schema).map(([name, child]) => [name, part(child)]));
  return made;
}
