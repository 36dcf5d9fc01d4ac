import { existsSync, mkdirSync } from 'node:fs';
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

/** Writes `test/screenshots/<name>.png`, and tells when the page can be pushed sideways, which no screen may. */
export async function photograph(page: Page, name: string): Promise<{ sidewaysBy: number }> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: resolve(screenshots, `${name}.png`), fullPage: true });
  // The browser's own words: its global names are unknown to the server's compiler.
  const sidewaysBy = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return { sidewaysBy };
}
