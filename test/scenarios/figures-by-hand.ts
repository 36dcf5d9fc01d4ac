import assert from 'node:assert/strict';
import * as plain from '../support/plain-count.ts';
import type { StaffClient } from '../support/staff.ts';

/** Who asks, what they add to a question, and the units that the answer is about. */
export interface Reader {
  who: StaffClient;
  asks: string;
  meant: readonly string[];
}

export async function ask(who: StaffClient, url: string) {
  const { status, body } = await who.get(url);
  assert.equal(status, 200, `${url} ${JSON.stringify(body)}`);
  return body;
}

export const codesOf = (rows: readonly { code: string }[]): string[] => rows.map(({ code }) => code).sort();

export const numbers = (figure: { denominator: string; official: { numerator: string } }): number[] => [
  Number(figure.official.numerator),
  Number(figure.denominator),
];
type Figure = Parameters<typeof numbers>[0] & { strict: { numerator: string } };

/** The figures of an answer are those of these months of customers, under both definitions. */
export function assertFigures(
  shown: Record<'customers' | 'bills' | 'money', Figure | null>,
  rows: readonly plain.PlainMonth[],
): void {
  const [official, strict] = [plain.ownCash, plain.anyCash].map((rule) => plain.plainSums(rows, rule));
  for (const thing of ['customers', 'bills', 'money'] as const) {
    assert.deepEqual(numbers(shown[thing]!), [...official![thing]], thing);
    assert.equal(Number(shown[thing]!.strict.numerator), strict![thing][0], `${thing} strict`);
  }
}

export const billsIn = (rows: readonly plain.PlainMonth[]): number => rows.flatMap((row) => row.bills).length;

/** Places add up to a total that is shown: those of few bills are not, nor enough others that none of them can be told. */
export function assertPlaces(
  shown: ({ code: string; small: boolean; covers: boolean } & Parameters<typeof assertFigures>[0])[],
  rows: readonly plain.PlainMonth[],
): void {
  const there = Map.groupBy(rows, ({ commune }) => commune);
  assert.deepEqual(codesOf(shown), [...there.keys()].sort());
  const withheld = shown.filter(({ customers }) => customers === null);
  for (const place of shown) {
    const own = there.get(place.code)!;
    assert.equal(place.small, billsIn(own) < 5);
    assert.equal(place.small || place.covers, withheld.includes(place));
    if (place.customers !== null) assertFigures(place, own);
  }
  if (withheld.length === shown.length) return;
  assert.notEqual(withheld.length, 1);
  assert.equal(
    withheld.some(({ covers }) => covers),
    withheld.length > 0 && withheld.filter(({ small }) => small).length < withheld.length,
  );
  const away = withheld.flatMap(({ code }) => there.get(code)!);
  if (withheld.length > 0) assert.ok(billsIn(away) >= 5 && withheld.some(({ small }) => small));
}
