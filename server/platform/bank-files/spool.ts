import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Characters held in memory before they go to a temporary file. */
const heldLength = 1_000_000;

/** Text that is written now and read once at the end, of any length in little memory. */
export class Spool {
  private parts: string[] = [];
  private length = 0;
  private folder: string | undefined;
  private file: FileHandle | undefined;
  isEmpty = true;

  async append(text: string): Promise<void> {
    this.isEmpty = false;
    this.parts.push(text);
    this.length += text.length;
    if (this.length >= heldLength) await this.flush();
  }

  /** Everything appended, in pieces. */
  async *read(): AsyncGenerator<string> {
    if (!this.file) {
      for (const part of this.parts) yield part;
      return;
    }
    await this.flush();
    yield* this.file.createReadStream({
      start: 0,
      encoding: 'utf8',
      autoClose: false,
    }) as AsyncIterable<string>;
  }

  async close(): Promise<void> {
    await this.file?.close();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }

  private async flush(): Promise<void> {
    this.folder ??= await mkdtemp(join(tmpdir(), 'tiendien-spool-'));
    this.file ??= await open(join(this.folder, 'spool'), 'w+', 0o600);
    await this.file.appendFile(this.parts.join(''));
    this.parts = [];
    this.length = 0;
  }
}
