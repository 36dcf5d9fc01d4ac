import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../../app.ts';
import { makePartner } from '../../../test/support/make.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { signInAs } from '../../../test/support/staff.ts';

const runtime = await openTestRuntime();
const app = await createApp(runtime);
const accountant = await signInAs(app, runtime, 'accountant');

test('routes answer', async () => {
  const partner = await makePartner(runtime);
  for (const url of [
    '/settlement/calendar',
    '/settlement/windows',
    `/settlement/terms/${partner.code}`,
    '/settlement/days',
    `/settlement/fees?partner=${partner.code}`,
    `/settlement/prefund/${partner.code}`,
    '/bank-credits',
  ]) {
    const answer = await accountant.get(url);
    assert.equal(answer.status, 200, `${url} ${JSON.stringify(answer.body)}`);
  }
});
