import { test, type TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import { createApp } from '../../server/app.ts';
import { addStaff, type Role } from '../../server/features/staff/index.ts';
import type { App } from '../../server/platform/http.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { buildWeb } from '../../tools/build-web.ts';
import { findChromium, launchBrowser, password } from './browser.ts';
import { openTestRuntime } from './database.ts';
import { makeFolder } from './files.ts';
import { listen } from './gateways.ts';

const chromium = findChromium();

/** A test in a real browser, which is closed before what the test has opened ends. Left out, loudly, without Chromium. */
export function browserTest(
  title: string,
  work: (t: TestContext, browser: Browser) => Promise<void>,
  options: { timeout: number } = { timeout: 480_000 },
): void {
  const skip = chromium === undefined && 'no Chromium: the browser tests did not run';
  void test(title, { skip, ...options }, async (t) => {
    const browser = await launchBrowser(chromium ?? '');
    t.after(() => browser.close());
    await work(t, browser);
  });
}

export interface RunningConsole {
  runtime: Runtime & { company: Company };
  company: Company;
  app: App;
  address: string;
}

/** The console on a database of its own, with these people by login, all of whom sign in with `password`. */
export async function startConsole(people: Readonly<Record<string, Role>> = {}): Promise<RunningConsole> {
  await buildWeb(() => undefined);
  const runtime = await openTestRuntime({ dataDir: makeFolder() });
  const { company } = runtime;
  for (const [login, role] of Object.entries(people)) {
    const person = { login, displayName: 'Phan Minh Anh', role, unitId: null, password };
    await addStaff(runtime.platform, company, person);
  }
  const app = await createApp(runtime);
  return { runtime, company, app, address: await listen(app) };
}
