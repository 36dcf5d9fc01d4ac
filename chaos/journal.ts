import { closeSync, fdatasync, openSync, readFileSync, write } from 'node:fs';
import { promisify } from 'node:util';
import type { PaymentOrder } from '../clients/typescript/types.ts';

/** What a partner can ask for. */
export type Call =
  | { op: 'pay'; order: PaymentOrder }
  | { op: 'reverse'; paymentReference: string; reference: string; reason: string }
  | { op: 'status'; reference: string }
  | { op: 'inquire'; customerCode: string }
  | { op: 'hold'; reference: string; customerCode: string }
  | { op: 'extend' | 'release'; reference: string };

export type JournalLine =
  | { what: 'sent'; line: number; at: number; request: number; partner: string; call: Call }
  | { what: 'answered'; line: number; at: number; request: number; status: number; body: unknown }
  | { what: 'silent'; line: number; at: number; request: number; why: string };

/** Without its number and moment, which the journal gives. */
export type NewLine = JournalLine extends infer Line
  ? Line extends JournalLine
    ? Omit<Line, 'line' | 'at'>
    : never
  : never;

const writeAsync = promisify(write);
const fdatasyncAsync = promisify(fdatasync);

/**
 * The partners' own record, outside the product: a request stands on disk before it is sent, an answer after it has
 * come. Lines have one order, so that "answered before it was sent" can be read from their numbers.
 */
export class Journal {
  answers = 0;
  /** Payments made. */
  acceptances = 0;
  private readonly file: number;
  private lines = 0;
  private requests = 0;
  private pending: string[] = [];
  private flushing: Promise<void> | undefined;

  constructor(path: string) {
    this.file = openSync(path, 'wx');
  }

  nextRequest(): number {
    return ++this.requests;
  }

  /** Resolves when the line is on disk. Lines that arrive meanwhile share the next write. */
  async append(line: NewLine): Promise<void> {
    if (line.what === 'answered') this.answers++;
    if (line.what === 'answered' && line.status === 201) this.acceptances++;
    this.pending.push(`${JSON.stringify({ ...line, line: ++this.lines, at: Date.now() })}\n`);
    const own = this.lines;
    while (this.flushed < own) await (this.flushing ??= this.flush());
  }

  private flushed = 0;

  private async flush(): Promise<void> {
    const upto = this.lines;
    const text = this.pending.join('');
    this.pending = [];
    try {
      await writeAsync(this.file, text);
      await fdatasyncAsync(this.file);
      this.flushed = upto;
    } finally {
      this.flushing = undefined;
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

export function readJournal(path: string): JournalLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalLine);
}
