import { text } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** One part of a package of Word or Excel, as text; throws when it is not there. */
export async function unpackText(file: Buffer, path: string): Promise<string> {
  const zip = await yauzl.fromBufferPromise(file, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === path) return text(await zip.openReadStreamPromise(entry));
  }
  throw new Error(`the package has no ${path}`);
}

/** Every part of a package that is text, one behind the other. */
export async function unpackAll(file: Buffer): Promise<string> {
  const zip = await yauzl.fromBufferPromise(file, { lazyEntries: true });
  const parts: string[] = [];
  for await (const entry of zip.eachEntry()) parts.push(await text(await zip.openReadStreamPromise(entry)));
  return parts.join('\n');
}
