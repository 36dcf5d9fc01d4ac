const newline = 0x0a;

/**
 * The lines of a stream of bytes, without their ends, one at a time. Of a line longer than `longest` bytes the beginning
 * is handed on, one byte longer than allowed, and the rest is let go, so that memory stays small whatever comes.
 */
export async function* readLines(input: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer): void => {
    const room = Math.max(longest + 1 - length, 0);
    if (room > 0 && part.length > 0) kept.push(part.subarray(0, room));
    length += Math.min(part.length, room);
  };
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, at));
      yield Buffer.concat(kept);
      kept = [];
      length = 0;
      from = at + 1;
    }
    keep(chunk.subarray(from));
  }
  if (length > 0) yield Buffer.concat(kept);
}
