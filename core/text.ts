/** Vietnamese text: one normal form to store, one key to search by. */

/** NFC, non-breaking spaces made plain, runs of white space folded, trimmed. Ð (U+00D0) becomes Đ (U+0110). */
export function normalizeText(text: string): string {
  const composed = text.normalize('NFC');
  if (!unsettled.test(composed)) return composed;
  return composed
    .replaceAll('\u00d0', '\u0110')
    .replaceAll('\u00f0', '\u0111')
    .replaceAll(/[\s\u00a0\ufeff]+/g, ' ')
    .trim();
}

/** What the folding above would change; most texts hold nothing of it, and files hold millions of texts. */
const unsettled = /[\u00d0\u00f0\ufeff]|[^\S ]|^ | $| {2}/;

/** Lower case without any mark, đ as d: `Đặng Văn` and `dang van` have the same key. */
export function searchKey(text: string): string {
  return normalizeText(text)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase();
}

/** A name as a stranger may see it: `Nguyễn Văn An` is `N*** V** An`; one word keeps its first letter. */
export function maskName(name: string): string {
  const words = normalizeText(name).split(' ').filter(Boolean);
  return words
    .map((word, index) => {
      const letters = [...word];
      if (words.length > 1 && index === words.length - 1) return word;
      return letters[0] + '*'.repeat(Math.max(letters.length - 1, 1));
    })
    .join(' ');
}

/** A code as people type it (lower case, spaces, dots) in its stored form. */
export function normalizeCode(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s.\u00a0\ufeff-]/g, '')
    .toUpperCase();
}

/** The same letters without any mark, for networks that know ASCII only: `Tiền điện` is `Tien dien`. */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đð]/g, 'd')
    .replaceAll(/[ĐÐ]/g, 'D')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‐-―]/g, '-');
}
