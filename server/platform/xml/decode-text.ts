import { isAscii } from 'node:buffer';
import { xmlError } from './errors.ts';

/** Names under which an XML declaration or a sender gives an encoding, as the decoder knows them. */
const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'windows-1258': 'windows-1258',
  cp1258: 'windows-1258',
};

/** Vietnamese Windows; also reads the letters of Western Europe right, but for those that Vietnamese put marks upon. */
const undeclared = 'windows-1258';

/**
 * The text of a file, chunk by chunk. A byte order mark decides, then the declaration of XML, then UTF-16 by its zero
 * bytes; otherwise UTF-8, and from the first byte that cannot be UTF-8 on windows-1258, if all before was ASCII. The mark
 * is left out, single-byte texts are composed (NFC). Throws `xml.encoding`; `xml.truncated` for half a character at the end.
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  for await (const chunk of gatherHead(chunks)) {
    decoder ??= new Decoder(chunk);
    const text = decoder.decode(chunk);
    if (text !== '') yield text;
  }
  const rest = decoder?.end() ?? '';
  if (rest !== '') yield rest;
}

/** The first chunk is made long enough to hold a declaration, however small the pieces arrive. */
async function* gatherHead(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) yield chunk;
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length < 256) continue;
      yield head;
      head = undefined;
    }
  }
  if (head !== undefined && head.length > 0) yield head;
}

class Decoder {
  private decoder: TextDecoder;
  /** Whether the text may still turn out to be of one byte a letter. */
  private ascii = true;
  private readonly name: string;
  private fallen = false;
  /** The beginning of the first letter beyond ASCII, of which the rest has not come yet. */
  private held: Buffer = Buffer.alloc(0);
  private line = 1;

  constructor(head: Buffer) {
    const declared = recogniseEncoding(head);
    this.name = declared ?? 'utf-8';
    this.ascii = declared === undefined;
    this.decoder = new TextDecoder(this.name, { fatal: true });
  }

  decode(chunk: Buffer): string {
    try {
      if (this.ascii && !this.fallen) return this.decodeUndeclared(chunk);
      return this.settle(this.decoder.decode(chunk, { stream: true }));
    } catch (error) {
      if (error instanceof TypeError)
        throw xmlError('xml.encoding', { encoding: this.name, afterLine: this.line });
      throw error;
    }
  }

  end(): string {
    if (this.held.length > 0) throw xmlError('xml.truncated', { line: this.line });
    try {
      return this.settle(this.decoder.decode());
    } catch {
      throw xmlError('xml.truncated', { line: this.line });
    }
  }

  /** As long as all is ASCII, a first letter that is no UTF-8 decides for the single-byte encoding. */
  private decodeUndeclared(piece: Buffer): string {
    const chunk = this.held.length > 0 ? Buffer.concat([this.held, piece]) : piece;
    this.held = Buffer.alloc(0);
    if (isAscii(chunk)) return this.settle(chunk.toString('latin1'));
    const from = chunk.findIndex((byte) => byte >= 0x80);
    const letter = chunk.subarray(from, from + 4);
    const length = lengthOfLetter(letter);
    if (length > letter.length) {
      this.held = Buffer.from(letter);
      return this.settle(chunk.toString('latin1', 0, from));
    }
    if (length === 0) {
      this.decoder = new TextDecoder(undeclared, { fatal: true });
      this.fallen = true;
    } else {
      this.ascii = false;
    }
    return this.settle(this.decoder.decode(chunk, { stream: true }));
  }

  private settle(text: string): string {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.line++;
    return this.fallen || this.name === undeclared ? text.normalize('NFC') : text;
  }
}

/** Bytes of the UTF-8 letter that begins here (also when it goes on in the next chunk); 0 when there is none. */
function lengthOfLetter(bytes: Buffer): number {
  const first = bytes[0]!;
  const length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || first < 0xc2) return 0;
  const following = bytes.subarray(1, length);
  return following.every((byte) => byte >= 0x80 && byte < 0xc0) ? length : 0;
}

/** What else the WHATWG Encoding Standard knows, by any of its labels: `iso-8859-15`, `windows-1250`, `gb18030`. */
function otherEncoding(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function recogniseEncoding(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] !== 0 && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] !== 0) return 'utf-16be';
  const declared = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']/.exec(
    head.toString('latin1', 0, 256),
  )?.[1];
  if (declared === undefined) return undefined;
  const name = declared.toLowerCase();
  const known = Object.hasOwn(encodings, name) ? encodings[name] : otherEncoding(name);
  if (known === undefined) throw xmlError('xml.encoding', { encoding: declared.slice(0, 40) });
  // Two bytes a letter would have shown zeros or a mark: such a declaration was left over by a conversion.
  return known.startsWith('utf-16') ? undefined : known === 'utf-8' ? undefined : known;
}
