import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestRuntime } from '../../../test/support/database.ts';
import { createApp } from '../../app.ts';
import { addStaff } from './index.ts';

const runtime = await openTestRuntime();
const app = await createApp(runtime);

async function signIn(login: string, password: string) {
  return app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
}

test('a member of staff signs in, asks who they are, and signs out', async () => {
  await addStaff(runtime.platform, runtime.company, {
    login: 'Truong.Phong',
    displayName: 'Phan Minh Anh',
    password: 'mat-khau-1',
    role: 'business_head',
    unitId: null,
  });
  const answer = await signIn(' truong.phong ', 'mat-khau-1');
  assert.equal(answer.statusCode, 200);
  const cookie = answer.cookies[0]!;
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, 'Strict');
  const cookies = { [cookie.name]: cookie.value };
  const who = await app.inject({ url: '/api/session', cookies });
  assert.equal(who.json().staff.displayName, 'Phan Minh Anh');
  const forged = await app.inject({ method: 'DELETE', url: '/api/session', cookies });
  assert.equal(forged.json().code, 'staff.csrf');
  const csrf = { 'x-csrf-token': answer.json().csrfToken as string };
  assert.equal(
    (await app.inject({ method: 'DELETE', url: '/api/session', cookies, headers: csrf })).statusCode,
    204,
  );
  assert.equal((await app.inject({ url: '/api/session', cookies })).json().code, 'staff.not_signed_in');
});

test('a wrong password and an unknown login get the same answer, and guessing is stopped', async () => {
  await addStaff(runtime.platform, runtime.company, {
    login: 'doan',
    displayName: 'Đoàn',
    password: 'dung-roi',
    role: 'viewer',
    unitId: null,
  });
  assert.equal((await signIn('doan', 'sai')).json().code, 'staff.wrong_sign_in');
  assert.equal((await signIn('khong-co', 'sai')).json().code, 'staff.wrong_sign_in');
  for (let i = 0; i < 9; i++) await signIn('doan', 'sai');
  const stopped = await signIn('doan', 'dung-roi');
  assert.equal(stopped.statusCode, 429);
  assert.equal(stopped.headers['retry-after'], '900');
});

test('an undeclared field is refused by name', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'a', password: 'b', admin: true },
  });
  assert.equal(answer.statusCode, 400);
  assert.equal(answer.json().code, 'request.unknown_field');
  assert.equal(answer.json().errors[0].field, 'admin');
});
