import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from './errors.ts';

/** Statements and answers of a day are small; what is larger is something else. */
const fewBytes = 32 * 1024 * 1024;

/** Keeps a small upload in a file of its own while `work` reads it; it is gone afterwards, whatever happens. */
export async function saveBriefly<Result>(
  body: Readable,
  work: (path: string) => Promise<Result>,
  mostBytes: number = fewBytes,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'tiendien-upload-'));
  try {
    const path = join(folder, 'upload');
    await pipeline(Readable.from(bounded(body, mostBytes)), createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* bounded(body: Readable, mostBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  // A body refused half-way stays open: the sender is answered before the connection ends.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new AppError('request.too_large', 'too_large', { mostBytes });
    yield chunk;
  }
}
