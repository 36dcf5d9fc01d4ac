/** An account number as it is kept: letters and digits alone, in capitals. */
export function normalizeAccount(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/**
 * What a statement may mean by the account it names: banks put their own code before a slash and the currency behind
 * the number (`BIDVVNVX/12010000123456`, `12010000123456VND`).
 */
export function accountNumbers(written: string): string[] {
  const last = written.slice(written.lastIndexOf('/') + 1);
  const names = [written, last].map(normalizeAccount);
  return [...new Set([...names, ...names.map((name) => name.replace(/VND$/, ''))])];
}
