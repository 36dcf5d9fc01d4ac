import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const screenshots = resolve(import.meta.dirname, '../screenshots');
const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The sizes at which a screen has to look finished. */
export const screenSizes = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;
export type Size = (typeof screenSizes)[number];

/** With which everybody signs in. */
export const password = 'mat-khau-thu';

/**
 * Debian's Chromium, or the one `CHROMIUM_PATH` names. Without any: undefined and a loud line, so that nobody takes the
 * browser tests for passed; on the build machine (`CI=true`) that is an error.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  const found = named ? [named].find(existsSync) : usualPlaces.find(existsSync);
  if (found) return found;
  const line = `NO CHROMIUM (${named ?? usualPlaces.join(', ')}): THE BROWSER TESTS DID NOT RUN`;
  if (env['CI'] === 'true') throw new Error(line);
  process.stderr.write(`\n${'!'.repeat(line.length)}\n${line}\n${'!'.repeat(line.length)}\n\n`);
  return undefined;
}

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}

/** A page of that size, in Vietnamese and without motion, which is not what tests wait for. A script that fails fails the test. */
export async function openPage(browser: Browser, { width, height }: Size = screenSizes[0]): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  page.on('pageerror', (error) => assert.fail(`the page failed: ${error.message}`));
  return page;
}

/** Comes to a path as nobody, is asked to sign in, and stands there signed in. */
export async function openSignedIn(
  browser: Browser,
  address: string,
  { login, size, path = '/board' }: { login: string; size: Size; path?: string },
): Promise<Page> {
  const page = await openPage(browser, size);
  await page.goto(`${address}${path}`);
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu').first().fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL(`**${path}`);
  return page;
}

/**
 * No screen may be pushed sideways or, on a desk, break a rule of WCAG 2.1 A and AA. With `SCREENSHOTS=1` it is kept as
 * `test/screenshots/<name>.png` for people to look at.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] === '1') {
    mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: resolve(screenshots, `${name}.png`), fullPage: true });
  }
  // The browser's own words: its global names are unknown to the server's compiler.
  const sidewaysBy = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  assert.equal(sidewaysBy, 0, `${name} can be pushed sideways`);
  if (page.viewportSize()?.width === screenSizes[0].width)
    assert.deepEqual(await listBarriers(page), [], `${name} cannot be used by everybody`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The menu is the same on every page, and half of what there is to look at: the first page of a test file is enough. */
let menuSeen = false;

/** What axe-core finds on the page as it stands: rule, the first element that breaks it, and how. */
async function listBarriers(page: Page): Promise<string[]> {
  const where = menuSeen ? "{ exclude: [['.td-sidebar']] }" : 'document';
  menuSeen = true;
  await page.evaluate(axe);
  return page.evaluate<string[]>(`
    axe.run(${where}, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
      selectors: false,
    }).then(({ violations }) =>
      violations.map(({ id, nodes: [first] }) => [id, first.html, first.failureSummary].join(': ')))`);
}
