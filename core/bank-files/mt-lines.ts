import { BankFileRefusal } from './refusal.ts';

/** SWIFT allows six lines in the longest field; banks that write more stay far below this. */
const mostLines = 1_000;

/** One field of a SWIFT message: its tag, and its lines as they stand, the first without the tag. */
export interface MtField {
  tag: string;
  lines: string[];
  /** Physical line on which the tag stands. */
  line: number;
}

/** What the envelope of SWIFT messages tells, in the order of the file. */
export interface MtSink {
  /** `{1:` to `{4:`: a message begins; `type` is that of block 2 (`940`), where there is one. */
  begin(type: string | undefined, line: number): void;
  field(field: MtField): void;
  /** `-}` or a line of `-` alone: the message is whole. */
  end(line: number): void;
}

/**
 * Splits the lines of SWIFT FIN messages (MT940, MT942) into fields. Messages come with their blocks (`{1:…}{4:` … `-}`),
 * parted by `$` or control characters, or bare with `-` on a line of its own, or one behind the other. A field goes on
 * over the lines that begin with neither a tag nor an end. What stands before the first tag (a bank's file header) is
 * passed over.
 */
export class MtSplitter {
  private readonly sink: MtSink;
  private field: MtField | undefined;
  private line = 0;
  /** Inside block 4: only `-}` ends it. */
  inBlock = false;

  constructor(sink: MtSink) {
    this.sink = sink;
  }

  push(raw: string): void {
    this.line++;
    let text = raw.replace(/^[\u0000-\u001f]+/, '').replace(/[\s\u0000-\u001f]+$/, '');
    for (;;) {
      if (text === '-' || text.startsWith('-}')) {
        this.flush();
        this.sink.end(this.line);
        this.inBlock = false;
        text = text.slice(2);
      }
      const block = text.indexOf('{4:');
      if (!/^[$\u0000-\u001f]*\{[1-5]:/.test(text)) break;
      this.flush();
      if (block === -1) return this.header(text);
      this.header(text.slice(0, block));
      this.sink.begin(this.type, this.line);
      this.type = undefined;
      this.inBlock = true;
      text = text.slice(block + 3);
    }
    // Some writers end the block on the line of its last field.
    const end = this.inBlock && /^:62[FM]:/.test(text) ? text.indexOf('-}') : -1;
    if (end === -1) {
      if (text !== '') this.take(text);
      return;
    }
    this.take(text.slice(0, end));
    this.line--;
    this.push(text.slice(end));
  }

  /** The last field; whether the message is whole is the sink's to know. */
  finish(): number {
    this.flush();
    return this.line;
  }

  private type: string | undefined;

  /** Block 2: `{2:O940…` of a message received, `{2:I940…` of one sent. */
  private header(text: string): void {
    this.type = /\{2:[IO](\d{3})/.exec(text)?.[1] ?? this.type;
  }

  private take(text: string): void {
    const tag = /^:(\d{2}[A-Z]?|NS):/.exec(text);
    if (tag) {
      this.flush();
      this.field = { tag: tag[1]!, lines: [text.slice(tag[0].length)], line: this.line };
    } else if (this.field) {
      if (this.field.lines.length >= mostLines)
        throw new BankFileRefusal('bank_files.too_long', `:${this.field.tag}:`, this.line);
      this.field.lines.push(text);
    }
  }

  private flush(): void {
    const field = this.field;
    this.field = undefined;
    if (field) this.sink.field(field);
  }
}
