import { typeName, type Json, type Schema } from './document.ts';

/** The name under which a schema is declared elsewhere; nothing where it is to be written out. */
export type NameOf = (schema: Schema) => string | undefined;

/** The TypeScript type of a schema, not yet formatted; what `nameOf` knows is written as that name. */
export function typeText(schema: Schema, nameOf: NameOf): string {
  return nameOf(schema) ?? writtenOut(schema, nameOf);
}

/** The same without a name for the schema itself: what stands behind `type Name =`. */
export function writtenOut(schema: Schema, nameOf: NameOf): string {
  if (typeof schema['$ref'] === 'string') return referredName(schema['$ref']);
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  const union = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(union)) return joined(union, ' | ', nameOf);
  if (Array.isArray(schema['allOf'])) return joined(schema['allOf'], ' & ', nameOf);
  if (Array.isArray(schema['type'])) {
    return schema['type'].map((type) => typeText({ ...schema, type }, nameOf)).join(' | ');
  }
  switch (schema['type']) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `(${typeText((schema['items'] as Schema | undefined) ?? {}, nameOf)})[]`;
    case 'object':
      return objectText(schema, nameOf);
    default:
      return 'unknown';
  }
}

/** `#/components/schemas/Figure` is `Figure`. */
export function referredName(ref: string): string {
  return typeName(ref.split('/').at(-1) ?? '');
}

function joined(schemas: Json[], operator: string, nameOf: NameOf): string {
  const types = [...new Set(schemas.map((schema) => typeText(schema as Schema, nameOf)))];
  if (operator === ' & ') return types.map((type) => `(${type})`).join(operator);
  // One text among any texts says nothing to a compiler.
  const said = types.includes('string')
    ? types.filter((type) => !/^"[^"]*"( \| "[^"]*")*$/.test(type))
    : types;
  return said.join(operator);
}

function objectText(schema: Schema, nameOf: NameOf): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  const fields = properties.map(([name, property]) => {
    const comment =
      typeof property['description'] === 'string' ? `\n/** ${property['description']} */\n` : ' ';
    const optional = required.includes(name) ? '' : '?';
    return `${comment}${JSON.stringify(name)}${optional}: ${typeText(property, nameOf)};`;
  });
  const others = othersOf(schema);
  if (others) fields.push(` [key: string]: ${fields.length > 0 ? 'unknown' : typeText(others, nameOf)};`);
  if (fields.length === 0) return 'Record<string, never>';
  // Where something is commented every field has a line of its own, which formatting keeps.
  const start = fields.some((field) => field.startsWith('\n')) ? '{\n' : '{';
  return `${start}${fields.join('')} }`;
}

/** What fields beside the declared ones hold. */
export function othersOf(schema: Schema): Schema | undefined {
  const others =
    schema['additionalProperties'] ?? Object.values((schema['patternProperties'] ?? {}) as Schema)[0];
  return others !== null && typeof others === 'object' && !Array.isArray(others) ? others : undefined;
}
