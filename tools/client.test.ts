import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readStaffOpenApi } from '../server/staff-openapi.ts';
import { clientFolder, generateStaffClient } from './generate-client.ts';

test("the console's types are what the staff routes declare; after a change run `node tools/generate-client.ts`", async () => {
  const files = await generateStaffClient();
  assert.deepEqual(readdirSync(clientFolder).sort(), [...files.keys()].sort());
  for (const [name, text] of files) {
    const written = readFileSync(join(clientFolder, name), 'utf8').split('\n');
    const lines = text.split('\n');
    // The first line that differs says more than two files side by side.
    const at = lines.findIndex((line, index) => line !== written[index]);
    const line = at === -1 ? lines.length : at;
    assert.equal(written[line], lines[line], `${name}:${line + 1} is stale`);
  }
});

test('every staff route declares what it answers, except where it answers a file or nothing', async () => {
  const { paths = {} } = await readStaffOpenApi();
  const silent = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { responses?: object }>)
      .filter(([, { responses = {} }]) => !JSON.stringify(responses).includes('"application/json"'))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  assert.deepEqual(silent.sort(), [
    'DELETE /session',
    'DELETE /settlement/days/{day}',
    'GET /bills/{id}/qr/file',
    'GET /cheque-slips/{id}/file',
    'GET /clearing/files/{id}/csv',
    'GET /customers/{code}/qr/file',
    'GET /debits/notice-sheets/{id}/file',
    'GET /debits/runs/{id}/file',
    'GET /imports/{id}/rejections.csv',
    'GET /mandates/{id}/photo/file',
    'GET /outreach/plans/{id}/file',
    'GET /outreach/plans/{id}/sheets/file',
    'GET /payment-orders/{id}/file',
    'GET /payment-orders/{id}/form/file',
    'GET /payment-slips/file',
    'GET /targets/plans/{id}/file',
    'POST /statements/lines/{id}/attended',
    'POST /tills/takings/{id}/prints',
    'PUT /debits/terms/{partner}',
  ]);
});
