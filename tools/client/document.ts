/** An OpenAPI 3.1 document, as far as types are made of it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** JSON Schema 2020-12, as far as TypeBox writes it. */
export type Schema = { [key: string]: Json };

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

/** What one operation takes in its query or body, or answers. */
export interface Declaration {
  method: string;
  path: string;
  part: 'Query' | 'Body' | 'Answer';
  /** Method, path and part: `GetKpiCustomersAnswer`. */
  name: string;
  doc: string;
  /** None where an operation answers nothing that is JSON. */
  schema: Schema | undefined;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** In the order of paths and methods, so that the same document always gives the same list. */
export function readDeclarations(document: OpenApiDocument): Declaration[] {
  return sorted(document.paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method];
      return operation ? declarationsOf(method, path, operation) : [];
    }),
  );
}

function declarationsOf(method: string, path: string, operation: Operation): Declaration[] {
  const doc = `${method.toUpperCase()} ${path}${operation.summary ? `: ${operation.summary}` : ''}`;
  const declare = (part: Declaration['part'], schema: Schema | undefined): Declaration => ({
    method,
    path,
    part,
    name: typeName(`${method} ${path} ${part}`),
    doc,
    schema,
  });
  const declarations: Declaration[] = [];
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  if (query.length > 0) {
    const properties = Object.fromEntries(query.map((parameter) => [parameter.name, parameter.schema ?? {}]));
    const required = query.flatMap((parameter) => (parameter.required ? [parameter.name] : []));
    declarations.push(declare('Query', { type: 'object', properties, required }));
  }
  const body = operation.requestBody?.content?.['application/json']?.schema;
  if (body) declarations.push(declare('Body', body));
  const good = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'));
  if (good) declarations.push(declare('Answer', good[1].content?.['application/json']?.schema));
  return declarations;
}

/** `get /kpi/customers/{code}` is `GetKpiCustomersCode`. */
export function typeName(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

export function sorted<Value>(record: Record<string, Value> | undefined): [string, Value][] {
  return Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
