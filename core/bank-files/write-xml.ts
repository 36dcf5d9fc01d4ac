/** Elements of an ISO 20022 message as text. A name or text that cannot be written is a fault of ours: it throws. */

/** `<Name>text</Name>`, the text normalised, escaped, and no longer than its type allows. */
export function element(name: string, text: string, limits: { most: number; cut?: boolean }): string {
  const clean = plainText(text);
  const letters = [...clean];
  if (clean === '') throw new RangeError(`${name} is empty`);
  if (letters.length > limits.most && !limits.cut)
    throw new RangeError(`${name} has ${letters.length} letters, at most ${limits.most}: ${clean}`);
  const kept = letters.length > limits.most ? letters.slice(0, limits.most).join('').trim() : clean;
  return `<${name}>${escapeText(kept)}</${name}>`;
}

/** A long text in several elements of at most `most` letters, parted between words, so that joining gives it back. */
export function elements(name: string, text: string, most: number): string {
  const parts: string[] = [];
  let part = '';
  for (const word of plainText(text).split(' ').filter(Boolean)) {
    const longer = part === '' ? word : `${part} ${word}`;
    if ([...longer].length <= most) part = longer;
    else {
      if (part !== '') parts.push(part);
      part = word;
    }
  }
  if (part !== '') parts.push(part);
  return parts.map((each) => element(name, each, { most })).join('');
}

/** Composed letters, one space between words, nothing that XML 1.0 cannot hold. */
function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function escapeText(text: string): string {
  return /[<>&]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text;
}
