/** What the harness understands of PostgreSQL's wire protocol: enough to see a COMMIT go by, and its answer. */
export interface WireMessage {
  /** One letter; empty for the first message of a connection, which has none. */
  type: string;
  bytes: Buffer;
}

/** Cuts a stream into whole messages. */
export class MessageReader {
  private rest: Buffer = Buffer.alloc(0);
  private typed: boolean;

  /** `typed`: false where the first message carries no letter (what a client sends). */
  constructor(typed: boolean) {
    this.typed = typed;
  }

  read(chunk: Buffer): WireMessage[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const messages: WireMessage[] = [];
    for (;;) {
      const head = this.typed ? 1 : 0;
      if (this.rest.length < head + 4) return messages;
      const length = head + this.rest.readInt32BE(head);
      if (this.rest.length < length) return messages;
      const bytes = this.rest.subarray(0, length);
      messages.push({ type: this.typed ? String.fromCharCode(bytes[0]!) : '', bytes });
      this.rest = this.rest.subarray(length);
      this.typed = true;
    }
  }
}

const writesMoney = /insert\s+into\s+(?:payments|payment_claims)\b/i;
const ends = /^\s*(?:commit|end)\b/i;
const starts = /^\s*(?:begin|start|rollback|abort)\b/i;

/** Follows what a client sends, through simple queries and prepared statements alike. */
export class CommitWatch {
  private readonly statements = new Map<string, string>();
  private bound = '';
  private money = false;

  /** True when this message makes PostgreSQL commit a transaction that wrote payments or their references. */
  isMoneyCommit({ type, bytes }: WireMessage): boolean {
    if (type === 'P') {
      const [name = '', text = ''] = texts(bytes, 5);
      this.statements.set(name, text);
    }
    if (type === 'B') {
      const [, name = ''] = texts(bytes, 5);
      this.bound = this.statements.get(name) ?? '';
      if (writesMoney.test(this.bound)) this.money = true;
    }
    if (type === 'Q') return this.runs(texts(bytes, 5)[0] ?? '');
    return type === 'E' && this.runs(this.bound);
  }

  private runs(text: string): boolean {
    if (writesMoney.test(text)) this.money = true;
    const commits = ends.test(text);
    const found = commits && this.money;
    if (commits || starts.test(text)) this.money = false;
    return found;
  }
}

/** The first two texts of a message, each ended by a zero byte. */
function texts(bytes: Buffer, from: number): string[] {
  const found: string[] = [];
  for (let at = from; at < bytes.length && found.length < 2;) {
    const end = bytes.indexOf(0, at);
    if (end < 0) break;
    found.push(bytes.toString('utf8', at, end));
    at = end + 1;
  }
  return found;
}

/** True for what answers a COMMIT: done, rolled back instead, or an error. */
export function endsCommit({ type, bytes }: WireMessage): boolean {
  return type === 'E' || (type === 'C' && /^(?:COMMIT|ROLLBACK)\0/.test(bytes.toString('latin1', 5)));
}

/** The process behind a connection, which it names once at the start. */
export function backendPid({ type, bytes }: WireMessage): number | undefined {
  return type === 'K' ? bytes.readInt32BE(5) : undefined;
}
