import { normalizeText } from '../text.ts';

/** What stands below the commune, and how addresses shorten it. Longer forms first. */
const kinds: readonly { name: string; forms: readonly string[] }[] = [
  { name: 'Tổ dân phố', forms: ['tổ dân phố', 'tdp', 't.d.p'] },
  { name: 'Khu phố', forms: ['khu phố', 'kp'] },
  { name: 'Khối phố', forms: ['khối phố'] },
  { name: 'Khối', forms: ['khối'] },
  { name: 'Tiểu khu', forms: ['tiểu khu'] },
  { name: 'Thôn', forms: ['thôn'] },
  { name: 'Bản', forms: ['bản'] },
  { name: 'Xóm', forms: ['xóm'] },
  { name: 'Ấp', forms: ['ấp'] },
  { name: 'Buôn', forms: ['buôn'] },
  { name: 'Làng', forms: ['làng'] },
];

/** Where the next level begins when no comma says so. */
const nextLevel = /\s+(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tp\.?|tỉnh)\s.*$/iu;

/**
 * The village (thôn, bản, xóm, tổ dân phố, khu phố, ấp, buôn…) named in an address: `Số 3, thôn 11, Phường Thành
 * Sen, tỉnh Hà Tĩnh` gives `Thôn 11`. Undefined where the address names none. It is a suggestion that staff confirm.
 */
export function readVillage(address: string): string | undefined {
  for (const part of normalizeText(address).split(/[,;]/)) {
    const text = part.trim();
    const lower = text.toLowerCase();
    for (const { name, forms } of kinds) {
      const form = forms.find(
        (known) => lower.startsWith(known) && /^[\s.]+\S/.test(lower.slice(known.length)),
      );
      if (!form) continue;
      const own = text
        .slice(form.length)
        .replace(/^[\s.]+/, '')
        .replace(nextLevel, '')
        .trim();
      return own ? `${name} ${own[0]!.toUpperCase()}${own.slice(1)}`.slice(0, 100) : undefined;
    }
  }
  return undefined;
}
