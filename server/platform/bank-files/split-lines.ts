import { BankFileRefusal } from '../../../core/bank-files/refusal.ts';

/** A line of a bank's text file holds some hundred letters; more than this is no such file. */
const longestLine = 65_536;

/**
 * Lines of a text that comes in pieces, without their ends (LF, CRLF, or CR alone). `isComplete` says whether the last of
 * the lines so far had its end.
 */
export async function* splitLines(
  texts: AsyncIterable<string>,
): AsyncGenerator<{ lines: string[]; isComplete: boolean }> {
  let rest = '';
  let count = 0;
  for await (const text of texts) {
    // A CR at the very end may be half of a CRLF.
    const whole = rest + text;
    const cut = whole.endsWith('\r') ? whole.length - 1 : whole.length;
    const lines = whole.slice(0, cut).split(/\r\n|\n|\r/);
    rest = lines.pop()! + whole.slice(cut);
    count += lines.length;
    if (rest.length > longestLine) throw new BankFileRefusal('bank_files.too_long', 'line', count + 1);
    if (lines.length > 0) yield { lines, isComplete: true };
  }
  if (rest === '\r') yield { lines: [''], isComplete: true };
  else if (rest.endsWith('\r')) yield { lines: [rest.slice(0, -1)], isComplete: true };
  else if (rest !== '') yield { lines: [rest], isComplete: false };
}
