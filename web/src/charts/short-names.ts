/**
 * Names for a drawing, without the first words that all of them have in common: of «Đội quản lý điện lực khu vực Kỳ Anh»
 * beside its like, «Kỳ Anh». Two names or fewer, and names that would have nothing left, stay as they are.
 */
export function shortNames(names: readonly string[]): string[] {
  const split = names.map((name) => name.split(' '));
  const first = split[0] ?? [];
  const shared = first.findIndex((word, at) => split.some((words) => words[at] !== word));
  const isUsable = names.length > 2 && shared > 0 && split.every((words) => words.length > shared);
  return isUsable ? split.map((words) => words.slice(shared).join(' ')) : [...names];
}
