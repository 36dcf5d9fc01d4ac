/**
 * Which places of a table are not shown because they would speak of single households, and which further ones because
 * those could be told from the total that is shown: secondary (complementary) cell suppression, as in the handbook on
 * statistical disclosure control of the European statistical offices (Hundepool and others, 2010, chapter 4).
 */

/** Fewer bills than this would speak of single households. */
export const leastBills = 5n;

/** `few`: too few by itself. `cover`: so that another cannot be told from the total. Null: shown. */
export type Withheld = 'few' | 'cover' | null;

/**
 * Of places that add up to a shown total: those of fewer than `least`, and with them the smallest others until at least two
 * are left out which hold at least `least` together. A place of nothing says nothing and is shown.
 */
export function withholdAmong(counts: readonly bigint[], least: bigint = leastBills): Withheld[] {
  const withheld = counts.map((count): Withheld => (count > 0n && count < least ? 'few' : null));
  const few = withheld.filter((one) => one !== null).length;
  if (few === 0) return withheld;
  const bySize = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count, at }) => count > 0n && withheld[at] === null)
    .sort((a, b) => (a.count < b.count ? -1 : a.count > b.count ? 1 : a.at - b.at));
  let together = counts.reduce((sum, count, at) => (withheld[at] ? sum + count : sum), 0n);
  for (let left = few; left < 2 || together < least; left++) {
    const next = bySize.shift();
    if (!next) break;
    withheld[next.at] = 'cover';
    together += next.count;
  }
  return withheld;
}

/**
 * The same for places within groups that are shown too, such as communes within districts: neither the total nor a group
 * tells a place. A group that is not shown keeps at least one of its places back, so that they do not add up to it.
 */
export function withholdInGroups(
  groups: readonly (readonly bigint[])[],
  least: bigint = leastBills,
): { group: Withheld; parts: Withheld[] }[] {
  const whole = withholdAmong(
    groups.map((parts) => parts.reduce((sum, count) => sum + count, 0n)),
    least,
  );
  return groups.map((parts, at) => {
    const group = whole[at] ?? null;
    return { group, parts: group === null ? withholdAmong(parts, least) : keepBack(parts, least) };
  });
}

/** Of the places of a group, or of a place, that is not shown itself: at least one of them is not either. */
export function keepBack(parts: readonly bigint[], least: bigint = leastBills): Withheld[] {
  const withheld = withholdAmong(parts, least);
  if (withheld.some((one) => one !== null)) return withheld;
  const filled = parts.filter((count) => count > 0n);
  const smallest = filled.reduce((one, other) => (other < one ? other : one), filled[0] ?? 0n);
  const at = filled.length === 0 ? -1 : parts.indexOf(smallest);
  return withheld.map((one, index) => (index === at ? 'cover' : one));
}

/** Communes within the one former district that each came from, and which of both are withheld beside the total of all. */
export function withholdCommunes<Row extends { code: string; bills: bigint }>(
  rows: readonly Row[],
  former: ReadonlyMap<string, { code: string }>,
): { communes: Map<string, Withheld>; districts: Map<string, Withheld> } {
  const groups = [...Map.groupBy(rows, ({ code }) => former.get(code)?.code ?? `commune ${code}`)];
  const withheld = withholdInGroups(groups.map(([, parts]) => parts.map(({ bills }) => bills)));
  return {
    districts: new Map(groups.map(([code], at) => [code, withheld[at]!.group])),
    communes: new Map(
      groups.flatMap(([, parts], at) =>
        parts.map(({ code }, part) => [code, withheld[at]!.parts[part]!] as const),
      ),
    ),
  };
}

/** What papers and workbooks say instead of withheld figures. */
export function withheldWords({ small }: { small?: boolean }): string {
  return small ? 'ít hơn 5 hóa đơn' : 'ẩn để che nơi ít hóa đơn';
}
