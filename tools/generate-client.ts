import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readStaffOpenApi } from '../server/staff-openapi.ts';

/**
 * TypeScript types from an OpenAPI 3.1 document. `node tools/generate-client.ts` writes those of the staff API for the
 * console; run it in the commit that changes what a staff route takes or answers. It needs no database. Per operation it writes the query, the body and the answer, named after method and path (`GetKpiCustomersAnswer`);
 * per component schema, an interface. Types only: what sends the requests is written by hand.
 */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Schema = { [key: string]: Json };

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
  summary?: string;
}

export interface OpenApiDocument {
  openapi: string;
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** The whole file; the same document always gives the same text. */
export function generateClientTypes(document: OpenApiDocument): string {
  const parts = ['// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.'];
  for (const [name, schema] of sorted(document.components?.schemas)) {
    parts.push(`export type ${typeName(name)} = ${typeOf(schema, 0)};`);
  }
  for (const [path, operations] of sorted(document.paths)) {
    for (const method of methods) {
      const operation = operations[method];
      if (operation) parts.push(...operationTypes(method, path, operation));
    }
  }
  return `${parts.join('\n\n')}\n`;
}

function operationTypes(method: string, path: string, operation: Operation): string[] {
  const name = typeName(`${method} ${path}`);
  const parts: string[] = [];
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  if (query.length > 0) {
    const properties = Object.fromEntries(query.map((parameter) => [parameter.name, parameter.schema ?? {}]));
    const required = query.flatMap((parameter) => (parameter.required ? [parameter.name] : []));
    parts.push(`export type ${name}Query = ${typeOf({ type: 'object', properties, required }, 0)};`);
  }
  const body = operation.requestBody?.content?.['application/json']?.schema;
  if (body) parts.push(`export type ${name}Body = ${typeOf(body, 0)};`);
  const good = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'));
  const answer = good?.[1].content?.['application/json']?.schema;
  if (good) parts.push(`export type ${name}Answer = ${answer ? typeOf(answer, 0) : 'undefined'};`);
  const doc = `/** ${method.toUpperCase()} ${path}${operation.summary ? `: ${operation.summary}` : ''} */\n`;
  return parts.map((part) => doc + part);
}

/** JSON Schema 2020-12, as far as TypeBox writes it. */
function typeOf(schema: Schema, depth: number): string {
  if (typeof schema['$ref'] === 'string') return typeName(schema['$ref'].split('/').at(-1) ?? '');
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  const union = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(union)) return unionOf(union, ' | ', depth);
  if (Array.isArray(schema['allOf'])) return unionOf(schema['allOf'], ' & ', depth);
  if (Array.isArray(schema['type'])) {
    return schema['type'].map((type) => typeOf({ ...schema, type }, depth)).join(' | ');
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
      return `${parenthesised(typeOf((schema['items'] as Schema | undefined) ?? {}, depth))}[]`;
    case 'object':
      return objectOf(schema, depth);
    default:
      return 'unknown';
  }
}

function unionOf(schemas: Json[], operator: string, depth: number): string {
  const types = schemas.map((schema) => typeOf(schema as Schema, depth));
  return [...new Set(types)].map((type) => (operator === ' & ' ? parenthesised(type) : type)).join(operator);
}

function objectOf(schema: Schema, depth: number): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  const pad = '  '.repeat(depth + 1);
  const lines = properties.map(([name, property]) => {
    const comment =
      typeof property['description'] === 'string' ? `${pad}/** ${property['description']} */\n` : '';
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return `${comment}${pad}${key}${required.includes(name) ? '' : '?'}: ${typeOf(property, depth + 1)};`;
  });
  const others =
    schema['additionalProperties'] ?? Object.values((schema['patternProperties'] ?? {}) as Schema)[0];
  if (others !== null && typeof others === 'object') {
    lines.push(`${pad}[key: string]: ${lines.length > 0 ? 'unknown' : typeOf(others as Schema, depth + 1)};`);
  }
  return lines.length === 0 ? 'Record<string, never>' : `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

function parenthesised(type: string): string {
  return /[|&]/.test(type) && !type.startsWith('{') ? `(${type})` : type;
}

/** `get /kpi/customers/{code}` is `GetKpiCustomersCode`. */
function typeName(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function sorted<Value>(record: Record<string, Value> | undefined): [string, Value][] {
  return Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What web/src/api/client.gen.ts must hold. */
export async function generateStaffClient(): Promise<string> {
  return generateClientTypes((await readStaffOpenApi()) as OpenApiDocument);
}

if (import.meta.main) {
  writeFileSync(resolve(import.meta.dirname, '../web/src/api/client.gen.ts'), await generateStaffClient());
}
