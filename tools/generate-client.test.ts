import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Schema } from './client/document.ts';
import { layOut, type NamedType } from './client/lay-out.ts';
import { generateClientTypes } from './generate-client.ts';

const head = '// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.\n\n';
const answering = (schema: Schema) => ({
  responses: { 200: { content: { 'application/json': { schema } } } },
});
const text = { type: 'string' };

function objectOf(properties: Record<string, Schema>): Schema {
  return { type: 'object', required: Object.keys(properties), properties };
}

test('operations become types of their query, body and answer; schemas become types by name', async () => {
  const files = await generateClientTypes({
    openapi: '3.1.0',
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['code'],
          properties: { code: { type: 'string' }, params: { type: 'object', additionalProperties: {} } },
        },
      },
    },
    paths: {
      '/bills/{id}': {
        put: {
          summary: 'Change a bill',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'format', in: 'query', schema: { const: 'xlsx' } },
          ],
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['states', 'due-on'],
                  properties: {
                    states: { type: 'array', items: { enum: ['open', 'paid'] } },
                    'due-on': {
                      description: 'Business date',
                      anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }],
                    },
                  },
                },
              },
            },
          },
          ...answering({ $ref: '#/components/schemas/Problem' }),
        },
      },
    },
  });
  assert.deepEqual(Object.fromEntries(files), {
    'shared.gen.ts': `${head}export type Problem = { code: string; params?: { [key: string]: unknown } };\n`,
    'bills.gen.ts': `${head}import type { Problem } from './shared.gen.ts';

/** PUT /bills/{id}: Change a bill */
export type PutBillsIdQuery = { format?: 'xlsx' };

/** PUT /bills/{id}: Change a bill */
export type PutBillsIdBody = {
  states: ('open' | 'paid')[];
  /** Business date */
  'due-on': string | null;
};

/** PUT /bills/{id}: Change a bill */
export type PutBillsIdAnswer = Problem;
`,
    'index.gen.ts': `${head}export type * from './bills.gen.ts';\nexport type * from './shared.gen.ts';\n`,
  });
});

test('a shape that occurs again is written once, where all its users find it; what stands inside it counts once', async () => {
  const unit = objectOf({ code: text, name: text, kind: { enum: ['company', 'unit', 'team', 'book'] } });
  const entry = objectOf({ id: text, amount: text, unit });
  const files = await generateClientTypes({
    openapi: '3.1.0',
    paths: {
      '/entries': { get: answering(objectOf({ rows: { type: 'array', items: entry }, next: text })) },
      '/entries/{id}': { get: answering(entry) },
      '/units': { get: answering({ type: 'array', items: unit }) },
    },
  });
  assert.deepEqual(Object.fromEntries(files), {
    'shared.gen.ts': `${head}export type Unit = { code: string; name: string; kind: 'company' | 'unit' | 'team' | 'book' };\n`,
    'entries.gen.ts': `${head}import type { Unit } from './shared.gen.ts';

export type Entry = { id: string; amount: string; unit: Unit };

/** GET /entries */
export type GetEntriesAnswer = { rows: Entry[]; next: string };

/** GET /entries/{id} */
export type GetEntriesIdAnswer = Entry;
`,
    'units.gen.ts': `${head}import type { Unit } from './shared.gen.ts';

/** GET /units */
export type GetUnitsAnswer = Unit[];
`,
    'index.gen.ts': `${head}export type * from './entries.gen.ts';
export type * from './shared.gen.ts';
export type * from './units.gen.ts';
`,
  });
});

test('what has every field of another object and more is that object and the rest', async () => {
  const fields = { id: text, code: text, amount: text, state: text, due: text };
  const rows = { type: 'array', items: objectOf(fields) };
  const files = await generateClientTypes({
    openapi: '3.1.0',
    paths: {
      '/bills': { get: answering(objectOf({ rows })) },
      '/bills/{id}': { get: answering(objectOf({ ...fields, lines: { type: 'array', items: text } })) },
      '/units': { get: answering(objectOf({ ...fields, code: { type: 'number' }, name: text })) },
    },
  });
  const written = files.get('bills.gen.ts') ?? '';
  assert.match(
    written,
    /export type Bill = \{ id: string; code: string; amount: string; state: string; due: string \};/,
  );
  assert.match(written, /export type GetBillsIdAnswer = Bill & \{ lines: string\[\] \};/);
  assert.doesNotMatch(files.get('units.gen.ts') ?? '', /Bill/, 'one field is another');
});

test('a file that would be too long is parted by the next segment of the path; one that cannot be is refused', async () => {
  const types = ['/bills/open', '/bills/{id}/paid', '/units'].map((path, index): NamedType => {
    return { name: `T${index}`, text: `export type T${index} = Shape;`, uses: ['Shape'], paths: [path] };
  });
  const shape = { name: 'Shape', text: 'export type Shape = 1;', uses: [], paths: ['/bills/open', '/bills'] };
  const parted = await layOut([shape, ...types.slice(0, 2)], 6, { singleQuote: true });
  assert.deepEqual([...parted.keys()].sort(), [
    'bills-open.gen.ts',
    'bills-paid.gen.ts',
    'bills.gen.ts',
    'index.gen.ts',
  ]);
  assert.match(parted.get('bills-open.gen.ts') ?? '', /import type \{ Shape \} from '.\/bills.gen.ts';/);
  await assert.rejects(layOut(types, 2, null), /longer than 2 lines/);
});
