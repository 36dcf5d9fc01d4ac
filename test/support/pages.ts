import assert from 'node:assert/strict';
import type { StaffClient } from './staff.ts';

interface Page {
  total: number;
  rows: { code: string }[];
  next: string | null;
}

/** The code of every row of a list, by pages of a size, in order; the list's total must say how many they are. */
export async function codesOfPages(reader: StaffClient, path: string, limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let behind = ''; ;) {
    const { status, body } = await reader.get(`${path}&limit=${limit}${behind}`);
    assert.equal(status, 200, JSON.stringify(body));
    const { total, rows, next } = body as Page;
    found.push(...rows.map(({ code }) => code));
    if (next === null) {
      assert.equal(total, found.length, path);
      return found.sort();
    }
    behind = `&after=${encodeURIComponent(next)}`;
  }
}
