import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Queryable } from '../../platform/db.ts';
import { hasDays, insertDays } from './terms-queries.ts';

const file = resolve(import.meta.dirname, '../../../data/holidays/vn.csv');
const by = 'data/holidays/vn.csv';

/**
 * Gives a company the public holidays of the country, once: a calendar that holds anything is its staff's own. Where
 * the file comes from is told in data/holidays/README.md.
 */
export async function ensureHolidays(on: Queryable): Promise<void> {
  if (await hasDays(on)) return;
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const days = lines.map((line) => {
    const comma = line.indexOf(',');
    return { day: line.slice(0, comma), name: line.slice(comma + 1) };
  });
  await insertDays(on, days, by);
}
