import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateClientTypes } from './generate-client.ts';

test('operations become types of their query, body and answer; schemas become types by name', () => {
  const text = generateClientTypes({
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
                    'due-on': { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
                  },
                },
              },
            },
          },
          responses: {
            200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
          },
        },
      },
    },
  });
  assert.equal(
    text,
    `// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Problem = {
  code: string;
  params?: {
    [key: string]: unknown;
  };
};

/** PUT /bills/{id}: Change a bill */
export type PutBillsIdQuery = {
  format?: "xlsx";
};

/** PUT /bills/{id}: Change a bill */
export type PutBillsIdBody = {
  states: ("open" | "paid")[];
  "due-on": string | null;
};

/** PUT /bills/{id}: Change a bill */
export type PutBillsIdAnswer = Problem;
`,
  );
});
