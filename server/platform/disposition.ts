/** How a browser takes a file, with its name as RFC 6266 writes names that are not ASCII. */
export function dispositionOf(kind: 'attachment' | 'inline', fileName: string): string {
  const plain = fileName.normalize('NFD').replaceAll(/[^\x20-\x7e]|["\\]/g, '');
  const encoded = encodeURIComponent(fileName).replaceAll("'", '%27');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
